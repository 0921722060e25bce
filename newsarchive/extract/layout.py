"""The one pass over a page's tree: lines of text, and the boxes that they stand in.

The pass goes depth first, once, with a stack of its own (a page may be nested deeper than Python recurses), and asks
each element for its tag and its names. Every reader works on what it gives; none walks the tree again. It is where
the time goes, so it is written for speed: one table look-up decides what a tag does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from lxml import etree
from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract import hints
from newsarchive.extract.tags import ASIDE, BLOCK, BREAK, INLINE, KEPT, KINDS, NAMED, OUT, ROLES, UNKNOWN
from newsarchive.model import BlockKind


@dataclass(slots=True, eq=False)
class Box:
    """A block element, and what it holds."""

    element: HtmlElement
    tag: str
    parent: Box | None
    depth: int
    kind: BlockKind
    names: str = ""
    """Its class, id, role and itemprop."""
    away: str = ""
    """Why its name or tag leads away from the body; "" if it does not. See `hints.AWAY`."""
    favour: int = 0
    """How much its name promises a body: 0 to 2."""
    aside: str = ""
    """Why it is held to be none of the body, for its own name or that of a box around it; "" if it is not."""
    prose: float = 0.0
    """Weight of the prose in it, boxes within boxes included."""
    weight: int = 0
    """Weight of all text in it."""
    linked: int = 0
    """Weight of the linked text in it."""
    score: float = 0.0
    """How much it looks like the body: see `body.densest`."""
    worth: float | None = None
    """What its names and tag tell of the lines in it: see `features`."""

    def inside(self, other: Box) -> bool:
        """Is it `other`, or in it?"""
        box: Box | None = self
        while box is not None and box.depth > other.depth:
            box = box.parent
        return box is other

    def within(self) -> Iterator[Box]:
        """The boxes that it is in, itself first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


#: Inline markup in a run: the number of the piece that it stands before, its plain name (with a leading "/" where it
#: ends), and the element.
Mark = tuple[int, str, HtmlElement]


class Run:
    """A line of text: what stands between two ends of blocks, or two <br>."""

    __slots__ = ("_text", "box", "index", "linked", "marks", "pieces", "weight")

    def __init__(self, index: int, box: Box, pieces: list[str], marks: list[Mark], weight: int, linked: int) -> None:
        """`weight`: bytes that its characters take in UTF-8, so that a wide character, which is half a word, counts
        for three; `linked`: of these, in links."""
        self.index, self.box, self.pieces, self.marks = index, box, pieces, marks
        self.weight, self.linked = weight, linked
        self._text: str | None = None

    @property
    def text(self) -> str:
        """Its words, as `text.line` gives them."""
        if self._text is None:
            self._text = text.line("".join(self.pieces))
        return self._text

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
    return walker.layout


#: Reasons for which a box is passed over unread. The others (dates, captions, tags …) stand close to the body.
_PRUNED = frozenset({"nav", "footer", "related", "comment", "sidebar", "form", "hidden"})
#: Boxes of text itself: what such a name says of them is left to `choice`.
_TEXTS = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "figcaption"])
#: The share of a page's characters from which a box is read whatever its name.
_MUCH = 0.25
#: How many boxes are measured and then read after all, at most: they may stand in each other, 50,000 deep.
_MEASURED = 20
#: Characters in a picture, a form's field or the like that are no longer its own.
_SWALLOWED = 1000
_length = etree.XPath("string-length()")


