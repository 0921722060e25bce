"""A site of files: articles to be read in a browser, from a disk or any host, with nothing that runs on a server.

Whoever wrote an article cannot act in it: its HTML is cleaned, a strict Content-Security-Policy stands in every page,
and nothing is loaded from another host; pictures are links.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import TextIO

from newsarchive.archive.export import markup
from newsarchive.archive.export.entries import Entry, Reading
from newsarchive.archive.export.markup import link, words

#: Articles in one folder, on one page of the list, and on one shelf of the search.
_FOLDER, _PAGE, _SHELF = 1000, 100, 2000
#: So much of a text can be searched.
_LEAD = 160
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur", "yi", "ps", "sd", "ug", "dv", "ku-Arab")
#: `file:` beside 'self': of a page on a disk, browsers do not agree on what is its own.
_POLICY = (
    "default-src 'none'; style-src 'self' file:; script-src 'self' file:; img-src 'none';"
    " base-uri 'none'; form-action 'none'"
)
_LISTED = """
SELECT articles.id, articles.dated, articles.title, articles.language, articles.published_at, publishers.name,
  coalesce(sources.name, '')
FROM articles INDEXED BY articles_dated
JOIN publishers ON publishers.id = articles.publisher_id LEFT JOIN sources ON sources.id = articles.source_id
WHERE (articles.dated, articles.id) < (?, ?) ORDER BY articles.dated DESC, articles.id DESC LIMIT ?"""


def write_site(entries: Iterable[Entry], reading: Reading, folder: Path, title: str) -> None:
    """A page an article, lists of them with the newest first, and a search in headlines and first words."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("style.css", "search.js"):
        (folder / name).write_bytes((files("newsarchive.archive.export") / "static" / name).read_bytes())
    chosen = array("q")
    with _Shelves(folder / "search") as shelves:
        for entry in entries:
            _write(folder / place(entry.id), page(entry, title))
            shelves.put(entry)
            chosen.append(entry.id)
    _write_lists(reading, folder, title, chosen, shelves.many)


def place(article: int) -> str:
    """Where the page of an article is, from the site's folder."""
    return f"articles/{article // _FOLDER}/{article}.html"


def page(entry: Entry, site: str) -> str:
    """The page of an article."""
    facts = {
        "Source": words(entry.source) + (f" ({entry.source_kind})" if entry.source else ""),
        "Evidence": f"<q>{words(entry.source_evidence)}</q>" if entry.source_evidence else "",
        "Authors": words(", ".join(entry.authors)),
        "Published": _time(entry),
        "Publisher": words(entry.publisher_name),
        "Copy of": f'<a href="../../{place(entry.copy_of)}">{entry.copy_of}</a>' if entry.copy_of else "",
        "Original": _outward(entry.url, entry.url),
        "Pictures": "<br>".join(_outward(url, caption or url) for url, caption in entry.images),
        "SHA-256": f"<code>{entry.sha256}</code>",
    }
    told = "".join(f"<dt>{name}</dt><dd dir=auto>{value}</dd>" for name, value in facts.items() if value)
    body = f"""<article{_tongue(entry.language)}><h1>{words(entry.title)}</h1>
{markup.safe(entry)}
</article>
<dl class="facts">{told}</dl>"""
    return _page(entry.title, site, body, "../../")


def _page(title: str, site: str, body: str, up: str, root: str = "", head: str = "") -> str:
    return f"""<!doctype html>
<html lang="en"{root}>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{words(title)}</title>
<link rel="stylesheet" href="{up}style.css">{head}
<body>
<header><nav aria-label="Site"><a href="{up}index.html" dir="auto">{words(site)}</a></nav></header>
<main>
{body}
</main>
<footer>newsarchive</footer>
</body>
</html>
"""


def _tongue(language: str) -> str:
    """Attributes for a text of that language."""
    way = "rtl" if language in RIGHT_TO_LEFT else "auto"
    return f' lang="{words(language)}" dir="{way}"' if language else ' dir="auto"'


def _time(entry: Entry) -> str:
    if entry.published_at is None:
        return ""
    shown = entry.published_at[:16].replace("T", " ") if entry.published_precision in ("second", "minute") else ""
    return f'<time datetime="{words(entry.published_at)}">{words(shown or entry.published_at[:10])}</time>'


