"""Where a body goes on behind the last line that was chosen: what an announcement ends with.

Notices end in short lines (whom to call, an account, an address, who signed it and when) that look like what stands
beside articles. Those in the very form of the paragraphs before them belong to the text.
"""

from __future__ import annotations

import re

from newsarchive import text
from newsarchive.extract.features import Place
from newsarchive.extract.layout import Run, make

#: The score down to which a line in the paragraphs' own form goes with them. The weights were learnt from pages in
#: scripts with spaces most of all, where such lines are teasers more often: there they stand as they are.
_DOUBTFUL = -2.0
_WIDE = re.compile("[\u3400-\u9fff]")
#: Lines at most from the text to the day that is written under it: the issuer's name stands between.
_SIGNERS = 3


def followed(kept: set[int], scores: dict[int, float], where: Place) -> set[int]:
    """`kept`, with the lines that follow its last one and belong to it."""
    if not kept:
        return kept
    runs, last = where.layout.runs, max(kept)
    forms = {make(runs[index].box) for index in kept if runs[index].solid}
    while last + 1 < len(runs) and _goes_on(runs[last + 1], where) and make(runs[last + 1].box) in forms:
        if not _WIDE.search(runs[last + 1].text) or scores.get(last + 1, _DOUBTFUL) <= _DOUBTFUL:
            break
        last += 1
    return kept.union(range(max(kept), _signed(runs, last, where) + 1))


def _signed(runs: list[Run], last: int, where: Place) -> int:
    """The number of the line with the day under a notice; `last` where none follows it."""
    for run in runs[last + 1 : last + 1 + _SIGNERS]:
        if not _goes_on(run, where):
            break
        if text.is_written_day(run.text):
            return run.index
    return last


def _goes_on(run: Run, where: Place) -> bool:
    return run.index in where.held and not run.box.aside and not run.linked