class _Walker:
    def __init__(self, root: HtmlElement, dropped: frozenset[HtmlElement], prune: bool, unscripted: bool) -> None:
        self.box = Box(root, "html", None, 0, "paragraph")
        self.layout = Layout(boxes=[self.box])
        self.dropped = dropped
        self.much = _MUCH * _characters(root)
        self.prune = prune
        self.unscripted = unscripted
        self.measured = 0
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.inline: list[HtmlElement] = []
        self.links = self.weight = self.linked = 0

    def walk(self, root: HtmlElement) -> None:
        """Visit every element in document order, leaving out what never holds text."""
        self.add(root.text)
        enter, leave, add = self.enter, self.leave, self.add
        path = [(root, iter(root))]
        while path:
            for child in path[-1][1]:
                if enter(child):
                    if len(child):
                        path.append((child, iter(child)))
                        break
                    leave(child)
                if words := child.tail:
                    add(words)
            else:
                element, _ = path.pop()
                if path:
                    leave(element)
                    if words := element.tail:
                        add(words)
        self.flush()

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element. Is there anything in it to be visited?"""
        tag = element.tag
        role = ROLES.get(tag, UNKNOWN)
        if role == INLINE:
            if tag in KEPT:
                self.inline.append(element)
                self.marks.append((len(self.pieces), KEPT[tag], element))
                if tag == "a":
                    self.links += 1
        elif role == BLOCK:
            if not self.open(element, tag):
                return False
        elif role == NAMED:
            self.open_if_named(element, tag)
        elif role == BREAK:
            self.line_break()
            return False
        elif role == OUT:
            if tag == "img":
                self.layout.pictures.append(Picture(len(self.layout.runs), element, self.box))
            return self.opens_swallowed(element, tag)
        elif not isinstance(tag, str) or ("-" in tag and not self.open(element, tag)):
            return False
        if words := element.text:
            self.add(words)
        return True

    def leave(self, element: HtmlElement) -> None:
        """End an element."""
        box = self.box
        if element is box.element:
            self.flush()
            self.box = box.parent or box
        elif self.inline and self.inline[-1] is element:
            self.inline.pop()
            self.marks.append((len(self.pieces), "/" + KEPT[element.tag], element))
            if element.tag == "a":
                self.links -= 1

    def open(self, element: HtmlElement, tag: str) -> bool:
        """Begin a box, unless it is to be passed over."""
        self.flush()
        names, away, favour = _named(element)
        away = away or ASIDE.get(tag, "")
        if (away in _PRUNED and favour < 2 and tag not in _TEXTS and self.passes_over(element)) or (
            self.dropped and element in self.dropped
        ):
            return False
        above = self.box
        kind = KINDS.get(tag) or above.kind
        self.box = box = Box(element, tag, above, above.depth + 1, kind, names, away, favour)
        self.layout.boxes.append(box)
        return True

    def passes_over(self, element: HtmlElement) -> bool:
        """Is there so little text in a box whose name leads away that it need not be read?"""
        if not self.prune or self.measured > _MEASURED:
            return False
        little = cast(float, _length(element)) < self.much
        self.measured += not little
        return little

    def opens_swallowed(self, element: HtmlElement, tag: str) -> bool:
        """Begin a box that no text belongs in, if it holds much: its end was forgotten, and the page fell into it."""
        if not len(element) or tag in ("head", "script", "style") or self.measured > _MEASURED:
            return False
        if not (self.unscripted and tag == "noscript") and cast(float, _length(element)) < max(self.much, _SWALLOWED):
            return False
        self.measured += 1
        return self.open(element, tag)

    def open_if_named(self, element: HtmlElement, tag: str) -> None:
        """Begin a box where a <span> or the like is named as something apart: a date, a caption, an advertisement."""
        names, away, favour = _named(element)
        if away:
            self.flush()
            self.box = Box(element, tag, self.box, self.box.depth + 1, self.box.kind, names, away, favour)
            self.layout.boxes.append(self.box)

    def add(self, words: str | None) -> None:
        """Add text to the line."""
        if not words:
            return
        self.pieces.append(words)
        if not words.isspace():
            weight = len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
            self.weight += weight
            if self.links:
                self.linked += weight

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
        if self.weight:
            runs = self.layout.runs
            if self.inline:
                self.marks += [(len(self.pieces), "/" + KEPT[one.tag], one) for one in reversed(self.inline)]
            runs.append(Run(len(runs), self.box, self.pieces, self.marks, self.weight, self.linked))
            self.weight = self.linked = 0
            self.pieces, self.marks = [], []
        elif self.pieces or self.marks:
            self.pieces, self.marks = [], []
        if self.inline:
            self.marks = [(0, KEPT[one.tag], one) for one in self.inline]


def _characters(root: HtmlElement) -> float:
    """Characters of text on a page, blanks among them: without scripts, which can be longer than all else."""
    body = root.find("body")
    whole = root if body is None else body
    code = sum(len(one.text or "") for one in whole.iter("script", "style", "noscript", "template"))
    return cast(float, _length(whole)) - code


_NAMES = frozenset({"class", "id", "role", "itemprop"})


def _named(element: HtmlElement) -> tuple[str, str, int]:
    """An element's names, why they lead away from the body, and how much they favour it."""
    found = ""
    for name, value in element.items():
        if name in _NAMES:
            found = f"{found} {value}" if found else value
        elif name == "hidden" or (name == "style" and "none" in value and hints.hides(value)):
            return found, "hidden", 0
    if not found:
        return "", "", 0
    away, favour = hints.read(found)
    return found, away, favour
