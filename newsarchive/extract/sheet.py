"""A page spread out for the readers: its tree, its lines and boxes, its body, each made once and when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from newsarchive.extract import body
from newsarchive.extract.layout import Box, Layout, Run, walk
from newsarchive.extract.tags import INVISIBLE_TEXT
from newsarchive.model import Page, Publisher, Rules
from newsarchive.publishers.spec import xpath

#: Prose that a body holds, at least, for the first look to be enough; and how many times more a second must find: a
#: short notice beside long neighbours is the article all the same.
_ENOUGH = 500
_MORE = 8.0


@dataclass(eq=False)
class Sheet:
    """One page as the readers see it."""

    page: Page
    publisher: Publisher
    rules: Rules

    @property
    def tree(self) -> HtmlElement:
        """The root element."""
        return self.page.tree

    def matches(self, selector: str) -> list[HtmlElement]:
        """The elements that a rule's selector gives, in document order."""
        found = self.tree.xpath(xpath(selector))
        return [one for one in found if isinstance(one, HtmlElement)] if isinstance(found, list) else []

    @cached_property
    def looked(self) -> tuple[Layout, Box | None]:
        """Lines and boxes, weighed, and the box that holds the body: the rules', or the densest.

        Where that holds little, the page is looked at again, and more is believed of boxes whose names lead away.
        """
        first = self._look(prune=not (self.rules.heading or self.rules.body), lenient=False)
        if first[1] is not None and first[1].prose >= _ENOUGH:
            return first
        second = self._look(prune=False, lenient=True)
        return second if _prose(second) > _prose(first) * _MORE else first

    def _look(self, prune: bool, lenient: bool) -> tuple[Layout, Box | None]:
        dropped = frozenset(one for selector in self.rules.drop for one in self.matches(selector))
        layout = walk(self.tree, dropped, prune, lenient)
        body.weigh(layout, lenient)
        return layout, self._ruled(layout) or body.densest(layout)

    def _ruled(self, layout: Layout) -> Box | None:
        """The box that the rules name."""
        wanted = {one for selector in self.rules.body for one in self.matches(selector)}
        return next((box for box in layout.boxes if box.element in wanted), None) if wanted else None

    @property
    def layout(self) -> Layout:
        """Lines and boxes."""
        return self.looked[0]

    @property
    def container(self) -> Box | None:
        """The box that holds the body."""
        return self.looked[1]

    def attend(self, headline: Run | None) -> None:
        """Take the box that holds the text under `headline` for the body's, where the densest does not."""
        if headline is None or self.container is None or self.rules.body:
            return
        box = body.below(self.layout, self.container, headline)
        if box is not self.container:
            body.put_aside(self.layout, self.container, box)
            self.looked = (self.layout, box)
            self.__dict__.pop("lines", None)

    @cached_property
    def last(self) -> int:
        """The number of the line from which words of the footer stand; that of no line where there are none."""
        for run in self.layout.runs:
            if self.rules.footer and any(word in run.text for word in self.rules.footer) and self._follows_prose(run):
                return run.index
        return len(self.layout.runs)

    def _follows_prose(self, run: Run) -> bool:
        return self.container is not None and any(
            other.box.inside(self.container) and other.prose for other in self.layout.runs[: run.index]
        )

    @cached_property
    def lines(self) -> list[Run]:
        """The lines of the body, before its head and tail are cut."""
        if self.container is None:
            return []
        return [run for run in body.lines(self.layout, self.container) if run.index < self.last]

    @cached_property
    def titles(self) -> list[str]:
        """What <title> says, if it says anything."""
        found = [" ".join((one.text or "").split()) for one in self.page.by_tag["title"]]
        return [words for words in found if words][:1]

    def text_of(self, element: HtmlElement) -> str:
        """All words in an element, on one line: none of a script, a comment, or what follows it."""
        parts = (
            words
            for part in element.iter()
            for words in (
                part.text if isinstance(part.tag, str) and part.tag not in INVISIBLE_TEXT else None,
                part.tail if part is not element else None,
            )
            if words
        )
        return " ".join(" ".join(parts).split())


def _prose(look: tuple[Layout, Box | None]) -> float:
    return look[1].prose if look[1] is not None else 0.0
