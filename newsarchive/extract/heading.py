"""The headline on the page, and the lines near it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsarchive import text
from newsarchive.extract.layout import Run
from newsarchive.extract.sheet import Sheet

_BY_TAG = {"h1": 4.0, "h2": 2.0, "h3": 1.0, "h4": 0.5}
_NAMED = re.compile(r"(?i)title|headline|biaoti|\bhead\b|bt\b")
_LONGEST = 220
_APART = {"nav": 6.0, "footer": 9.0, "related": 6.0, "comment": 6.0, "sidebar": 4.0, "hidden": 4.0, "form": 6.0}


def find(sheet: Sheet, known: list[str], section: Run | None, sites: list[str]) -> Run | None:
    """The line that is the headline; None where no line looks like one.

    `known` are titles that the page's head claims, `sites` names of the site, `section` the line that must stand
    above the headline.
    """
    plain = [text.plain(words) for words in known]
    names = {text.plain(name) for name in sites}
    best: tuple[float, Run] | None = None
    start = sheet.lines[0].index if sheet.lines else len(sheet.layout.runs)
    for run in _candidates(sheet, section, start):
        score = _score(run, plain, start) + (3.0 if section and run.index == section.index + 1 else 0.0)
        score -= 4.0 if text.plain(run.text) in names else 0.0
        if score > 1.5 and (best is None or score >= best[0]):
            best = (score, run)
    return best[1] if best else None


def _candidates(sheet: Sheet, section: Run | None, start: int) -> Iterator[Run]:
    first = section.index + 1 if section else 0
    for run in sheet.layout.runs[first : start + 4]:
        if run.weight <= _LONGEST * 3 and len(run.text) <= _LONGEST and len(run.text) > 1:
            yield run


def _score(run: Run, known: list[str], start: int) -> float:
    tag = next((box.tag for box in run.box.within() if box.tag in _BY_TAG), "")
    score = _BY_TAG.get(tag, 0.0)
    score += _alike(text.plain(run.text), known)
    score += 1.0 if _NAMED.search(run.box.names) else 0.0
    score -= _APART.get(run.box.aside, 0.0)
    score -= min(3.0, 0.05 * abs(start - run.index))
    return score - (2.0 * run.link_share if tag != "h1" else 0.0)


def _alike(plain: str, known: list[str]) -> float:
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