def _outward(url: str, said: str) -> str:
    target = link(url)
    return f'<a href="{target}" rel="noopener noreferrer nofollow">{words(said)}</a>' if target else words(said)


def _write(path: Path, said: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(said, encoding="utf-8")


class _Shelves:
    """The search's articles, some thousand a script."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.many, self._filled = folder, 0, 0
        self._file: TextIO | None = None

    def __enter__(self) -> _Shelves:
        self._folder.mkdir(exist_ok=True)
        return self

    def __exit__(self, *exception: object) -> None:
        self._end()

    def put(self, entry: Entry) -> None:
        """Add an article to the shelf that is being filled."""
        if self._file is None or self._filled == _SHELF:
            self._end()
            self.many, self._filled = self.many + 1, 0
            self._file = (self._folder / f"{self.many}.js").open("w", encoding="utf-8")
            self._file.write("shelf([\n")
        said = [(entry.published_at or "")[:10], entry.publisher_name, entry.source, ", ".join(entry.authors)]
        about = " · ".join(filter(None, said))
        row = [place(entry.id), entry.title, about, " ".join(entry.text[:_LEAD].split())]
        self._file.write(json.dumps(row, ensure_ascii=False) + ",\n")
        self._filled += 1

    def _end(self) -> None:
        if self._file:
            self._file.write("]);\n")
            self._file.close()


def _write_lists(reading: Reading, folder: Path, title: str, chosen: array[int], shelves: int) -> None:
    """The lists of articles, the newest first: index.html, list/2.html …"""
    pages = max(-(-len(chosen) // _PAGE), 1)
    rows, number = _listed(reading, chosen), 0
    for number in range(1, pages + 1):
        items = [_item(row, "" if number == 1 else "../") for _, row in zip(range(_PAGE), rows, strict=False)]
        body = f'<ol class="articles">\n{"".join(items)}</ol>\n{_turn(number, pages)}'
        if number == 1:
            _write(folder / "index.html", _front(title, body, len(chosen), shelves))
        else:
            _write(folder / f"list/{number}.html", _page(f"{title}, {number}", title, body, "../"))


def _front(title: str, body: str, many: int, shelves: int) -> str:
    search = (
        '<div id="search"><label for="words">Search 搜索</label> <input id="words" type="search" autocomplete="off">'
        '<p id="told" role="status"></p><ol class="articles" id="found"></ol></div>'
    )
    head = '\n<script src="search.js" defer></script>'
    body = f"<h1 dir=auto>{words(title)}</h1>\n<p>{many:,} articles</p>\n{search}\n{body}"
    return _page(title, title, body, "", f' data-shelves="{shelves}"', head)


def _turn(number: int, pages: int) -> str:
    """Links to the lists before and after."""
    names = {1: "index.html"}
    up = "" if number == 1 else "../"
    later = f'<a rel="prev" href="{up}{names.get(number - 1, f"list/{number - 1}.html")}">←</a>' if number > 1 else ""
    earlier = f'<a rel="next" href="{up}list/{number + 1}.html">→</a>' if number < pages else ""
    return f'<nav aria-label="Pages">{later} {number} / {pages} {earlier}</nav>'


def _listed(reading: Reading, chosen: array[int]) -> Iterator[tuple[int | str | None, ...]]:
    """Rows of the chosen articles, the newest first."""
    dated, last = "~", 0
    while True:
        with reading() as db:
            rows = db.execute(_LISTED, [dated, last, 1000]).fetchall()
        for row in rows:
            at = bisect_left(chosen, row[0])
            if at < len(chosen) and chosen[at] == row[0]:
                yield row
        if not rows:
            return
        last, dated = rows[-1][:2]


def _item(row: tuple[int | str | None, ...], up: str) -> str:
    article, _, title, language, published, publisher, source = row
    about = " · ".join(filter(None, [str(published or "")[:10], str(publisher), str(source)]))
    tongue = _tongue(str(language))
    return (
        f'<li><a href="{up}{place(int(article or 0))}"{tongue}>{words(str(title))}</a>'
        f'<div class="about" dir="auto">{words(about)}</div></li>\n'
    )
