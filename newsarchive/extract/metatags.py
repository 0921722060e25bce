"""What a page's head says: <meta>, <link>, <html lang>, <title>."""

from __future__ import annotations

from collections.abc import Iterator

from newsarchive import text
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim

#: Names of <meta> (name, property, itemprop, http-equiv; lower case) by the field they answer for, the surest first.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": (
        "og:title", "articletitle", "headline", "dc.title", "dcterms.title", "title", "twitter:title", "sailthru.title",
        "parsely-title", "citation_title",
    ),
    "published": (
        "article:published_time", "datepublished", "pubdate", "publishdate", "publish_date", "publication_date",
        "og:published_time", "og:article:published_time", "article:published", "dc.date.issued", "dcterms.created",
        "dcterms.issued", "dcterms.date", "dc.date", "dc.date.created", "date", "parsely-pub-date", "sailthru.date",
        "article.published", "published-date", "published_time", "displaydate", "cxenseparse:recs:publishtime",
        "citation_publication_date", "originalpublicationdate", "datecreated", "article_date_original", "ptime",
        "weibo:article:create_at", "publishtime", "published_at",
    ),
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified", "dcterms.modified",
        "dc.date.modified", "article:modified", "revision_date", "moddate", "weibo:article:update_at",
    ),
    "author": (
        "author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
        "article:author_name", "authors", "citation_author", "creator", "og:article:author", "mediaid",
    ),
    "source": ("contentsource", "source", "dc.source", "dcterms.source", "article:source", "news:source",
               "syndication-source", "original-source"),
    "publisher": (
        "og:site_name", "sitename", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "copyright",
    ),
    "publisher_page": ("article:publisher",),
    "section": ("article:section", "section", "columnname", "parsely-section", "category", "channel"),
    "tag": ("article:tag", "news_keywords", "keywords", "parsely-tags", "og:article:tag"),
    "description": ("og:description", "description", "twitter:description", "dc.description"),
    "image": ("og:image", "twitter:image", "twitter:image:src", "og:image:url"),
    "canonical": ("og:url", "twitter:url"),
    "language": ("content-language", "og:locale", "dc.language", "dcterms.language", "language"),
    "kind": ("og:type", "pagetype"),
}  # fmt: skip
_FIELD_OF = {name: (field, rank) for field, names in FIELDS.items() for rank, name in enumerate(names)}
#: The attributes of a <meta>.
_Meta = dict[str, str]
#: Elements that are looked at: pages have some dozens.
_MOST = 2000
_NAMES = ("property", "name", "itemprop", "http-equiv")
#: What Twitter's cards of two rows, a label and its value, call the author.
_WRITTEN_BY = frozenset(
    {
        "written by", "author", "verfasst von", "geschrieben von", "autor", "écrit par", "auteur", "escrito por",
        "autor/a", "scritto da", "autore", "geschreven door", "napisane przez", "autor wpisu", "автор",
        "написано автором", "yazan", "著者", "投稿者", "作者", "撰寫者", "작성자", "skrevet av", "skriven av",
        "skrevet af",
        "napsal(a)", "autorius", "scris de", "συντάχθηκε από", "كُتب بواسطة",
    }
)  # fmt: skip


def read(sheet: Sheet) -> Iterator[Claim]:
    """The claims of the page's head, the surest of each field first."""
    found: list[tuple[int, Claim]] = []
    told = sheet.page.by_tag["meta"]
    metas = [dict(meta.items()) for meta in told[:_MOST]]
    if len(told) > _MOST:
        yield Claim("meta", f"the first {_MOST}", "markup", "a page has some dozens")
    for meta in metas:
        known = _known(meta)
        if known and (words := text.line(meta.get("content") or meta.get("value") or "")):
            name, field, rank = known
            found.append((rank, Claim(field, words, "metatags", f"meta {name}")))
    found.sort(key=lambda ranked: ranked[0])
    yield from (claim for _, claim in found)
    yield from _cards(metas)
    yield from _links(sheet)
    if language := sheet.tree.get("lang") or sheet.tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield Claim("language", language.strip(), "metatags", "html lang")


def _known(meta: _Meta) -> tuple[str, str, int] | None:
    """The name of a <meta>, its field and rank."""
    for attribute in _NAMES:
        if attribute in meta and (name := meta[attribute].strip().lower()) in _FIELD_OF:
            return (name, *_FIELD_OF[name])
    return None


def _cards(metas: list[_Meta]) -> Iterator[Claim]:
    """The author in a card's rows: twitter:label1 "Written by", twitter:data1 "Jane Doe"."""
    cards = {name: meta for meta in metas if (name := meta.get("name", "")).startswith("twitter:")}
    for number in ("1", "2"):
        label, value = cards.get(f"twitter:label{number}"), cards.get(f"twitter:data{number}")
        told = (label.get("content") or "").strip().lower() if label is not None else ""
        words = text.line(value.get("content") or "") if value is not None and told in _WRITTEN_BY else ""
        if words:
            yield Claim("author", words, "metatags", f"meta twitter:data{number}")


def _links(sheet: Sheet) -> Iterator[Claim]:
    for link in sheet.page.by_tag["link"]:
        rel, href = (link.get("rel") or "").lower().split(), (link.get("href") or "").strip()
        if href and "canonical" in rel:
            yield Claim("canonical", href, "metatags", "link canonical")
        elif href and "amphtml" in rel:
            yield Claim("alias", href, "metatags", "link amphtml")
        elif href and "alternate" in rel and link.get("media"):
            yield Claim("alias", href, "metatags", "link alternate")
