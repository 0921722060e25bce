"""Where the tellings of a story stand: how late each is, and which stretches of the first text are in it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsarchive.archive.cuts import Stretch
from newsarchive.archive.retellings import Retelling

#: Tellings in one picture; the table below it has them all.
ROWS = 30
#: Marks on the axis of lags, and units that two of them must be apart.
_MARKS = (
    ("1 min", 60), ("10 min", 600), ("1 h", 3600), ("6 h", 21600), ("1 d", 86400), ("1 w", 604800),
    ("1 mo", 2592000), ("1 y", 31536000), ("10 y", 315360000),
)  # fmt: skip
_APART = 48
#: Precisions that name no hour.
_COARSE = ("day", "month", "none")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in the drawing, in its units."""

    width: int
    row: int
    """The height of a row."""
    top: int
    """The space above the first one."""
    lags: tuple[int, int]
    """From where to where lags are drawn."""
    texts: tuple[int, int]
    """From where to where texts are drawn."""


#: Beside each other: names, lags, texts. And one below the other, for phones.
WIDE = Frame(960, 30, 34, (190, 600), (650, 900))
NARROW = Frame(360, 58, 30, (8, 352), (0, 360))


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
    frame: Frame


def draw_timeline(told: Sequence[Retelling], kept: Mapping[int, Sequence[Stretch]], frame: Frame = WIDE) -> Timeline:
    """Each telling as far to the right as it is late: minutes, hours and days take about the same room."""
    shown = told[:ROWS]
    latest = max((one.lag or 0.0 for one in shown), default=0.0)
    rows = tuple(_row(one, place, latest, kept, frame) for place, one in enumerate(shown))
    return Timeline(rows, tuple(_marks(latest, frame)), frame.top + frame.row * len(shown), frame)


def _row(one: Retelling, place: int, latest: float, kept: Mapping[int, Sequence[Stretch]], frame: Frame) -> Row:
    start, width = frame.texts[0], frame.texts[1] - frame.texts[0]
    stretches = tuple((round(start + width * a, 1), round(width * (b - a), 1)) for a, b in kept.get(one.article_id, ()))
    x = None if one.lag is None else _place(one.lag, latest, frame)
    y = frame.top + frame.row * (place + 0.5)
    return Row(one, y, x, one.precision not in _COARSE, stretches, one.article_id in kept)


def _place(lag: float, latest: float, frame: Frame) -> float:
    share = math.log1p(max(lag, 0.0) / 60) / (math.log1p(latest / 60) or 1.0)
    return round(frame.lags[0] + (frame.lags[1] - frame.lags[0]) * share, 1)


def _marks(latest: float, frame: Frame) -> list[tuple[str, float]]:
    found = [("0", float(frame.lags[0]))]
    for words, lag in _MARKS:
        if lag <= latest and _place(lag, latest, frame) - found[-1][1] >= _APART:
            found.append((words, _place(lag, latest, frame)))
    return found
