"""The one pass over a page's tree: lines of text, and the boxes that they stand in.

The pass goes depth first, once, with a stack of its own (a page may be nested deeper than Python recurses), and asks
each element for its tag and its names. Every reader works on what it gives; none walks the tree again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml.html import HtmlElement

from newsarchive import text
from newsarchive.extract import hints
from newsarchive.extract.tags import ASIDE, BLOCK, BREAK, KEPT, KINDS, OUT
from newsarchive.model import BlockKind


@dataclass(slots=True, eq=False)
class Box:
    """A block element, and what it holds."""

    element: HtmlElement
    tag: str
    parent: Box | None
    depth: int
    kind: BlockKind
    aside: str
    """Why its name or tag leads away from the body; "" if it does not. See `hints.AWAY`."""
    favour: int
    """How much its name promises a body: 0 to 2."""
    names: str = ""
    prose: float = 0.0
    """Weight of the prose in it, boxes within boxes included."""
    weight: int = 0
    """Weight of all text in it."""
    linked: int = 0
    """Weight of the linked text in it."""
    score: float = 0.0

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


@dataclass(eq=False)
class Run:
    """A line of text: what stands between two ends of blocks, or two <br>."""

    index: int
    box: Box
    pieces: list[str]
    marks: list[Mark]
    weight: int
    """Characters without blanks at the ends; a wide character counts for three."""
    linked: int
    """Of these, in links."""

    @cached_property
    def text(self) -> str:
        """Its words, as `text.line` gives them."""
        return text.line("".join(self.pieces))

    @property
    def link_share(self) -> float:
        """The share of it that is linked: 0.0 to 1.0."""
        return min(1.0, self.linked / self.weight) if self.weight else 0.0


@dataclass(slots=True)
class Mark:
    """Inline markup in a run: it stands before the piece of that number."""

    at: int
    tag: str
    """Plain name; with a leading "/" where it ends."""
    element: HtmlElement


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
        self.layout = Layout()
        self.dropped = dropped
        self.box = Box(root, "html", None, 0, "paragraph", "", 0)
        self.pieces: list[str] = []
        self.marks: list[Mark] = []
        self.inline: list[HtmlElement] = []
        self.links = 0
        self.weight = 0
        self.linked = 0

    def walk(self, root: HtmlElement) -> None:
        """Visit every element in document order, leaving out what never holds text."""
        self.layout.boxes.append(self.box)
        self.add(root.text)
        path = [(root, iter(root))]
        while path:
            element, children = path[-1]
            child = next(children, None)
            if child is not None:
                if self.enter(child):
                    path.append((child, iter(child)))
                else:
                    self.add(child.tail)
                continue
            path.pop()
            if path:
                self.leave(element)
                self.add(element.tail)
        self.flush()

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element. Is there anything in it to be visited?"""
        tag = element.tag
        if tag in OUT or not isinstance(tag, str) or (self.dropped and element in self.dropped):
            if tag == "img":
                self.layout.pictures.append(Picture(len(self.layout.runs), element, self.box))
            return False
        if tag in BREAK:
            self.line_break()
            return False
        if tag in BLOCK or "-" in tag:
            self.open(element, tag)
        elif tag == "span" and element.attrib and (aside := _hint(element, tag)[0]):
            self.open(element, tag, aside)
        else:
            self.begin(element, tag)
        self.add(element.text)
        return True

    def leave(self, element: HtmlElement) -> None:
        """End an element."""
        if element is self.box.element:
            self.flush()
            self.box = self.box.parent or self.box
        elif element.tag in KEPT and self.inline and self.inline[-1] is element:
            self.inline.pop()
            self.marks.append(Mark(len(self.pieces), "/" + KEPT[element.tag], element))
            self.links -= element.tag == "a"

    def open(self, element: HtmlElement, tag: str, aside: str = "") -> None:
        """Begin a box."""
        self.flush()
        above = self.box
        favour = 0
        names = ""
        if element.attrib and not aside:
            aside, favour, names = _hint(element, tag)
        kind = KINDS.get(tag, above.kind)
        box = Box(element, tag, above, above.depth + 1, kind, aside or ASIDE.get(tag, ""), favour, names)
        self.box = box
        self.layout.boxes.append(box)

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
            ends = [Mark(len(self.pieces), "/" + KEPT[one.tag], one) for one in reversed(self.inline)]
            runs.append(Run(len(runs), self.box, self.pieces, self.marks + ends, self.weight, self.linked))
            self.weight = self.linked = 0
        self.pieces = []
        self.marks = [Mark(0, KEPT[one.tag], one) for one in self.inline]


def _hint(element: HtmlElement, tag: str) -> tuple[str, int, str]:
    """Why an element's attributes lead away from the body, how much they favour it, and its names."""
    get = element.get
    names = " ".join(filter(None, (get("class"), get("id"), get("role"), get("itemprop"))))
    style = get("style")
    if (style and "none" in style and "display:none" in style.replace(" ", "").lower()) or get("hidden") is not None:
        return "hidden", 0, names
    if not names:
        return "", 0, ""
    return (*hints.read(names), names)
