"""The one pass over a page's tree: lines of text, and the boxes that they stand in.

The pass goes depth first, once, with a stack of its own (a page may be nested deeper than Python recurses), and asks
each element for its tag and its names. Every reader works on what it gives; none walks the tree again. It is where
the time goes, so it is written for speed: one table look-up decides what a tag does.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract import hints
from newsarchive.extract.tags import ASIDE, BLOCK, BREAK, INLINE, KEPT, KINDS, NAMED, OUT, ROLES, UNKNOWN
from newsarchive.model import BlockKind


class Box:
    """A block element, and what it holds."""

    __slots__ = (
        "aside", "away", "depth", "element", "favour", "kind", "linked", "names", "parent", "prose", "score", "tag",
        "weight", "worth",
    )  # fmt: skip

    def __init__(
        self,
        element: HtmlElement,
        tag: str,
        parent: Box | None,
        kind: BlockKind,
        names: str = "",
        away: str = "",
        favour: int = 0,
    ) -> None:
        """`names`: its class, id, role and itemprop; `away`: why its name or tag leads away from the body, "" if it
        does not (see `hints.AWAY`); `favour`: how much its name promises a body, 0 to 2."""
        self.element, self.tag, self.parent, self.kind = element, tag, parent, kind
        self.names, self.away, self.favour = names, away, favour
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.aside = ""
        """Why it is held to be none of the body, for its own name or that of a box around it; "" if it is not."""
        self.prose = self.score = 0.0
        """Weight of the prose in it, boxes within boxes included; how much it looks like the body (`body.densest`)."""
        self.weight = self.linked = 0
        """Weight of all text in it, and of the linked text."""
        self.worth: float | None = None
        """What its names and tag tell of the lines in it: see `choice`."""

    def inside(self, other: Box) -> bool:
        """Is it `other`, or in it?"""
        box: Box | None = self
        depth = other.depth
        while box is not None and box.depth > depth:
            box = box.parent
        return box is other

    def within(self) -> Iterator[Box]:
        """The boxes that it is in, itself first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


#: Boxes of one make: tag and names, of the box and of the one around it.
Make = tuple[str, str, str, str]


def make(box: Box) -> Make:
    """How a box is made: its like hold the same sort of thing."""
    holder = box.parent or box
    return box.tag, box.names, holder.tag, holder.names


#: Inline markup in a run: the number of the piece that it stands before, its plain name (with a leading "/" where it
#: ends), and the element.
Mark = tuple[int, str, HtmlElement]

#: Marks that end a sentence.
ENDS = frozenset(".!?。！？…”’\"')）」』;；۔।؟»")
#: A line of this weight is prose without ending like a sentence; one of the other if it does.
LONG, _SENTENCE = 120, 40


class Run:
    """A line of text: what stands between two ends of blocks, or two <br>."""

    __slots__ = ("box", "index", "linked", "marks", "pieces", "prose", "solid", "text", "weight")

    def __init__(
        self, index: int, box: Box, words: str, linked: int, pieces: Sequence[str], marks: Sequence[Mark]
    ) -> None:
        """`words`: as `text.line` gives them; `linked`: characters of them that are in links; `pieces`: the words as
        they stand in the source, where there are `marks` among them or every blank counts."""
        self.index = index
        self.box = box
        self.text = words
        self.pieces = pieces
        self.marks = marks
        self.weight = weight = len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
        """Bytes that its characters take in UTF-8, so that a wide character, which is half a word, counts for three."""
        share = min(1.0, linked / len(words)) if linked else 0.0
        self.linked = in_links = round(share * weight) if linked else 0
        """Of these, in links."""
        ends = weight >= LONG or words[-1] in ENDS
        is_heading = box.kind == "heading"
        is_set_large = is_heading and weight >= LONG and words[-1] in ENDS
        self.solid = ends and weight >= _SENTENCE and share <= 0.5 and (is_set_large or not is_heading)
        """Is it prose: a sentence, or long, and not linked?"""
        self.prose = 0.0 if share > 0.5 else (weight - in_links) * (0.1 if is_heading else 1.0 if ends else 0.2)
        """How much prose it holds: its weight without links, little of it where it is short and no sentence."""

    @property
    def link_share(self) -> float:
        """The share of it that is linked: 0.0 to 1.0."""
        return self.linked / self.weight


