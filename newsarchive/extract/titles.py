"""The title: which of a page's titles is the publisher's headline, without the names of site and section.

Titles vote. The headline on the page, og:title, JSON-LD, <title> each stand for one spelling, and the spelling with
most weight behind it goes first: a headline that nothing confirms may be a rubric's, and an og:title alone may be
written for another audience. The rest follow, so that a later room may still choose.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from newsarchive import text
from newsarchive.extract.layout import Run
from newsarchive.model import Claim

#: What parts a headline from the names beside it.
_PARTING = re.compile(
    r"\s+[|–—·•»«│:\-]+\s+|\s*[|_»│｜]+\s*|\s*::\s*|\s*(?:--|——)\s*"
    r"|(?<=[\u3400-\u9fff])\s*-\s*(?=[\u3400-\u9fff])"
)
#: The weight of a title by where it stands, in the order in which equals are preferred.
_VOTES = {"heading": 1.6, "og:title": 1.15, "JSON-LD": 0.9, "title": 0.5, "microdata": 0.3, "twitter:title": 0.2}
_OTHER_VOTE = 0.5
#: A day, and the characters of what follows a headline in which it begins.
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_NEAR = 40
#: The least share of a headline that is left when a kicker before it is taken off.
_LEFT = 0.4


def settle(claims: list[Claim], headline: Run | None, document: list[str], sites: list[str]) -> Iterator[Claim]:
    """Claims to the title, the surest first. `claims` are the rules' and the head's, `document` what <title> says."""
    yield from (claim for claim in claims if claim.reader == "rules")
    names = _plain(sites)
    others = [_cleaned(claim, names) for claim in claims if claim.reader != "rules"]
    if headline is not None:
        known = [*others, *(Claim("title", longest_part(text.line(words)), "") for words in document)]
        alone = _without_byline(_without_kicker(headline.text, others), known)
        others.insert(0, Claim("title", alone, "heading", headline.box.tag))
    for words in document:
        title = longest_part(_without(text.line(words), names))
        others.append(Claim("title", title, "metatags", "title"))
    yield from _whole(_elected([claim for claim in others if claim.words]))


def without_site(title: str, sites: Iterable[str]) -> str:
    """`title` without the names of site and section at its ends.

    >>> without_site("Storm hits coast | The Example Times", ["Example Times"])
    'Storm hits coast'
    """
    return _without(title, _plain(sites))


def _plain(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(text.plain, names)) - {""}


def _without(title: str, known: frozenset[str]) -> str:
    """`title` without the names at its ends that are `known`, in letters and digits alone."""
    parts = [(found.start(), found.end()) for found in _PARTING.finditer(title)]
    while parts and _is_site(title[parts[-1][1] :], known):
        title = title[: parts.pop()[0]]
    if parts and _is_site(title[: parts[0][0]], known):
        title = title[parts[0][1] :]
    return title.strip()


def longest_part(title: str) -> str:
    """The longest of the parts that a <title> is made of."""
    return max((part.strip() for part in _PARTING.split(title)), key=len, default=title)


def _is_site(words: str, known: frozenset[str]) -> bool:
    plain = text.plain(words)
    return bool(plain) and any(
        plain == name or (len(plain) > 3 and plain in name) or (len(name) > 3 and name in plain and len(plain) < 40)
        for name in known
    )


def _cleaned(claim: Claim, known: frozenset[str]) -> Claim:
    return Claim("title", _without(claim.words, known), claim.reader, claim.rule)


def _without_kicker(headline: str, others: list[Claim]) -> str:
    """A headline without the words that stand over it in the same heading: the head's titles show where it begins."""
    plain = text.plain(headline)
    for claim in others:
        words = text.plain(claim.words)
        if len(plain) > len(words) >= len(plain) * _LEFT and plain.endswith(words) and headline.endswith(claim.words):
            return claim.words
    return headline


def _without_byline(headline: str, others: list[Claim]) -> str:
    """A headline without the day, the source, the counter that stand under it in the same heading."""
    for claim in others:
        rest = headline[len(claim.words) :]
        if claim.words and headline.startswith(claim.words) and _DAY.search(rest[:_NEAR]):
            return claim.words
    return headline


def _elected(claims: list[Claim]) -> list[Claim]:
    """The claims, those of the spelling with most votes first."""
    votes: dict[str, float] = defaultdict(float)
    voted: set[tuple[str, str]] = set()
    for claim in claims:
        spelling, voice = text.plain(claim.words), _voice(claim)
        if (spelling, voice) not in voted:
            voted.add((spelling, voice))
            votes[spelling] += _VOTES.get(voice, _OTHER_VOTE)
    order = list(_VOTES)
    return sorted(claims, key=lambda claim: (-votes[text.plain(claim.words)], _rank(claim, order)))


def _whole(claims: list[Claim]) -> list[Claim]:
    """The claims without parts of the first one: a <title> is cut at every dash, a headline has dashes of its own."""
    return [
        claim
        for at, claim in enumerate(claims)
        if not at or claim.rule != "title" or not claims[0].words.lower().startswith(claim.words.lower())
    ]


def _voice(claim: Claim) -> str:
    if claim.reader == "heading":
        return "heading"
    return next((voice for voice in _VOTES if claim.rule == voice or voice in claim.rule.split()), claim.rule)


def _rank(claim: Claim, order: list[str]) -> int:
    voice = _voice(claim)
    return order.index(voice) if voice in order else len(order)
