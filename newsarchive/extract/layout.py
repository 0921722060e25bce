"""The one pass over a page's tree: lines of text, and the boxes that they stand in.

The pass goes depth first, once, with a stack of its own (a page may be nested deeper than Python recurses), and asks
each element for its tag and its names. Every reader works on what it gives; none walks the tree again. It is where
the time goes, so it is written for speed: one table look-up decides what a tag does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract import hints
from newsarchive.extract.tags import ASIDE, BLOCK, BREAK, INLINE, KEPT, KINDS, OUT, role_of
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


@dataclass(slots=True)
class Mark:
    """Inline markup in a run: it stands before the piece of that number."""

    at: int
    tag: str
    """Plain name; with a leading "/" where it ends."""
    element: HtmlElement


@dataclass(eq=False)
class Run:
    """A line of text: what stands between two ends of blocks, or two <br>."""

    index: int
    box: Box
    pieces: list[str]
    marks: list[Mark]
    weight: int
    """Bytes that its characters take in UTF-8, so that a wide character, which is half a word, counts for three."""
    linked: int
    """Of these, in links."""

    @cached_property
    def text(self) -> str:
        """Its words, as `text.line` gives them."""
        return text.line("".join(self.pieces))

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


def walk(root: HtmlElement, dropped: frozenset[HtmlElement] = frozenset()) -> Layout:
    """The lines and boxes of the page under `root`; elements in `dropped` are passed over with all in them."""
    walker = _Walker(root, dropped)
    walker.walk(root)
    return walker.layout


class _Walker:
    def __init__(self, root: HtmlElement, dropped: frozenset[HtmlElement]) -> None:
        self.box = Box(root, "html", None, 0, "paragraph")
        self.layout = Layout(boxes=[self.box])
        self.dropped = dropped
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.inline: list[HtmlElement] = []
        self.links = self.weight = self.linked = 0

    def walk(self, root: HtmlElement) -> None:
        """Visit every element in document order, leaving out what never holds text."""
        self.add(root.text)
        path = [(root, iter(root))]
        while path:
            for child in path[-1][1]:
                if self.enter(child):
                    if len(child):
                        path.append((child, iter(child)))
                        break
                    self.leave(child)
                if words := child.tail:
                    self.add(words)
            else:
                element, _ = path.pop()
                if path:
                    self.leave(element)
                    self.add(element.tail)
        self.flush()

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element. Is there anything in it to be visited?"""
        tag = element.tag
        role = role_of(tag)
        if role == OUT or (self.dropped and element in self.dropped):
            if tag == "img":
                self.layout.pictures.append(Picture(len(self.layout.runs), element, self.box))
            return False
        if role == BREAK:
            self.line_break()
            return False
        if role == BLOCK:
            self.open(element, tag)
        elif role == INLINE:
            self.begin(element, tag)
        else:
            self.open_if_named(element, tag)
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
            self.marks.append(Mark(len(self.pieces), "/" + KEPT[element.tag], element))
            self.links -= element.tag == "a"

    def open(self, element: HtmlElement, tag: str) -> None:
        """Begin a box."""
        self.flush()
        above = self.box
        names, aside, favour = _named(element)
        kind = KINDS.get(tag) or above.kind
        self.box = Box(element, tag, above, above.depth + 1, kind, names, aside or ASIDE.get(tag, ""), favour)
        self.layout.boxes.append(self.box)

    def open_if_named(self, element: HtmlElement, tag: str) -> None:
        """Begin a box where a <span> or the like is named as something apart: a date, a caption, an advertisement."""
        names, aside, favour = _named(element)
        if aside:
            self.flush()
            self.box = Box(element, tag, self.box, self.box.depth + 1, self.box.kind, names, aside, favour)
            self.layout.boxes.append(self.box)

    def begin(self, element: HtmlElement, tag: str) -> None:
        """Begin inline markup."""
        if tag in KEPT:
            self.inline.append(element)
            self.marks.append(Mark(len(self.pieces), KEPT[tag], element))
            self.links += tag == "a"

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
                self.marks += [Mark(len(self.pieces), "/" + KEPT[one.tag], one) for one in reversed(self.inline)]
            runs.append(Run(len(runs), self.box, self.pieces, self.marks, self.weight, self.linked))
            self.weight = self.linked = 0
            self.pieces, self.marks = [], []
        elif self.pieces or self.marks:
            self.pieces, self.marks = [], []
        if self.inline:
            self.marks = [Mark(0, KEPT[one.tag], one) for one in self.inline]


_NAMES = frozenset({"class", "id", "role", "itemprop"})


def _named(element: HtmlElement) -> tuple[str, str, int]:
    """An element's names, why they lead away from the body, and how much they favour it."""
    found = ""
    for name, value in element.items():
        if name in _NAMES:
            found = f"{found} {value}" if found else value
        elif name == "hidden" or (name == "style" and hints.hides(value)):
            return found, "hidden", 0
    return (found, *hints.read(found)) if found else ("", "", 0)
