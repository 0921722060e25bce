"""Which lines are the body: each line's features weighed, and the doubtful settled by their neighbours.

The weights are learnt from pages whose body people marked (`bench/learn.py`), and are read as they stand: positive
speaks for the body, negative against it, and a line is kept where the sum is above a threshold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import groupby, pairwise
from typing import Final

from newsarchive.extract import copies, grids, interruptions
from newsarchive.extract.endings import followed
from newsarchive.extract.features import (
    Order,
    Place,
    Shape,
    Standing,
    Told,
    of_box,
    of_kin,
    of_order,
    of_shape,
    of_standing,
    of_words,
    order,
    prose_of,
    shape,
    standing,
    words_of,
)
from newsarchive.extract.layout import Box, Run

WEIGHTS: Final[dict[str, float]] = json.loads(
    (files("newsarchive.extract") / "weights.json").read_text(encoding="utf-8")
)
_weight_of = WEIGHTS.get
_BIAS = WEIGHTS["bias"]
#: The words of names that tell anything.
_NAMED = frozenset(name.removeprefix("name:") for name in WEIGHTS if name.startswith("name:"))
#: The score above which a line is kept: one that place and links would keep, and one that they would not.
HELD, LOOSE = -0.6, 0.5
#: How much of a neighbour's score a line is given, and the most that a neighbour can say.
_SHARED, _LOUDEST = 0.1, 3.0
#: A box of this worth has no line in the body, whatever the lines are.
_HOPELESS = -5.0
#: What WordPress names captions alone, and what it names a picture with its caption.
_CAPTION, _PICTURED = "caption-attachment-", ("attachment_", "wp-caption")
#: Between these, all but a line's words leave in doubt whether it is kept. The words cost most, and hardly ever say as
#: much: where they are looked at for every line, four of 3,471 pages read otherwise. To be seen anew with new weights.
_SURELY_NOT, _SURELY = -2.7, 2.1
#: A doubtful line between two that are kept is kept down to this score.
_BETWEEN = -1.5
_GAP = 3
#: The share of the prose that place alone would keep, below which the weights are not trusted, unless they keep as
#: much prose as a notice has: comments may be longer than their article.
_DISTRUSTED, _NOTICE = 0.4, 150


def body(where: Place, held: list[Run]) -> list[Run]:
    """The lines of the body. `held` are those that their place and links alone would keep."""
    scores = _settled(_scores(where))
    kept = {index for index, score in scores.items() if score > (HELD if index in where.held else LOOSE)}
    kept |= _tables(where, kept)
    if _weight(where, kept) < _DISTRUSTED * sum(run.weight for run in held) and _prose(where, kept) < _NOTICE:
        return held
    joined = sorted(followed(_joined(kept, scores, where), scores, where))
    return copies.dropped(interruptions.left_out([where.layout.runs[index] for index in joined]))


def _tables(where: Place, kept: set[int]) -> set[int]:
    """The lines of tables of data in the container, below the first line that is kept: a cell alone tells nothing."""
    if not kept or not any(box.tag == "table" for box in where.layout.boxes):
        return set()
    inner = [run for run in where.layout.runs[min(kept) :] if not where.levels[run.box]]
    tables = (list(lines) for table, lines in groupby(inner, key=grids.around) if table is not None)
    return {run.index for lines in tables if grids.is_data(lines) for run in lines}


def _scores(where: Place) -> dict[int, float]:
    """The score of every line within reach, by its number."""
    for box in where.container.within():  # what they say, they say of the body and its neighbours alike
        box.worth = _BIAS
    scores: dict[int, float] = {}
    for run in where.within_reach():
        box = run.box
        worth = _worth(box) if box.worth is None else box.worth
        if worth <= _HOPELESS:
            continue
        if where.is_plain(run):
            scores[run.index] = _LOUDEST
            continue
        stands = _of_standing(standing(run, where)) + _of_kin(prose_of(run), where.kin[box].told())
        placed = order(run, where)
        score = worth + _of_shape(shape(run)) + _of_order(placed) + stands
        if _SURELY_NOT < score < _SURELY:
            for feature in of_words(run, where, placed):
                score += _weight_of(feature, 0.0)
        scores[run.index] = score
    return scores


def _worth(box: Box) -> float:
    """What a box and those around it say, up to one of which it is known; remembered in each."""
    path: list[Box] = []
    holder: Box | None = box
    while holder is not None and holder.worth is None:
        path.append(holder)
        holder = holder.parent
    worth = _BIAS if holder is None or holder.worth is None else holder.worth
    for one in reversed(path):
        worth += _of_names(one.tag, one.names, one.away)
        one.worth = worth
    return worth


@lru_cache(maxsize=4096)
def _of_shape(shape: Shape) -> float:
    return _sum(of_shape(*shape))


@lru_cache(maxsize=16384)
def _of_order(order: Order) -> float:
    return _sum(of_order(*order))


@lru_cache(maxsize=4096)
def _of_standing(standing: Standing) -> float:
    return _sum(of_standing(*standing))


@lru_cache(maxsize=16384)
def _of_kin(prose: str, told: Told) -> float:
    return _sum(of_kin(prose, *told))


@lru_cache(maxsize=16384)
def _of_names(tag: str, names: str, away: str) -> float:
    if _CAPTION in names or all(word in names for word in _PICTURED):
        return 2 * _HOPELESS
    words = _NAMED.intersection(words_of(names)) if names else ()
    return _sum(of_box(tag, words, away))


def _sum(features: Iterable[str]) -> float:
    total = 0.0
    for feature in features:
        total += _weight_of(feature, 0.0)
    return total


def _settled(scores: dict[int, float]) -> dict[int, float]:
    """The scores, each with a little of its neighbours'."""
    loud = {
        index: _LOUDEST if score > _LOUDEST else -_LOUDEST if score < -_LOUDEST else score
        for index, score in scores.items()
    }
    said = loud.get
    return {index: score + _SHARED * (said(index - 1, 0.0) + said(index + 1, 0.0)) for index, score in scores.items()}


def _joined(kept: set[int], scores: dict[int, float], where: Place) -> set[int]:
    """`kept`, with the doubtful lines between."""
    runs = where.layout.runs
    order = sorted(kept)
    joined = set(kept)
    for left, right in pairwise(order):
        between = range(left + 1, right)
        if 0 < len(between) < _GAP and all(
            scores.get(index, _HOPELESS) > _BETWEEN and _may_join(runs[index]) for index in between
        ):
            joined.update(between)
    return joined


def _may_join(run: Run) -> bool:
    """May a doubtful line be of the body for what stands around it? Not where it leads elsewhere: such lines do."""
    return not run.box.aside and (run.linked * 2 < run.weight or run.box.kind == "heading")


def _weight(where: Place, kept: set[int]) -> int:
    return sum(where.layout.runs[index].weight for index in kept)


def _prose(where: Place, kept: set[int]) -> float:
    return sum(where.layout.runs[index].prose for index in kept)
