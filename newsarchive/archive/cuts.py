"""How much of a text stands in another, and which stretches of it: what a reprint kept, and what it cut."""

from __future__ import annotations

from newsarchive.archive.differences import compare

#: What is drawn: gaps in the share of a text that is too short to be seen are no gaps.
_SEEN = 0.004

Stretch = tuple[float, float]


def kept(whole: str, part: str) -> list[Stretch]:
    """The stretches of `whole` that stand in `part` too: each from where to where, as shares of `whole`, 0 to 1.

    >>> kept("one two three four", "one two four")
    [(0.0, 0.444), (0.778, 1.0)]
    """
    found: list[Stretch] = []
    at, length = 0, len(whole) or 1
    for piece in compare(whole, part):
        end = at + len(piece.old)
        if piece.change == "equal":
            _add(found, at / length, end / length)
        at = end
    return [(round(start, 3), round(end, 3)) for start, end in found]


def _add(found: list[Stretch], start: float, end: float) -> None:
    if found and start - found[-1][1] < _SEEN:
        found[-1] = (found[-1][0], end)
    elif end - start >= _SEEN:
        found.append((start, end))
