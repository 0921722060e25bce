"""Where the bars of a histogram stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

#: Units of the drawing.
WIDTH, HEIGHT = 720, 90
#: Bars in one histogram: days while there are no more, then weeks, months, years.
_BARS = 62
#: The widest bar: one alone is no wall.
_WIDEST = 36.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, and how much fell into it."""

    name: str
    """"2024", "2024-08" or "2024-08-21": a day, or the first one of a week."""
    end: str
    """The first day after it."""
    many: int
    x: float
    width: float
    height: float


def histogram(days: Mapping[str, int]) -> list[Bar]:
    """Bars for articles by day: a bar a day, a week, a month or a year, as many as can be told apart."""
    for unit in (_DAY, _WEEK, _MONTH, _YEAR):
        counted: Counter[str] = Counter()
        for day, many in days.items():
            counted[unit.name(day)] += many
        names = _between(min(counted), max(counted), unit) if counted else []
        if len(names) <= _BARS:
            break
    return _bars(names[-_BARS:], counted, unit)


def _bars(names: Sequence[str], counted: Mapping[str, int], unit: _Unit) -> list[Bar]:
    most = max((counted.get(name, 0) for name in names), default=1) or 1
    step = WIDTH / max(len(names), 1)
    width = min(round(step * 0.86, 2), _WIDEST)
    return [
        Bar(name, unit.after(name), many, round(place * step, 2), width, round(HEIGHT * many / most, 2))
        for place, name in enumerate(names)
        for many in [counted.get(name, 0)]
    ]


def _between(first: str, last: str, unit: _Unit) -> list[str]:
    """Every stretch of time from one to another; gives up where there are too many to be drawn."""
    names, at = [first], first
    while at < last and (unit is _YEAR or len(names) <= _BARS):
        at = unit.name(unit.after(at))
        names.append(at)
    return names


class _Unit(NamedTuple):
    """A unit of the calendar: how the one of a day is called, and the first day after it."""

    name: Callable[[str], str]
    after: Callable[[str], str]


def _monday(day: str) -> str:
    """The first day of a week: Monday, or the calendar's own."""
    found = date.fromisoformat(day)
    return date.fromordinal(max(found.toordinal() - found.weekday(), 1)).isoformat()


def _later(day: str, days: int) -> str:
    """So many days later; no calendar goes beyond the year 9999."""
    return date.fromordinal(min(date.fromisoformat(day).toordinal() + days, date.max.toordinal())).isoformat()


def _next_month(month: str) -> str:
    """The first day after a month.

    >>> _next_month("2024-12")
    '2025-01-01'
    """
    year, number = int(month[:4]) + int(month[5:]) // 12, int(month[5:]) % 12 + 1
    return f"{year:04}-{number:02}-01" if year <= date.max.year else date.max.isoformat()


def _next_year(year: str) -> str:
    return f"{int(year) + 1:04}-01-01" if int(year) < date.max.year else date.max.isoformat()


_DAY = _Unit(lambda day: day, lambda day: _later(day, 1))
_WEEK = _Unit(_monday, lambda week: _later(week, 7))
_MONTH = _Unit(lambda day: day[:7], _next_month)
_YEAR = _Unit(lambda day: day[:4], _next_year)
