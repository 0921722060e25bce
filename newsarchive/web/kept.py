"""What is kept of an article: its page as it came, its pictures, and why the page is read as it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from newsarchive import urls
from newsarchive.archive import Archive
from newsarchive.line import explaining, rereading
from newsarchive.model import Page, Raw
from newsarchive.web import replaying
from newsarchive.web.asked import Answer, Asked, File, Missing
from newsarchive.web.reading import entry_of
from newsarchive.web.replaying import Find

#: Characters of words that were refused, or cut, that are shown.
_ODD = re.compile(r"[^A-Za-z0-9.-]+")
#: A picture's answer: whatever it is, it does nothing where it is opened by itself.
_ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
_FOR_EVER = "private, max-age=31536000, immutable"


def frame(archive: Archive, asked: Asked) -> Answer:
    """The kept page in a frame that holds it, with what is known of it."""
    entry = entry_of(archive, asked.id)
    number = asked.number("revision", entry.revision)
    raw = _raw(archive, entry.id, number)
    page = archive.page(raw)
    revisions = [one.number for one in archive.revisions(entry.id) if archive.desk.kept(entry.id, one.number)]
    data = {
        "article": entry.id,
        "title": entry.title,
        "url": page.url,
        "revision": number,
        "revisions": revisions,
        "fetched_at": page.fetched_at and page.fetched_at.isoformat(),
        "bytes": len(page.body),
        "raw": raw,
    }
    return Answer("kept.html", data, {"content": asked.link(f"/article/{entry.id}/page/content", revision=number)})


def content(archive: Archive, asked: Asked) -> File:
    """The kept page alone, made harmless. Raises PageError where its bytes are no page."""
    entry = entry_of(archive, asked.id)
    number = asked.number("revision", entry.revision)
    raw = _raw(archive, entry.id, number)
    place = replace(archive.rereads.place(entry.id), raw=raw)
    pages = _whole(rereading.page_of(archive, place))
    said = replaying.document(pages, _finder(archive, entry.id, number))
    framed = {"content-security-policy": replaying.POLICY, "x-frame-options": "SAMEORIGIN"}
    return File(said, "text/html; charset=utf-8", headers=framed)


def media(archive: Archive, asked: Asked) -> File:
    """A kept picture by its digest; any other kept thing as a file to be saved."""
    digest = asked.at["digest"]
    raw = archive.desk.payload(digest)
    if raw is None:
        raise Missing(digest)
    page = archive.page(raw)
    kind = replaying.kind_of(page.body)
    headers = {"content-security-policy": _ALONE, "cache-control": _FOR_EVER}
    name = "" if kind else _ODD.sub("-", page.url.rpartition("/")[2])[-80:].strip("-") or digest
    return File(page.body, kind or "application/octet-stream", name, headers)


def explain(archive: Archive, asked: Asked) -> Answer:
    """Field by field: what it says, which reader and rule gave it, from which words and bytes, what was refused."""
    entry = entry_of(archive, asked.id)
    try:
        told = explaining.explain(archive, entry.id)
    except KeyError as error:
        raise Missing("no page is kept of article {article}", article=entry.id) from error
    said = [one for one in told.fields if one.today or one.stored or one.words or one.refused]
    reason = told.refusal.partition(": ")[0]
    drawn = {"said": said, "silent": [one for one in told.fields if one not in said], "refusal": reason}
    return Answer("explain.html", {"article": entry.id, "title": entry.title, "explanation": told}, drawn)


def _raw(archive: Archive, article: int, revision: int) -> Raw:
    raw = archive.desk.kept(article, revision)
    if raw is None:
        words = "no page is kept of revision {revision} of article {article}"
        raise Missing(words, revision=revision, article=article)
    return raw


def _whole(page: Page) -> list[Page]:
    """A page and what belongs to it: the documents of its frames, the further pages of an article."""
    return [page, *(one for part in page.parts for one in _whole(part))]


def _finder(archive: Archive, article: int, revision: int) -> Find:
    """Finds the bytes of a picture that the archive keeps of this article."""
    known: Mapping[str, Raw] = {
        one.url: one.raw for one in archive.media.shown(article, revision) if one.raw and one.kind == "image"
    }

    def find(url: str) -> bytes | None:
        raw = known.get(urls.canonical(url)) if url.startswith(("http://", "https://")) else None
        return archive.page(raw).body if raw else None

    return find