@dataclass(slots=True)
class Picture:
    """An <img>, and the number of the run that follows it."""

    at: int
    element: HtmlElement
    box: Box


@dataclass(eq=False)
class Layout:
    """A page as lines and boxes, both in document order."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    cut: str = ""
    """How much of the page was read, where that is not all of it; "" where it is."""


#: What is read of a page at most: lines, boxes, characters of text, marks in one line. The longest articles have some
#: thousand lines and some hundred thousand characters; what has more is a list, a log, or a trap.
LINES, _BOXES, CHARACTERS, _MARKS = 8000, 20_000, 1_000_000, 20_000
#: Inline markup in each other that is kept: each piece of it goes on in every line until its end.
_OPEN = 16
#: Of one line, blanks included: what is longer is cut before anything is done with it.
_MUCH = 2 * CHARACTERS


class _Full(Exception):
    """Enough of the page has been read."""


def walk(
    root: HtmlElement,
    dropped: frozenset[HtmlElement] = frozenset(),
    prune: bool = True,
    unscripted: bool = False,
) -> Layout:
    """The lines and boxes of the page under `root`; elements in `dropped` are passed over with all in them.

    `prune`: so are boxes whose name or tag leads away from the body, unless they hold much of the page's text.
    `unscripted`: what is there for readers without scripts is read too.
    """
    walker = _Walker(root, dropped, prune, unscripted)
    walker.walk(root)
    if walker.passed and (much := walker.missed()):
        walker = _Walker(root, dropped, prune, unscripted, much)
        walker.walk(root)
    return walker.layout


#: Reasons for which a box is passed over unread. The others (dates, captions, tags …) stand close to the body.
_PRUNED = frozenset({"nav", "footer", "related", "comment", "sidebar", "form", "hidden"})
#: Boxes of text itself, and of all of it: what such a name says of them is left to `body` and `choice`.
_TEXTS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figcaption", "body", "main", "article"]
)
#: How many boxes are measured and then read after all, at most: they may stand in each other, 50,000 deep.
_MEASURED = 20
#: How much longer than the prose that was read a text must be, and its characters at least, to walk a page again.
_TIMES, _LEAST = 3, 200
#: Characters of prose that are an article, whatever was passed over: what is three times as long is its comments.
_AMPLE = 1500
#: Characters of a long dialogue: what asks for consent or a password is not read for the sake of what was missed.
_DIALOGUE = 700
#: Characters in a picture, a form's field or the like that are no longer its own.
_SWALLOWED = 1000
#: Elements in which no page can be lost.
_CODE = frozenset({"head", "script", "style"})
_longer = etree.XPath("$boxes[string-length() >= $much][string-length(normalize-space()) >= $much]")
_length = etree.XPath("string-length(normalize-space())")

#: What an element opened, to be ended with it: it is passed over with all in it; it opened nothing; a box; inline
#: markup; a link.
CLOSED, NOTHING, BOX, MARK, LINK = -1, 0, 1, 2, 3


class _Walker:
    def __init__(
        self,
        root: HtmlElement,
        dropped: frozenset[HtmlElement],
        prune: bool,
        unscripted: bool,
        much: float = math.inf,
    ) -> None:
        """`much`: characters from which a box is read, whatever its name."""
        self.box = Box(root, "html", None, "paragraph")
        self.layout = Layout(boxes=[self.box])
        self.dropped, self.prune, self.unscripted, self.much = dropped, prune, unscripted, much
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.marks: list[Mark] = []
        self.inline: list[HtmlElement] = []
        self.passed: list[HtmlElement] = []
        self.measured = 0
        self.room = CHARACTERS

    def missed(self) -> float:
        """The characters for which a box must be read, if one that was passed over holds as many; else 0.0."""
        read = sum(run.prose * len(run.text) / run.weight for run in self.layout.runs)
        if read > _AMPLE:
            return 0.0
        much = max(_TIMES * read, _LEAST)
        found = cast(list[HtmlElement], _longer(self.passed[0], boxes=self.passed, much=much))
        return much if any(_characters(box) >= much for box in found) else 0.0

    def walk(self, root: HtmlElement) -> None:
        """Visit the elements in document order until the page ends, or too much has been read."""
        try:
            self.visit(root)
        except _Full as full:
            self.layout.cut = str(full)

    def visit(self, root: HtmlElement) -> None:
        """Visit every element in document order, leaving out what never holds text.

        What is done for nearly every element stands in this one loop: a call for each would double its time.
        """
        pieces, linked, marks, inline = self.pieces, self.linked, self.marks, self.inline
        role_of, kept, enter, open_box, close = ROLES.get, KEPT.get, self.enter, self.open, self.close
        open_if_named, line_break, flush = self.open_if_named, self.line_break, self.flush
        path: list[tuple[HtmlElement, int, Iterator[HtmlElement]]] = []
        children = iter(root)
        links = 0
        while True:
            for element in children:
                tag = element.tag
                role = role_of(tag, UNKNOWN)
                if role == BLOCK:
                    opened = open_box(element, tag)
                elif role == BREAK:
                    line_break()
                    opened = CLOSED
                elif role == INLINE:
                    opened = NOTHING
                    if len(inline) < _OPEN and (name := kept(tag)):
                        inline.append(element)
                        marks.append((len(pieces), name, element))
                        opened = MARK
                        if tag == "a":
                            links += 1
                            opened = LINK
                elif role == NAMED:
                    opened = open_if_named(element, tag)
                else:
                    opened = enter(element, tag, role)
                if opened != CLOSED:
                    if (words := element.text) and (pieces or not words.isspace()):
                        pieces.append(words)
                        if links:
                            linked.append(words)
                    if len(element):
                        path.append((element, opened, children))
                        children = iter(element)
                        break
                    if opened:
                        links -= close(element, opened)
                if (words := element.tail) and (pieces or not words.isspace()):
                    pieces.append(words)
                    if links:
                        linked.append(words)
            else:
                if not path:
                    break
                element, opened, children = path.pop()
                if opened:
                    links -= close(element, opened)
                if (words := element.tail) and (pieces or not words.isspace()):
                    pieces.append(words)
                    if links:
                        linked.append(words)
        flush()

    def close(self, element: HtmlElement, opened: int) -> bool:
        """End what an element opened. Was it a link?"""
        if opened == BOX:
            if self.pieces or self.marks:
                self.flush()
            self.box = self.box.parent or self.box
            return False
        self.inline.pop()
        self.marks.append((len(self.pieces), "/" + KEPT[element.tag], element))
        if len(self.marks) > _MARKS:
            self.flush()
            raise _Full(f"{_MARKS} marks in one line")
        return opened == LINK

    def enter(self, element: HtmlElement, tag: str, role: int) -> int:
        """Begin an element that hardly any page has by the hundred: what was opened?"""
        if role == OUT:
            if tag == "img":
                self.layout.pictures.append(Picture(len(self.layout.runs), element, self.box))
                return CLOSED
            return self.open_swallowed(element, tag) if len(element) else CLOSED
        if not isinstance(tag, str):
            return CLOSED
        return self.open(element, tag) if "-" in tag else NOTHING

    def open(self, element: HtmlElement, tag: str) -> int:
        """Begin a box, unless it is to be passed over."""
        if self.pieces or self.marks:
            self.flush()
        if not len(element) and not (element.text or "").strip():
            return CLOSED
        away = ASIDE.get(tag, "")
        names, favour = "", 0
        if attributes := element.items():
            names, told, favour = _named(attributes)
            away = told or away
        may_go = away and away in _PRUNED and favour < 2 and self.prune and tag not in _TEXTS
        if may_go and self.passes_over(element, _DIALOGUE if away == "form" else 0):
            return CLOSED
        if self.dropped and element in self.dropped:
            return CLOSED
        above = self.box
        self.box = box = Box(element, tag, above, KINDS.get(tag) or above.kind, names, away, favour)
        self.layout.boxes.append(box)
        if len(self.layout.boxes) > _BOXES:
            raise _Full(f"the first {_BOXES} boxes")
        return BOX

    def passes_over(self, element: HtmlElement, least: int = 0) -> bool:
        """Is there so little text in a box that holds none of the body that it need not be read?"""
        if self.much == math.inf:
            self.passed.append(element)
            return True
        much = max(self.much, least)
        if self.measured > _MEASURED or cast(float, _length(element)) < much or _characters(element) < much:
            return True
        self.measured += 1
        return False

    def open_swallowed(self, element: HtmlElement, tag: str) -> int:
        """Begin a box that no text belongs in, if it holds much: its end was forgotten, and the page fell into it."""
        if tag in _CODE:
            return CLOSED
        if not (self.unscripted and tag == "noscript") and self.passes_over(element, _SWALLOWED):
            return CLOSED
        return self.open(element, tag)

    def open_if_named(self, element: HtmlElement, tag: str) -> int:
        """Begin a box where a <span> or the like is named as something apart: a date, a caption, an advertisement."""
        attributes = element.items()
        if not attributes:
            return NOTHING
        names, away, favour = _named(attributes)
        if not away or (self.box.tag == "p" and away != "hidden" and self.is_amid(element, names)):
            return NOTHING
        self.flush()
        self.box = Box(element, tag, self.box, self.box.kind, names, away, favour)
        self.layout.boxes.append(self.box)
        return BOX

    def is_amid(self, element: HtmlElement, names: str) -> bool:
        """Do words of a paragraph go on around an element: the number of a note, the place at its beginning?"""
        return bool(self.pieces or "dateline" in names.lower()) and bool((element.tail or "").strip())

    def line_break(self) -> None:
        """End the line at a <br>; in a heading it is a blank."""
        if self.box.kind == "heading":
            self.pieces.append(" ")
        elif self.box.kind == "code":
            self.pieces.append("\n")
        else:
            self.flush()

    def flush(self) -> None:
        """End the line. Inline markup that is open goes on in the next one."""
        pieces, marks, inline = self.pieces, self.marks, self.inline
        if pieces and (words := text.line(("".join(pieces) if len(pieces) > 1 else pieces[0])[:_MUCH])):
            for one in reversed(inline) if inline else ():
                marks.append((len(pieces), "/" + KEPT[one.tag], one))
            linked = len("".join(self.linked).strip()) if self.linked else 0
            kept = pieces[:] if marks or self.box.kind == "code" else ()
            runs = self.layout.runs
            runs.append(Run(len(runs), self.box, words, linked, kept, marks[:] if marks else ()))
            self.room -= len(words)
            if self.room < 0 or len(runs) >= LINES:
                self.end()
        pieces.clear()
        if self.linked:
            self.linked.clear()
        if marks:
            marks.clear()
        for one in inline:
            marks.append((0, KEPT[one.tag], one))

    def end(self) -> None:
        """Read no further: too many lines, or a last one that there is only so much room for."""
        runs = self.layout.runs
        if self.room >= 0:
            raise _Full(f"the first {LINES} lines")
        last = runs.pop()
        if words := last.text[: self.room].rstrip():
            runs.append(Run(last.index, last.box, words, min(last.linked, len(words)), (), ()))
        raise _Full(f"the first {CHARACTERS} characters")


def _characters(element: HtmlElement) -> float:
    """Characters of text in an element, without links, and without scripts, which can be longer than all else."""
    others = element.iter("script", "style", "template", "a")
    return cast(float, _length(element)) - sum(
        cast(float, _length(one)) if len(one) else len(" ".join((one.text or "").split())) for one in others
    )


_NAMES = frozenset({"class", "id", "role", "itemprop"})
#: Characters of a class that are read.
_LONGEST = 1000


def _named(attributes: list[tuple[str, str]]) -> tuple[str, str, int]:
    """An element's names, why they lead away from the body, and how much they favour it."""
    found = ""
    for name, value in attributes:
        if name in _NAMES:
            found = f"{found} {value[:_LONGEST]}" if found else value[:_LONGEST]
        elif name == "hidden" or (name == "style" and "none" in value and hints.hides(value)):
            return found, "hidden", 0
    if not found:
        return "", "", 0
    away, favour = hints.read(found)
    return found, away, favour
