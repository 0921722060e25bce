"""Where the tellings of a story stand: how late each is, and which stretches of the first text are in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsarchive.archive.cuts import Stretch
from newsarchive.archive.retellings import Retelling

#: Units of the drawing: its width, a row, the space above the first; from where to where lags and texts are drawn.
WIDTH, ROW, TOP = 960, 30, 34
LAGS, TEXTS = (190, 600), (650, 900)
#: Tellings in one picture; the table below it has them all.
ROWS = 40
#: Marks on the axis of lags, and units that two of them must be apart.
_MARKS = (
    ("1 min", 60), ("10 min", 600), ("1 h", 3600), ("6 h", 21600), ("1 d", 86400), ("1 w", 604800),
    ("1 mo", 2592000), ("1 y", 31536000), ("10 y", 315360000),
)  # fmt: skip
_APART = 48
#: Precisions that name no hour.
_COARSE = ("day", "month", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """One telling."""

    told: Retelling
    y: float
    x: float | None
    """How late it was; None: it states no time."""
    exact: bool
    """Does it name an hour?"""
    kept: tuple[tuple[float, float], ...]
    """Stretches of the first text that it has: where each begins, and how wide it is."""
    known: bool
    """Were the two texts compared?"""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The tellings one below the other, the first one on top."""

    rows: tuple[Row, ...]
    marks: tuple[tuple[str, float], ...]
    """Of the axis: words, and where they stand."""
    height: float


def timeline(told: Sequence[Retelling], kept: Mapping[int, Sequence[Stretch]]) -> Timeline:
    """Each telling as far to the right as it is late: minutes, hours and days take about the same room."""
    shown = told[:ROWS]
    latest = max((one.lag or 0.0 for one in shown), default=0.0)
    rows = tuple(_row(one, TOP + ROW * (place + 0.5), latest, kept) for place, one in enumerate(shown))
    return Timeline(rows, tuple(_marks(latest)), TOP + ROW * len(shown))


def _row(one: Retelling, y: float, latest: float, kept: Mapping[int, Sequence[Stretch]]) -> Row:
    start, width = TEXTS[0], TEXTS[1] - TEXTS[0]
    stretches = tuple((round(start + width * a, 1), round(width * (b - a), 1)) for a, b in kept.get(one.article_id, ()))
    x = None if one.lag is None else _place(one.lag, latest)
    return Row(one, y, x, one.precision not in _COARSE, stretches, one.article_id in kept)


def _place(lag: float, latest: float) -> float:
    share = math.log1p(max(lag, 0.0) / 60) / (math.log1p(latest / 60) or 1.0)
    return round(LAGS[0] + (LAGS[1] - LAGS[0]) * share, 1)


def _marks(latest: float) -> list[tuple[str, float]]:
    found = [("0", float(LAGS[0]))]
    for words, lag in _MARKS:
        if lag <= latest and _place(lag, latest) - found[-1][1] >= _APART:
            found.append((words, _place(lag, latest)))
    return found
