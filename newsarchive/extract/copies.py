"""A text that its page holds more than once: for every width of screen, for printing, as an opening shown before."""

from __future__ import annotations

from newsarchive.extract.layout import Box, Run

#: The least weight of a line of prose, for its standing in two places to be no accident.
_LEAST = 80


def dropped(runs: list[Run]) -> list[Run]:
    """The lines without those of later copies: prose that stands in another box already, and short lines amid it.

    Lines of one box may be alike: verses, examples.
    """
    first: dict[str, Box | None] = {}
    found: list[Run] = []
    headings: list[Run] = []
    copying = False
    for run in runs:
        if run.text not in first or first[run.text] is run.box.parent:
            first.setdefault(run.text, run.box.parent)
            found += [*headings, run]
            headings, copying = [], False
        elif run.solid and run.weight >= _LEAST:
            headings, copying = [], True
        elif not copying:
            headings.append(run)
    return found + headings
