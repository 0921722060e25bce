"""One edition of the publisher's site: every URL with its answer, and the truth about it."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from urllib.parse import urldefrag

from newsarchive.demo.layout import Layout
from newsarchive.demo.material import INDENT, Leaf, company
from newsarchive.demo.pieces import BASE, Answer, Item, Listing, Reading, Request, Sheet
from newsarchive.demo.plan import DECOYS, Decoy, Entry, Phase, entries
from newsarchive.demo.truth import ExpectedArticle, Truth

ROBOTS = b"User-agent: *\nDisallow: /admin/\n"
FORBIDDEN_PATH = "/admin/preview?id={}"
#: The smallest picture there is: one transparent pixel.
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
HOME_ITEMS = 3
_CUT = "@@@"


class Edition:
    """The material in one layout."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.number = layout.number
        self.summary = layout.summary
        self.answers = cache(self._answers)
        """Of a phase: every URL that answers to GET with anything but "no such page"."""

    def answer(self, request: Request, phase: Phase, seen: int) -> Answer:
        """Answer a request; `seen` is how many were answered before."""
        return self.layout.finish(self.layout.find(request, self.answers(phase)) or self.missing(), seen)

    def items(self, phase: Phase) -> list[Item]:
        """What the lists offer, in order: the news, and a decoy after every third."""
        items = [
            Item(url, entry.story.title, entry.story.published)
            for entry in entries(self.number, phase)
            for url in self.layout.offered(entry)
        ]
        for turn, decoy in enumerate(DECOYS):
            items.insert(4 * turn + 3, Item(self._decoy_url(decoy), decoy.title, decoy.published))
        return items

    def listings(self, phase: Phase) -> list[Listing]:
        """The pages of the list."""
        items, size = self.items(phase), self.layout.per_page
        pages = -(-len(items) // size)
        return [
            Listing(self.layout.list_url(page), tuple(items[(page - 1) * size : page * size]), page, pages)
            for page in range(1, pages + 1)
        ]

    def readings(self, phase: Phase) -> list[Reading]:
        """Every article that is still there, with its neighbours."""
        there = [entry for entry in entries(self.number, phase) if not entry.gone]
        items = [Item(self._url(entry), entry.story.title, entry.story.published) for entry in there]
        newer, older = [None, *items[:-1]], [*items[1:], None]
        return [Reading(*parts) for parts in zip(there, map(self._url, there), newer, older, strict=True)]

    def missing(self) -> Answer:
        """The answer of a URL that does not exist."""
        return self._page(self._sorry(BASE + "/404.html"), 404)

    def truth(self, phase: Phase) -> Truth:
        """What an archive must state after crawls up to `phase`."""
        printed, layout = entries(self.number, phase), self.layout
        moved = {layout.at(layout.old_path, entry.number): self._url(entry) for entry in printed if entry.story.moved}
        return Truth(
            articles=tuple(self._expected(entry) for entry in printed),
            copies=tuple(self._copies(printed)),
            aliases=moved | layout.aliases(printed),
            vanished=tuple(self._url(entry) for entry in printed if entry.gone),
            failed={self._decoy_url(decoy): decoy.flaw for decoy in DECOYS if decoy.fails},
            filtered=self._filtered(phase),
        )

    def _url(self, entry: Entry) -> str:
        return self.layout.at(self.layout.article_path, entry.number)

    def _decoy_url(self, decoy: Decoy) -> str:
        paths = {"product": self.layout.product_path, "forbidden": FORBIDDEN_PATH}
        return self.layout.at(paths.get(decoy.flaw, self.layout.article_path), decoy.number)

    def _page(self, sheet: Sheet, status: int = 200) -> Answer:
        return self._encoded(self.layout.frame(sheet), status)

    def _encoded(self, page: str, status: int = 200) -> Answer:
        """What the encoding lacks is written as a character reference."""
        return Answer(page.encode(self.layout.encoding, "xmlcharrefreplace"), status, self.layout.content_type)

    def _answers(self, phase: Phase) -> dict[str, Answer]:
        return {
            BASE + "/robots.txt": Answer(ROBOTS, content_type="text/plain"),
            BASE + "/": self._page(self._home(phase)),
            **{sheet.url: self._page(sheet) for sheet in self._company()},
            **{listing.url: self._page(self._list_sheet(listing)) for listing in self.listings(phase)},
            **dict(self._articles(phase)),
            **{self._decoy_url(decoy): self._flawed(decoy) for decoy in DECOYS if decoy.answers},
            **{url: self._encoded(page) for url, page in self.layout.extras(self.readings(phase))},
        }

    def _home(self, phase: Phase) -> Sheet:
        url, about = BASE + "/", company().pages[0]
        latest = Listing(url, tuple(self.items(phase)[:HOME_ITEMS]))
        return Sheet(url, "", "首页", self.layout.prose(about.title, about.lines[:1]) + self.layout.listing(latest))

    def _company(self) -> Iterator[Sheet]:
        layout, products = self.layout, company().products
        for leaf in company().pages:
            yield self._leaf_sheet(layout.at(layout.section_paths[leaf.key]), leaf)
        urls = [layout.at(layout.product_path, number) for number in range(1, len(products) + 1)]
        for url, leaf in zip(urls, products, strict=True):
            yield self._leaf_sheet(url, leaf)
        shop = layout.at(layout.section_paths["products"])
        items = tuple(Item(url, leaf.title, date(2019, 6, 3)) for url, leaf in zip(urls, products, strict=True))
        yield Sheet(shop, "PRODUCTS", "产品中心", layout.listing(Listing(shop, items)))

    def _leaf_sheet(self, url: str, leaf: Leaf) -> Sheet:
        return Sheet(url, leaf.heading, leaf.title, self.layout.prose(leaf.title, leaf.lines))

    def _list_sheet(self, listing: Listing) -> Sheet:
        return Sheet(listing.url, "NEWS", "新闻中心", self.layout.listing(listing))

    def _articles(self, phase: Phase) -> Iterator[tuple[str, Answer]]:
        layout = self.layout
        for reading in self.readings(phase):
            title = reading.entry.story.title
            yield (
                reading.url,
                self._page(Sheet(reading.url, "NEWS", title, layout.article(reading), layout.head(reading))),
            )
            yield layout.at(layout.old_path, reading.entry.number), _moved(reading.url, 301)

    def _flawed(self, decoy: Decoy) -> Answer:
        url, whole = self._decoy_url(decoy), Answer(content_type=self.layout.content_type)
        match decoy.flaw:
            case "gone":
                return self._page(self._sorry(url), 410)
            case "binary":  # packed, and no header says so
                return replace(whole, body=gzip.compress(self.missing().body, mtime=0))
            case "image":
                return replace(whole, body=PIXEL)
            case "headless":  # breaks off where its text should begin
                page = self.layout.frame(Sheet(url, "NEWS", decoy.title, _CUT))
                return self._encoded(page.partition(_CUT)[0])
            case "sorry":
                return self._page(self._sorry(url))
            case "homeward":
                return _moved(BASE + "/", 302)
            case "forbidden":  # it looks like news, and robots.txt asks not to read it
                lines = company().pages[0].lines
                return self._page(Sheet(url, "NEWS", decoy.title, self.layout.prose(decoy.title, lines)))
        return whole

    def _sorry(self, url: str) -> Sheet:
        lines = (INDENT + "您访问的页面不存在或者已经删除,请返回首页。",)
        return Sheet(url, "NEWS", "提示信息", self.layout.prose("提示信息", lines))

    def _expected(self, entry: Entry) -> ExpectedArticle:
        story, credit = entry.story, entry.credit
        return ExpectedArticle(
            url=self._url(entry),
            title=story.title,
            paragraphs=entry.paragraphs,
            source=credit.name,
            kind=credit.kind,
            evidence=credit.words.strip(" ()（）"),
            published=story.published if self.layout.dates == "list" else entry.published,
            revision=entry.revision,
            is_seed=story.is_seed,
        )

    def _copies(self, printed: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
        first = {entry.story.title: entry for entry in printed if not entry.story.reprint_of}
        for entry in printed:
            if again := entry.story.reprint_of:
                yield self._url(first[again]), self._url(entry)

    def _filtered(self, phase: Phase) -> dict[str, str]:
        layout, products = self.layout, range(1, len(company().products) + 1)
        return {
            BASE + "/": "home",
            **{layout.at(path): key for key, path in layout.section_paths.items()},
            **{layout.at(layout.product_path, number): "product" for number in products},
            **{urldefrag(listing.url).url: "list" for listing in self.listings(phase)},
            **{self._decoy_url(decoy): decoy.flaw for decoy in DECOYS if not decoy.fails},
            **layout.parts(entries(self.number, phase)),
        }


def _moved(url: str, status: int) -> Answer:
    return Answer(b"", status, headers=(("Location", url),))
