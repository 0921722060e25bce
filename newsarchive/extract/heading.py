"""The headline on the page, and the lines near it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from newsarchive import text
from newsarchive.extract.layout import Run
from newsarchive.extract.sheet import Sheet
from newsarchive.extract.titles import HEADINGS, longest_part, parts, tag_of

_BY_TAG = dict(zip(HEADINGS, (4.0, 2.0, 1.0, 0.5), strict=True))
_NAMED = re.compile(r"(?i)title|headline|biaoti|\bhead\b|bt\b")
_LOGO = re.compile(r"(?i)logo|brand|site-?_?(?:name|title)|blog-?_?(?:name|title)")
_LONGEST = 220
#: What a line loses that stands in a box of that kind; in the others no headline is looked for.
_APART = {"sidebar": 4.0, "hidden": 4.0, "ad": 2.0, "tags": 2.0}
_NOWHERE = frozenset({"nav", "footer", "related", "comment", "form"})
#: What a line gains that is bold as a whole in a box that is named after a headline, but no heading.
_BOLD = 2.0
#: The least that a headline scores.
_LEAST = 1.5
_FOLLOWS_SECTION, _IS_SITE = 3.0, -4.0
#: The share of a title that its longest part makes up, at least, to be looked for alone.
_MOST = 0.4
#: The share of a line that is linked, from which it leads to an article.
_LINKED = 0.5
#: The same from which all of it is a link: a site's name in its logo leads home, and is a headline where nothing
#: else is.
_WHOLE = 0.97
#: Likeness to a title of the head's from which a line is a headline, wherever it stands, unless it is so short that it
#: may be a name.
_SURE, _SHORT = 3.5, 24


def find(sheet: Sheet, known: list[str], section: Run | None, sites: list[str]) -> Run | None:
    """The line that is the headline; None where no line looks like one.

    `known` are titles that the page's head claims, `sites` names of the site, `section` the line that must stand
    above the headline.
    """
    titles = _Titles.of(known, sites)
    best: tuple[float, Run] | None = None
    logo: tuple[float, Run] | None = None
    start = _first(sheet)
    for run in sheet.layout.runs[section.index + 1 if section else 0 : start + 4]:
        follows = section is not None and run.index == section.index + 1
        if not 1 < run.weight <= _LONGEST * 3 or not (follows or _may_be(run, titles)):
            continue
        score = _score(run, titles, start) + (_FOLLOWS_SECTION if follows else 0.0)
        if score > _LEAST and (best is None or score >= best[0]):
            if run.link_share >= _WHOLE and tag_of(run) != "h1" and _is_logo(run):
                logo = (score, run)
            else:
                best = (score, run)
    best = best or logo
    if best is None:
        return _confirmed(sheet.layout.runs[start + 4 :], _Titles.of([*known, *_parts(known)], sites))
    return _beside(best[1], sheet.layout.runs[best[1].index + 1 : start + 4], sheet.titles) or best[1]


def _beside(chosen: Run, below: list[Run], document: list[str]) -> Run | None:
    """The line that says the longest part of <title>, where the one chosen says another part: a blog's name stands in
    a linked <h1> over each of its headlines."""
    if chosen.link_share < _LINKED and not _is_logo(chosen):
        return None
    plain = text.plain(chosen.text)
    wanted = {other for words in document for other in _others(plain, words)} - {""}
    same = (run for run in below if run.box.aside not in _NOWHERE and text.plain(run.text) in wanted)
    return next(same, None) if wanted else None


def _others(plain: str, document: str) -> Iterator[str]:
    """What a <title> says besides a name that it begins or ends with, in letters and digits alone."""
    whole = text.plain(document)
    longest = text.plain(longest_part(document))
    if plain != longest and any(plain == text.plain(part) for part in parts(document)):
        yield longest
    if whole.startswith(plain):
        yield whole[len(plain) :]
    if whole.endswith(plain):
        yield whole[: -len(plain)]


def _is_bold(run: Run) -> bool:
    return any(name == "strong" and at == 0 for at, name, _ in run.marks)


def _is_logo(run: Run) -> bool:
    return any(_LOGO.search(box.names) for box in islice(run.box.within(), 3))


def _parts(known: list[str]) -> list[str]:
    """What most of a title is made of, where it has parts: a headline beside the names of section and site."""
    longest = [(words, longest_part(words)) for words in known]
    return [part for words, part in longest if part != words and len(part) >= _MOST * len(words)]


def _confirmed(runs: list[Run], titles: _Titles) -> Run | None:
    """The first line that says what the page's head does: for a text that stands below lists of others."""
    for run in runs:
        if _SHORT < run.weight <= _LONGEST * 3 and run.link_share < _LINKED and _may_be(run, titles):
            plain = text.plain(run.text)
            if plain not in titles.sites and _alike(plain, titles.plain) >= _SURE:
                return run
    return None


def _first(sheet: Sheet) -> int:
    """The number of the first line of prose that may be of the body: a headline may stand in the body's box."""
    lines = sheet.lines
    return next((run.index for run in lines if run.solid), lines[0].index if lines else len(sheet.layout.runs))


@dataclass(frozen=True, slots=True)
class _Titles:
    """Titles that the head claims, and names of the site, in the forms in which lines are compared with them.

    Blanks are left out: a headline of several lines is one title, and a wide blank of the one is none of the other.
    """

    lower: tuple[str, ...]
    plain: tuple[str, ...]
    sites: frozenset[str]

    @classmethod
    def of(cls, known: list[str], sites: list[str]) -> _Titles:
        lower = tuple(dict.fromkeys("".join(words.lower().split()) for words in known))
        plain = tuple(dict.fromkeys(text.plain(words) for words in known))
        return cls(lower, plain, frozenset(text.plain(name) for name in sites))


def _may_be(run: Run, titles: _Titles) -> bool:
    """Is a line worth a closer look? Most lines of a page are neither headings nor words of its title."""
    if run.box.aside in _NOWHERE:
        return False
    if run.box.kind == "heading" or _is_named(run.box.names):
        return True
    words = "".join(run.text.lower().split())
    if len(words) >= 4:
        for title in titles.lower:  # asked of most lines: a generator would take half as long again
            if words in title or title in words:
                return True
    return False


@lru_cache(maxsize=4096)
def _is_named(names: str) -> bool:
    return _NAMED.search(names) is not None


def _score(run: Run, titles: _Titles, start: int) -> float:
    tag = tag_of(run)
    plain = text.plain(run.text)
    score = _BY_TAG.get(tag, 0.0) + _alike(plain, titles.plain)
    if _is_named(run.box.names):
        score += 1.0 if tag in _BY_TAG or not _is_bold(run) else _BOLD
    score += _IS_SITE if plain in titles.sites else 0.0
    score -= _APART.get(run.box.aside, 0.0) + min(3.0, 0.05 * abs(start - run.index))
    return score - (2.0 * run.link_share if tag != "h1" else 0.0)


def _alike(plain: str, known: tuple[str, ...]) -> float:
    """How sure the head's titles make us of a line: 0 to 6."""
    best = 0.0
    for words in known:
        if plain == words:
            best = max(best, 6.0)
        elif len(plain) >= 4 and plain in words:
            best = max(best, 2.0 + 4.0 * len(plain) / len(words))
        elif len(words) >= 8 and words in plain:
            best = max(best, 1.0 + 3.0 * len(words) / len(plain))
    return best
