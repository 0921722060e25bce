"""How much of one text stands in another, and whether that makes it a copy, a part, or one more of a series.

No share of common words tells a copy from the next report of a series: weather and markets keep nine words of ten. What
tells is the facts in the slots: where the same neighbours hold other numbers, it is another day's report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Relation = Literal["copy", "excerpt", "includes", "template"]

#: A shingle for comparing is shorter than one of a sketch: an edit breaks fewer of them.
_LENGTH = 4
#: The share of a text that must stand in the other one.
_COVER = 0.5
#: Places that are asked of at a glance, and how many must be met.
_PLACES, _ENOUGH_PLACES = 24, 4
#: The share of numbers that must agree where both texts have one in the same place.
_AGREEING = 0.8


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a new text is to an old one."""

    kind: Relation
    """`copy`: each stands in the other; `excerpt`: the new one in the old; `includes`: the old one in the new;
    `template`: much is common, but not the numbers."""
    cover: float
    """The share of the new text that stands in the old one: 0.0 to 1.0."""
    of_cover: float
    """The share of the old text that stands in the new one."""


def glance(new: str, old: str) -> bool:
    """Could half of either folded text stand in the other? Asked of a few places, for a twentieth of the work.

    They are places of the shorter one: what is half of the longer is at least half of it.
    """
    shorter, longer = sorted((new, old), key=len)
    return _met(shorter, longer) >= _ENOUGH_PLACES


def compare(new: Sequence[str], old: Sequence[str]) -> Likeness | None:
    """What the new tokens are to the old ones; None where less than half of either stands in the other."""
    ours, theirs = _shingles(new), _shingles(old)
    common = len(ours & theirs)
    cover, of_cover = common / max(1, len(ours)), common / max(1, len(theirs))
    if max(cover, of_cover) < _COVER:
        return None
    if not _same_facts(new, old):
        return Likeness("template", cover, of_cover)
    kind: Relation = "copy" if min(cover, of_cover) >= _COVER else "excerpt" if cover > of_cover else "includes"
    return Likeness(kind, cover, of_cover)


def _met(words: str, within: str) -> int:
    """Of _PLACES pieces of `words`, how many stand in `within`. Han says in 8 characters what Latin says in 18."""
    step = max(1, len(words) // _PLACES)
    pieces = [words[at : at + (18 if words[at] < "\u0250" else 8)] for at in range(0, len(words), step)]
    every_other = [piece for piece in pieces[::2] if piece in within]  # of most texts that are met, it is none of them
    return len(every_other) and len(every_other) + sum(piece in within for piece in pieces[1::2])


def _shingles(found: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(found[start:] for start in range(_LENGTH)), strict=False))


def _same_facts(new: Sequence[str], old: Sequence[str]) -> bool:
    """Do most numbers agree that stand between the same neighbours?"""
    ours, theirs = _slots(new), _slots(old)
    agreeing = differing = 0
    for place in ours.keys() & theirs.keys():
        agreeing += len(ours[place] & theirs[place])
        differing += min(len(ours[place] - theirs[place]), len(theirs[place] - ours[place]))
    return agreeing >= _AGREEING * (agreeing + differing)


def _slots(found: Sequence[str]) -> dict[tuple[str, str], set[str]]:
    """The numbers of a text by the tokens before and after them."""
    slots: dict[tuple[str, str], set[str]] = defaultdict(set)
    for at, token in enumerate(found):
        if token[0].isdigit() or token[-1].isdigit():
            before = found[at - 1] if at else ""
            after = found[at + 1] if at + 1 < len(found) else ""
            slots[before, after].add(token.strip(",.;:()"))
    return slots
