"""A text that its page holds more than once: for every width of screen, for printing, as an opening shown before."""

from __future__ import annotations

from newsarchive.extract.layout import Box, Run

#: The least weight of a line of prose, for its standing in two places to be no accident.
_LEAST = 80


def dropped(runs: list[Run]) -> list[Run]:
    """The lines without those of later copies: prose that stands in another box already, and short lines amid it.

    Lines of one box may be alike: verses, examples. And a writer may say a paragraph again, alone amid what is new.
    """
    first: dict[str, Box | None] = {}
    again = {run for run in runs if first.setdefault(run.text, run.box.parent) is not run.box.parent}
    copies = _of_copies(runs, again) if again else again
    if not copies:
        return runs
    found: list[Run] = []
    headings: list[Run] = []
    copying = False
    for run in runs:
        if run in copies:
            headings, copying = [], True
        elif run not in again or (run.solid and run.weight >= _LEAST):
            found += [*headings, run]
            headings, copying = [], False
        elif not copying:
            headings.append(run)
    return found + headings


def _of_copies(runs: list[Run], again: set[Run]) -> set[Run]:
    """Of the lines that another box holds already, the prose that its own does not say as part of something new."""
    copies = {run for run in again if run.solid and run.weight >= _LEAST}
    prose = [run for run in runs if run in copies or (run.solid and run not in again)]
    around = zip([None, *prose], prose, [*prose[1:], None], strict=False)
    return copies - {run for before, run, after in around if run in copies and _is_alone(before, run, after, copies)}


def _is_alone(before: Run | None, run: Run, after: Run | None, copies: set[Run]) -> bool:
    """Does prose that is no copy stand before a line in its box, and no copy behind it?"""
    return before is not None and before.box.parent is run.box.parent and not {before, after} & copies
