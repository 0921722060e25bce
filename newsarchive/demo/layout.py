"""How an edition of the site looks and where its pages stand; what they say is the same in all of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from newsarchive.demo.pieces import BASE, Answer, Listing, Reading, Request, Sheet
from newsarchive.demo.plan import Entry


class Layout(ABC):
    """One markup. A path holds a gap for the number of the article, the product or the list page."""

    number: ClassVar[int]
    summary: ClassVar[str]
    encoding: ClassVar[str] = "utf-8"
    content_type: ClassVar[str] = "text/html"
    validator: ClassVar[str] = ""
    """What answers carry, to be asked by again: "etag", "modified", or "" for nothing."""
    gzips: ClassVar[bool] = False
    dates: ClassVar[str] = "page"
    """Where days are printed: "page" or "list"."""
    per_page: ClassVar[int] = 10
    article_path: ClassVar[str]
    old_path: ClassVar[str]
    """Where articles stood before the site was rebuilt."""
    first_list_path: ClassVar[str]
    list_path: ClassVar[str]
    product_path: ClassVar[str]
    section_paths: ClassVar[Mapping[str, str]]
    """Of "about", "products", "jobs", "contact"."""

    @abstractmethod
    def frame(self, sheet: Sheet) -> str:
        """The whole page around a sheet: navigation, banner, heading, content, footer."""

    @abstractmethod
    def article(self, reading: Reading) -> str:
        """An article's headline, meta line, text, credit and neighbours."""

    @abstractmethod
    def listing(self, listing: Listing) -> str:
        """The lines of a list, and its pager."""

    @abstractmethod
    def prose(self, title: str, lines: Sequence[str]) -> str:
        """A headline and paragraphs, on a page that is no news."""

    def head(self, reading: Reading) -> str:
        """More of the <head> of an article's page."""
        return ""

    def offered(self, entry: Entry) -> list[str]:
        """The URLs by which lists offer an article: one, but for layouts with twins."""
        return [self.at(self.old_path if entry.story.moved else self.article_path, entry.number)]

    def extras(self, readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
        """Pages that only this layout has, as URL and HTML: frames, mobile twins."""
        return iter(())

    def aliases(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Other URLs of articles that only this layout has, and the article's own."""
        return {}

    def parts(self, entries: Sequence[Entry]) -> dict[str, str]:
        """Pages that only this layout has and that are no articles: why."""
        return {}

    def find(self, request: Request, pages: Mapping[str, Answer]) -> Answer | None:
        """The one of the site's pages that is asked for; None if there is none."""
        return pages.get(request.url)

    def finish(self, answer: Answer, seen: int) -> Answer:
        """What is added to an answer as it is sent; `seen` requests were answered before."""
        return answer

    def at(self, path: str, number: object = "") -> str:
        """The URL of a path."""
        return BASE + path.format(number)

    def list_url(self, page: int) -> str:
        """The URL of a list page, from 1."""
        return self.at(self.list_path, page) if page > 1 else self.at(self.first_list_path)

    def sections(self) -> list[tuple[str, str, str]]:
        """The site's navigation: Chinese words, English word, URL."""
        at = self.section_paths
        return [
            ("首页", "HOME", BASE + "/"),
            ("关于我们", "ABOUT", self.at(at["about"])),
            ("产品中心", "PRODUCTS", self.at(at["products"])),
            ("新闻中心", "NEWS", self.list_url(1)),
            ("人才招聘", "JOBS", self.at(at["jobs"])),
            ("联系我们", "CONTACT", self.at(at["contact"])),
        ]
