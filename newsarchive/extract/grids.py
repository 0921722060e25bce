"""Tables of data among the lines of a body: rows of cells. A table that only lays out a page is none of these."""

from __future__ import annotations

from itertools import groupby

from newsarchive.extract.layout import Box, Run
from newsarchive.model import Block

_CELLS = frozenset({"td", "th"})
#: Rows that a table of data has at least, and cells in most of them: two rows are a date beside a source as often.
_ROWS, _COLUMNS = 3, 2
#: One cell in so many may be a sentence.
_PROSE = 4
#: Bytes of text in a cell of data at most, and on the whole: more is prose in a layout.
_LARGEST, _USUAL = 600, 120

#: Bytes of text in a line of a table of data on the whole, at least: a calendar's hold less.
_CELL = 3


def around(run: Run) -> Box | None:
    """The innermost table in a cell of which a line stands."""
    cell = False
    box: Box | None = run.box
    while box is not None:  # asked of every line: a generator would double its time
        if box.tag == "table":
            return box if cell else None
        cell = cell or box.tag in _CELLS
        box = box.parent
    return None


def is_data(runs: list[Run]) -> bool:
    """Are the lines of one table data of a text: no links, no calendar, no box aside?"""
    weight = sum(run.weight for run in runs)
    return (
        weight >= _CELL * len(runs)
        and sum(run.linked for run in runs) * 2 < weight
        and not any(run.box.aside for run in runs)
        and block(runs) is not None
    )


def block(runs: list[Run]) -> Block | None:
    """The lines of one table as a block, rows parted by a newline, cells by a tab; None for a layout.

    There are as many lines as cells, or more: they tell of most layouts that they are no data.
    """
    prose = sum(run.solid for run in runs)
    if prose * _PROSE > len(runs) or sum(run.weight for run in runs) > _USUAL * len(runs):
        return None
    rows = [_cells(list(row)) for _, row in groupby(runs, key=_row)]
    cells = [cell for row in rows for cell in row]
    full = sum(len(row) >= _COLUMNS for row in rows)
    if len(rows) < _ROWS or full * 2 <= len(rows) or prose * _PROSE > len(cells) or _is_layout(cells):
        return None
    return Block("table", "\n".join("\t".join(row) for row in rows))


def _is_layout(cells: list[str]) -> bool:
    sizes = [len(cell.encode()) for cell in cells]
    return max(sizes) > _LARGEST or sum(sizes) > _USUAL * len(sizes)


def _row(run: Run) -> Box | None:
    return next((box for box in run.box.within() if box.tag == "tr"), None)


def _cells(runs: list[Run]) -> list[str]:
    """The cells of a row, each on one line."""
    return [" ".join(run.text for run in cell) for _, cell in groupby(runs, key=_cell)]


def _cell(run: Run) -> Box | None:
    return next((box for box in run.box.within() if box.tag in _CELLS), None)
