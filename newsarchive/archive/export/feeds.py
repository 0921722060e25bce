"""Atom and JSON Feed: the newest articles, for feed readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO, TextIO
from urllib.parse import quote

from lxml import etree

from newsarchive.archive.export import markup
from newsarchive.archive.export.entries import Entry

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
#: Characters that no XML file can hold.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_atom(entries: Iterable[Entry], to: Path | BinaryIO, title: str, updated: str) -> None:
    """An Atom feed (RFC 4287)."""
    with etree.xmlfile(str(to) if isinstance(to, Path) else to, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM}):
            for element in (
                _atom("title", title),
                _atom("id", f"urn:newsarchive:{quote(title)}"),
                _atom("updated", updated),
            ):
                file.write(element)
            for entry in entries:
                file.write(_atom_entry(entry))


def write_json_feed(entries: Iterable[Entry], file: TextIO, title: str) -> None:
    """A JSON Feed, version 1.1."""
    head = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": title}, ensure_ascii=False)
    file.write(f'{head[:-1]}, "items": [')
    for number, entry in enumerate(entries):
        file.write(",\n" if number else "\n")
        file.write(json.dumps(_item(entry), ensure_ascii=False))
    file.write("\n]}\n")


def _atom(name: str, words: str = "", **attributes: str) -> etree._Element:
    element = etree.Element(f"{{{_ATOM}}}{name}", attributes)
    if words:
        element.text = _ILLEGAL.sub("", words)
    return element


def _atom_entry(entry: Entry) -> etree._Element:
    made = _atom("entry")
    if entry.language:
        made.set(_XML_LANG, entry.language)
    made.append(_atom("title", entry.title))
    made.append(_atom("id", entry.url))
    made.append(_atom("link", href=entry.url, rel="alternate"))
    made.append(_atom("updated", entry.seen_at))
    made.append(_atom("published", _moment(entry)))
    for name in entry.authors or [entry.source or entry.publisher_name]:
        author = _atom("author")
        author.append(_atom("name", name))
        made.append(author)
    for tag in entry.tags:
        made.append(_atom("category", term=_ILLEGAL.sub("", tag)))
    made.append(_atom("content", markup.safe(entry), type="html"))
    return made


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.url,
        "url": entry.url,
        "title": entry.title,
        "content_html": markup.safe(entry),
        "content_text": entry.text,
        "date_published": _moment(entry),
        "date_modified": entry.seen_at,
        "authors": [{"name": name} for name in entry.authors],
        "tags": entry.tags,
        "_newsarchive": {"publisher": entry.publisher, "source": entry.source, "copy_of": entry.copy_of},
    }
    return item | ({"language": entry.language} if entry.language else {})


def _moment(entry: Entry) -> str:
    """When it was published, with the publisher's offset; else when it was first seen."""
    return entry.published_at or entry.first_seen
