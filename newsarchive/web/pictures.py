"""Pictures as numbers: where the bars of a histogram and the points of a timeline stand. Templates draw them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from newsarchive.archive.retellings import Retelling

#: Units of the drawing.
WIDTH, HEIGHT, ROW, LABEL = 720, 90, 30, 190
#: Tellings in one picture; the table below it has them all.
_ROWS = 40
#: Bars in one histogram: days while there are no more, then months, then years.
_BARS = 62
#: The widest bar: one alone is no wall.
_WIDEST = 36.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, and how much fell into it."""

    name: str
    """"2024", "2024-08" or "2024-08-21"."""
    end: str
    """The first day after it."""
    many: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Point:
    """One telling of a story in its timeline."""

    told: Retelling
    x: float | None
    """None: it states no time."""
    y: float


def histogram(days: Mapping[str, int]) -> list[Bar]:
    """Bars for articles by day: a bar a day, a month or a year, as many as can be told apart."""
    for length in (10, 7, 4):
        counted: Counter[str] = Counter()
        for day, many in days.items():
            counted[day[:length]] += many
        names = _between(min(counted), max(counted)) if counted else []
        if len(names) <= _BARS:
            return _bars(names, counted)
    return _bars(names[-_BARS:], counted)


def timeline(told: Sequence[Retelling]) -> list[Point]:
    """The tellings, one below the other, each as far to the right as it is late."""
    shown = told[:_ROWS]
    times = [_moment(one) for one in shown]
    known = [time for time in times if time is not None]
    first, last = min(known, default=0.0), max(known, default=0.0)
    room = WIDTH - LABEL - 30
    return [
        Point(one, None if time is None else LABEL + 12 + room * (time - first) / ((last - first) or 1), 20 + ROW * row)
        for row, (one, time) in enumerate(zip(shown, times, strict=True))
    ]


def _moment(told: Retelling) -> float | None:
    return datetime.fromisoformat(told.published_at).timestamp() if told.published_at else None


def _bars(names: Sequence[str], counted: Mapping[str, int]) -> list[Bar]:
    most = max((counted.get(name, 0) for name in names), default=1) or 1
    step = WIDTH / max(len(names), 1)
    width = min(round(step * 0.86, 2), _WIDEST)
    return [
        Bar(
            name,
            _after(name),
            many,
            round(place * step, 2),
            width,
            round(HEIGHT * many / most, 2),
        )
        for place, name in enumerate(names)
        for many in [counted.get(name, 0)]
    ]


def _between(first: str, last: str) -> list[str]:
    """Every day, month or year from one to another; gives up where there are too many to be drawn."""
    names, at = [first], first
    while at < last and (len(first) == 4 or len(names) <= _BARS):
        at = _after(at)[: len(first)]
        names.append(at)
    return names


def _after(name: str) -> str:
    """The first day after a day, a month or a year.

    >>> _after("2024-12"), _after("2024")
    ('2025-01-01', '2025-01-01')
    """
    if name[:4] == "9999":  # no calendar goes further
        return "9999-12-31"
    if len(name) == 4:
        return f"{int(name) + 1:04}-01-01"
    if len(name) == 10:
        return (date.fromisoformat(name) + timedelta(days=1)).isoformat()
    year, month = int(name[:4]), int(name[5:])
    return f"{year + month // 12:04}-{month % 12 + 1:02}-01"
