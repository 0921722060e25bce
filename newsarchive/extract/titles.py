"""The title: which of a page's titles is the publisher's headline, without the names of site and section.

Titles vote: see `votes`. All follow the one that is elected, so that a later room may still choose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from newsarchive import text
from newsarchive.extract.layout import Run
from newsarchive.extract.votes import elected, voice
from newsarchive.model import Claim

#: What parts a headline from the names beside it.
_PARTING = re.compile(
    r"\s+(?:[|–—·•»«│:\-]+|//)\s+|\s*[|_»│｜]+\s*|\s*::\s*|\s*(?:--|——)\s*"
    r"|(?<=[\u3400-\u9fff])\s*-\s*(?=[\u3400-\u9fff])"
)
#: Tags of headings in which a headline may stand.
HEADINGS = ("h1", "h2", "h3", "h4")
#: A day, and the characters of what follows a headline in which it begins.
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}")
_NEAR = 40
#: The least share of a headline that is left when a kicker before it, or words after it, are taken off.
_LEFT = 0.4
#: Characters of the shortest words that make a likeness, and of the shortest <h1> that is a headline though nothing
#: confirms it: shorter ones name a site.
_LIKE, _SHORTEST = 4, 24
#: What counts comments behind a headline; a year is longer.
_COUNT = re.compile(r"\s+\(?\d{1,3}\)?")


def settle(
    claims: list[Claim], headline: Run | None, document: list[str], sites: list[str], passed: Sequence[str] = ()
) -> Iterator[Claim]:
    """Claims to the title, the surest first. `claims` are the rules' and the head's, `document` what <title> says,
    `passed` each <h1> of a page whose headline is none."""
    yield from (claim for claim in claims if claim.reader == "rules")
    names = _plain(sites)
    others = [_cleaned(claim, names) for claim in claims if claim.reader != "rules"]
    for words in document:
        title = longest_part(_without(text.line(words), names))
        others.append(Claim("title", title, "metatags", "title"))
    headings = list(_headings(headline, others, document, passed, names))
    yield from elected([claim for claim in [*headings, *others] if claim.words])


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
    whole, ends = title, [(found.start(), found.end()) for found in _PARTING.finditer(title)]
    while ends and _is_site(title[ends[-1][1] :], known):
        title = title[: ends.pop()[0]]
    if ends and _is_site(title[: ends[0][0]], known):
        title = title[ends[0][1] :]
    return title.strip() or whole


def parts(title: str) -> list[str]:
    """The parts that a <title> is made of."""
    return [part.strip() for part in _PARTING.split(title)]


def longest_part(title: str) -> str:
    """The longest of the parts that a <title> is made of."""
    return max(parts(title), key=len, default=title)


def _is_site(words: str, known: frozenset[str]) -> bool:
    plain = text.plain(words)
    return bool(plain) and any(
        plain == name or (len(plain) > 3 and plain in name) or (len(name) > 3 and name in plain and len(plain) < 40)
        for name in known
    )


def _cleaned(claim: Claim, known: frozenset[str]) -> Claim:
    return Claim("title", _without(claim.words, known), claim.reader, claim.rule)


def _headings(
    headline: Run | None, others: list[Claim], document: list[str], passed: Sequence[str], names: frozenset[str]
) -> Iterator[Claim]:
    """The claims of the page's headings: its headline, and an <h1> that was passed over, in a breadcrumb or hidden.

    A subheading that no title of the head's resembles is hardly the headline; then the only <h1> is.
    """
    said = {text.plain(claim.words) for claim in others}
    sure = headline is not None and _is_like(text.plain(headline.text), said | _plain(document))
    if headline is not None:
        tag = tag_of(headline)
        rule = tag if sure or tag == "h1" else f"{tag} unconfirmed"
        yield Claim("title", _alone(headline.text, others, document), "heading", rule)
    known = [words for words in dict.fromkeys(passed) if text.plain(words) in said]
    if known:
        yield Claim("title", known[0], "heading", "h1 passed over")
    elif not sure and len(set(passed)) == 1 and len(passed[0]) >= _SHORTEST and text.plain(passed[0]) not in names:
        yield Claim("title", passed[0], "heading", "h1")


def tag_of(run: Run) -> str:
    """The tag of the heading that a line stands in; of its box, where that is no heading."""
    within = (box.tag for box in run.box.within() if box.tag in HEADINGS)
    return next(within, run.box.tag) if run.box.kind == "heading" else run.box.tag


def _is_like(plain: str, known: Iterable[str]) -> bool:
    return any(
        (len(plain) >= _LIKE and plain in words) or (len(words) >= 2 * _LIKE and words in plain) for words in known
    )


def _alone(headline: str, others: list[Claim], document: list[str]) -> str:
    """A headline without what stands over and under it in the same heading: the head's titles show where it begins
    and where it ends."""
    plain = text.plain(headline)
    if spelled := _spelled(plain, others):
        return max(spelled, headline, key=len)
    titles = _plain(document)
    whole = any(plain in words for words in titles)
    headline = _without_kicker(headline, [claim for claim in others if not (whole and claim.rule == "title")])
    return _without_tail(headline, others, titles)


def _spelled(plain: str, others: list[Claim]) -> str:
    """How og:title spells a headline, if twitter:title has all of its words too: then a kicker is part of it, and is
    parted from it as the publisher wants it shown elsewhere. "" if they do not."""
    said = {voice(claim): claim.words for claim in others if text.plain(claim.words) == plain}
    return said.get("og:title", "") if "twitter:title" in said else ""


def _without_kicker(headline: str, others: list[Claim]) -> str:
    """A headline without the words that stand over it in the same heading."""
    plain = text.plain(headline)
    for claim in others:
        words = text.plain(claim.words)
        if len(plain) > len(words) >= len(plain) * _LEFT and plain.endswith(words) and headline.endswith(claim.words):
            return claim.words
    return headline


def _without_tail(headline: str, others: list[Claim], titles: frozenset[str]) -> str:
    """A headline without the day, the source, the counter that stand under it in the same heading: from a day on, or
    what neither og:title nor <title> has."""
    plain = text.plain(headline)
    alone = not any(plain in words for words in titles)
    for claim in others:
        rest = headline[len(claim.words) :]
        if claim.words and rest and headline.startswith(claim.words):
            words = text.plain(claim.words)
            ends = alone and voice(claim) == "og:title" and len(words) >= len(plain) * _LEFT
            counts = alone and len(words) >= _SHORTEST and _COUNT.fullmatch(rest) is not None
            if counts or _DAY.search(rest[:_NEAR]) or (ends and any(words in title for title in titles)):
                return claim.words
    return headline
