"""Markdown with front matter: a file an article, in folders by year and month, as note-takers read it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from newsarchive.archive.export import markup
from newsarchive.archive.export.entries import Entry

_FRONT = (
    "id", "url", "publisher", "title", "source", "source_kind", "authors", "published_at", "language", "section",
    "tags", "copy_of", "first_seen", "sha256",
)  # fmt: skip
#: What Markdown would take for more than a character.
_MARKS = re.compile(r"([\\`*_\[\]#|~!])")
_BULLET = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")
_NAME = re.compile(r"[^\w-]+")
_LONGEST = 60


def write_notes(entries: Iterable[Entry], folder: Path) -> None:
    """A Markdown file an article, in `folder`/YYYY/MM."""
    for entry in entries:
        path = folder / entry.dated[:4] / entry.dated[5:7] / f"{name(entry)}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(note(entry), encoding="utf-8")


def name(entry: Entry) -> str:
    """The number of an article and the words of its headline, as a file may be called anywhere."""
    words = _NAME.sub("-", entry.title).strip("-_")[:_LONGEST]
    while len(words.encode()) > 3 * _LONGEST:
        words = words[:-1]
    return f"{entry.id}-{words}".rstrip("-")


def note(entry: Entry) -> str:
    """An article as Markdown. The values of the front matter are JSON, which is YAML as well."""
    front = [f"{key}: {json.dumps(getattr(entry, key), ensure_ascii=False)}" for key in _FRONT]
    body = "\n\n".join(_blocks(entry))
    return "\n".join(["---", *front, "---", "", f"# {escaped(entry.title)}", "", body, ""])


def escaped(words: str) -> str:
    """Words that stay words in Markdown.

    >>> escaped("1. *not* a <b>list</b>")
    '1\\\\. \\\\*not\\\\* a &lt;b>list&lt;/b>'
    """
    line = _MARKS.sub(r"\\\1", " ".join(words.split())).replace("&", "&amp;").replace("<", "&lt;")
    return _BULLET.sub(lambda found: found[1] + re.sub(r"([-+.)])$", r"\\\1", found[2]), line)


def _blocks(entry: Entry) -> Iterator[str]:
    if not entry.html:
        yield from map(escaped, entry.text.split("\n"))
        return
    for block in html.fragments_fromstring(markup.safe(entry)):
        yield from _block(block) if isinstance(block, HtmlElement) else [escaped(str(block))]


def _block(block: HtmlElement) -> Iterator[str]:
    words = escaped(block.text_content())
    if block.tag in ("h2", "h3", "h4", "h5", "h6"):
        yield "#" * int(block.tag[1]) + " " + words
    elif block.tag in ("ul", "ol"):
        mark = "-" if block.tag == "ul" else "1."
        yield "\n".join(f"{mark} {escaped(item.text_content())}" for item in block.iter("li"))
    elif block.tag == "blockquote":
        yield "\n>\n".join(f"> {escaped(line)}" for line in block.text_content().split("\n") if line.strip())
    elif block.tag == "pre":
        yield "\n".join("    " + line for line in block.text_content().split("\n"))
    elif block.tag == "table":
        yield html.tostring(block, encoding="unicode", with_tail=False)
    elif block.tag == "figure":
        yield from map(_of_figure, block)
    elif words:
        yield words
    if block.tail and block.tail.strip():
        yield escaped(block.tail)


def _of_figure(part: HtmlElement) -> str:
    """A picture as a link to where it is, or its caption."""
    words, url = escaped(part.text_content()), part.get("href")
    return f"[{words}](<{url}>)" if url else words
