"""The election of a title: what each of a page's titles weighs.

The headline on the page, og:title, JSON-LD, <title> each stand for one spelling, and the spelling with most weight
behind it goes first: a headline that nothing confirms may be a rubric's, and an og:title alone may be written for
another audience. What a system fills from one field, og:title and <title>, or a plug-in's copies of a title for search
engines, is no majority against the headline that readers see.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import lru_cache

from newsarchive import text
from newsarchive.extract.structured import NO_NEWS
from newsarchive.model import Claim

#: The weight of a title by where it stands, in the order in which equals are preferred.
_VOTES = {
    "h1": 1.7, "heading": 1.6, "og:title": 1.15, "JSON-LD": 0.9, "title": 0.5, "microdata": 0.3, "twitter:title": 0.2,
    "passed over": 0.5, "unconfirmed": 0.6,
}  # fmt: skip
_OTHER_VOTE = 0.5
_ORDER = list(_VOTES)
_HEADINGS = frozenset({"h1", "heading", "passed over", "unconfirmed"})
#: What og:title and the JSON-LD of what is no news weigh where they agree, whatever else says the same: a plug-in fills
#: all of them from the title for search engines. It is just less than an <h1>.
_PLUGIN = 1.65


def elected(claims: list[Claim]) -> list[Claim]:
    """The claims, those of the spelling with most votes first."""
    claims = _uncut(claims)
    spellings = [text.plain(claim.words) for claim in claims]
    votes: dict[str, float] = defaultdict(float)
    voices: dict[str, set[str]] = defaultdict(set)
    for spelling, claim in zip(spellings, claims, strict=True):
        said = voice(claim)
        if said not in voices[spelling]:
            voices[spelling].add(said)
            votes[spelling] += _VOTES.get(said, _OTHER_VOTE)
    for spelling, claim in zip(spellings, claims, strict=True):
        if claim.rule == NO_NEWS and "og:title" in voices[spelling] and not voices[spelling] & _HEADINGS:
            votes[spelling] = min(votes[spelling], _PLUGIN)
    ranked = sorted(zip(spellings, claims, strict=True), key=lambda one: (-votes[one[0]], _rank(voice(one[1]))))
    return _whole([claim for _, claim in ranked])


def _uncut(claims: list[Claim]) -> list[Claim]:
    """The claims, those of a `<meta>` whole that end where another has a quotation mark: it ended the attribute."""
    quoted = [claim.words for claim in claims if '"' in claim.words]
    cut = {words.partition('"')[0].rstrip(): words for words in quoted} if quoted else {}
    return [
        replace(claim, words=cut[claim.words]) if claim.rule.startswith("meta ") and claim.words in cut else claim
        for claim in claims
    ]


def voice(claim: Claim) -> str:
    """Where a title stands: a name among those that have a weight, or the claim's rule."""
    return _voice(claim.reader, claim.rule)


@lru_cache(maxsize=256)
def _voice(reader: str, rule: str) -> str:
    if reader == "heading":
        return rule if rule == "h1" else rule.partition(" ")[2] or "heading"
    return next((one for one in _ORDER if rule == one or one in rule.split()), rule)


def _rank(said: str) -> int:
    return _ORDER.index(said) if said in _ORDER else len(_ORDER)


def _whole(claims: list[Claim]) -> list[Claim]:
    """The claims without parts of the first one: a <title> is cut at every dash, a headline has dashes of its own."""
    return [
        claim
        for at, claim in enumerate(claims)
        if not at or claim.rule != "title" or not claims[0].words.lower().startswith(claim.words.lower())
    ]
