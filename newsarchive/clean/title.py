"""The headline: chosen among what the page claims, without the site's name behind it."""

from __future__ import annotations

import re

from newsarchive import text
from newsarchive.clean import lines, outlets
from newsarchive.model import Draft, Publisher

#: Characters of the longest headline that is kept.
LONGEST = 400

_SEPARATOR = re.compile(
    r"\s?[|｜—–_»«·•]\s?|\s[-:]\s|(?<=[\u3000-\u9fff])-(?=[\u3000-\u9fffA-Za-z])|-(?=[\u4e00-\u9fff]{2,10}$)"
)


def title(draft: Draft, publisher: Publisher) -> tuple[str, str]:
    """The headline of the page, and which reader and rule gave it; ("", "") if it has none."""
    claims = draft.all("title")
    if not claims:
        return "", ""
    first = claims[0]
    words = lines.tidy(first.words)[:LONGEST]
    others = [lines.tidy(claim.words) for claim in claims[1:] if claim.reader != "link"]  # lists shorten headlines
    return _bare(words, others, publisher), f"{first.reader}: {first.rule}".rstrip(": ")


def _bare(words: str, others: list[str], publisher: Publisher) -> str:
    """`words` without a site's name at its end: what another claim leaves out, or what is known to be a name."""
    for other in others:
        rest = words[len(other) :].strip() if other and words.startswith(other) else ""
        if rest and _SEPARATOR.match(words, len(other)):
            return other
    cuts = list(_SEPARATOR.finditer(words))
    for cut in cuts:
        tail = words[cut.end() :]
        if cut.start() and _is_site(tail, publisher):
            return words[: cut.start()].rstrip()
    return words


def _is_site(words: str, publisher: Publisher) -> bool:
    names = {text.plain(name) for name in (publisher.name, *publisher.also)}
    return text.plain(words) in names or outlets.named(words) is not None
