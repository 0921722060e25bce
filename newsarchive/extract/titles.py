"""The title: which of a page's titles is the publisher's headline, and without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsarchive import text
from newsarchive.extract.layout import Run
from newsarchive.model import Claim

_PARTING = re.compile(
    r"\s+[|–—·•»«:\-]+\s+|\s*[|_»]+\s*|\s*::\s*|\s*(?:--|——)\s*|(?<=[\u3400-\u9fff])\s*-\s*(?=[\u3400-\u9fff])"
)


def without_site(title: str, sites: list[str]) -> str:
    """`title` without the names of site and section at its ends."""
    parts = [(found.start(), found.end()) for found in _PARTING.finditer(title)]
    known = {text.plain(name) for name in sites} - {""}
    while parts and _is_site(title[parts[-1][1] :], known):
        title = title[: parts.pop()[0]]
    if parts and _is_site(title[: parts[0][0]], known):
        title = title[parts[0][1] :]
    return title.strip()


def _is_site(words: str, known: set[str]) -> bool:
    plain = text.plain(words)
    return bool(plain) and any(plain == name or (len(plain) > 3 and plain in name) for name in known)


def settle(claims: list[Claim], headline: Run | None, document: list[str], sites: list[str]) -> Iterator[Claim]:
    """Claims to the title, the surest first: rules, the headline that the head confirms, the head, <title>."""
    yield from (claim for claim in claims if claim.reader == "rules")
    others = [claim for claim in claims if claim.reader != "rules"]
    if headline is not None:
        yield Claim("title", headline.text, "heading", headline.box.tag)
    for claim in others:
        yield Claim("title", without_site(claim.words, sites), claim.reader, claim.rule)
    for words in document:
        yield Claim("title", longest_part(without_site(text.line(words), sites)), "metatags", "title")


def longest_part(title: str) -> str:
    """The longest of the parts that a <title> is made of."""
    return max((part.strip() for part in _PARTING.split(title)), key=len, default=title)
