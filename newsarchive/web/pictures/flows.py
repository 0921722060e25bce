"""Where sources and those who reprint them stand, and the ribbons between them: as wide as much is taken."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsarchive.archive.sourcebook import Reprints

#: Units of the drawing: the least height of a name's room.
ROOM = 26
#: The thinnest ribbon, and the space between two names.
_THIN, _GAP = 1.0, 8
#: Seconds up to which a reprint is called so.
_PACES = ((3600, "hour"), (86400, "day"))


@dataclass(frozen=True, slots=True)
class Frame:
    """Where things stand in the drawing, in its units."""

    width: int
    left: int
    right: int
    """From where to where ribbons run."""
    letters: int
    """Of a name, as far as it has room; a character of Chinese takes the room of two."""
    most: int
    """Sources, and publishers, in the picture; the table below it has more."""


#: For desks, and for phones.
WIDE, NARROW = Frame(960, 230, 730, 24, 14), Frame(360, 118, 242, 12, 8)


@dataclass(frozen=True, slots=True)
class Node:
    """A source on the left, or a publisher on the right."""

    name: str
    shown: str
    """The name, as much of it as has room."""
    articles: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """What one takes from the other."""

    told: Reprints
    path: str
    width: float
    pace: str
    """How late, at the median: hour, day, later; "unknown" where nobody knows."""


@dataclass(frozen=True, slots=True)
class Flows:
    """The picture."""

    sources: tuple[Node, ...]
    publishers: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    height: float
    frame: Frame


def draw_flows(reprints: Sequence[Reprints], frame: Frame = WIDE) -> Flows:
    """Those that are taken from most, and those that take most; ribbons leave and arrive in the order of the names."""
    pairs = _chosen(reprints, frame.most)
    given, taken = _totals(pairs, left=True), _totals(pairs, left=False)
    height = max(len(given), len(taken)) * (ROOM + _GAP) * 1.2
    unit = min((_unit(side, height) for side in (given, taken) if side), default=1.0)
    tall = max(_height(given, unit), _height(taken, unit))
    sources, publishers = _nodes(given, unit, tall, frame), _nodes(taken, unit, tall, frame)
    return Flows(sources, publishers, tuple(_ribbons(pairs, sources, publishers, unit, frame)), tall, frame)


def _chosen(reprints: Sequence[Reprints], most: int) -> list[Reprints]:
    given, taken = _totals(reprints, left=True), _totals(reprints, left=False)
    sources, publishers = list(given)[:most], list(taken)[:most]
    return [one for one in reprints if one.source in sources and one.publisher in publishers]


def _totals(reprints: Sequence[Reprints], *, left: bool) -> dict[str, int]:
    """Articles by source, or by publisher, the most first."""
    counted: Counter[str] = Counter()
    for one in reprints:
        counted[one.source if left else one.publisher] += one.articles
    return dict(counted.most_common())


def _unit(side: Mapping[str, int], height: float) -> float:
    """Units of height that one article has where one side fills the picture."""
    return max(height - len(side) * (ROOM + _GAP), height * 0.2) / sum(side.values())


def _height(side: Mapping[str, int], unit: float) -> float:
    """Of one side: its names and the spaces between them."""
    return sum(max(many * unit, ROOM) + _GAP for many in side.values()) - _GAP if side else 0.0


def _nodes(side: Mapping[str, int], unit: float, height: float, frame: Frame) -> tuple[Node, ...]:
    """One below the other, in the middle of the picture."""
    y = (height - _height(side, unit)) / 2
    found = []
    for name, many in side.items():
        tall = max(many * unit, ROOM)
        found.append(Node(name, short(name, frame.letters), many, round(y, 1), round(tall, 1)))
        y += tall + _GAP
    return tuple(found)


def _ribbons(
    pairs: Sequence[Reprints], sources: Sequence[Node], publishers: Sequence[Node], unit: float, frame: Frame
) -> list[Ribbon]:
    left = {node.name: node.y + (node.height - node.articles * unit) / 2 for node in sources}
    right = {node.name: node.y + (node.height - node.articles * unit) / 2 for node in publishers}
    rank = {node.name: place for place, node in enumerate(publishers)}
    order = {node.name: place for place, node in enumerate(sources)}
    starts, ends = {}, {}
    for one in sorted(pairs, key=lambda one: (order[one.source], rank[one.publisher])):
        starts[one.source, one.publisher] = left[one.source] + one.articles * unit / 2
        left[one.source] += one.articles * unit
    for one in sorted(pairs, key=lambda one: (rank[one.publisher], order[one.source])):
        ends[one.source, one.publisher] = right[one.publisher] + one.articles * unit / 2
        right[one.publisher] += one.articles * unit
    places = [(one, starts[one.source, one.publisher], ends[one.source, one.publisher]) for one in pairs]
    return [_ribbon(one, start, end, unit, frame) for one, start, end in places]


def _ribbon(one: Reprints, start: float, end: float, unit: float, frame: Frame) -> Ribbon:
    middle = (frame.left + frame.right) / 2
    path = f"M{frame.left} {start:.1f}C{middle:.0f} {start:.1f} {middle:.0f} {end:.1f} {frame.right} {end:.1f}"
    pace = next((name for most, name in _PACES if (one.median_lag or 0) <= most), "later")
    return Ribbon(one, path, round(max(one.articles * unit, _THIN), 1), "unknown" if one.median_lag is None else pace)


def short(name: str, letters: int) -> str:
    """As much of a name as has room.

    >>> short("湖南日报", 12), short("中国经济时报客户端", 12), short("Süddeutsche Zeitung", 12)
    ('湖南日报', '中国经济时…', 'Süddeutsche…')
    """
    left = letters - 1
    for place, letter in enumerate(name):
        left -= 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        if left < 0 and (name[place + 1 :] or left < -1):
            return f"{name[:place]}…"
    return name
