"""What can be told of a line: named features, to each of which `weights.json` gives a weight.

Two kinds. A box's features come from its tag and names and count for every line in it, up to the box that also holds
the body: what is told of that one, and of those around it, is told of body and neighbours alike. A line's features
come from its length, its links, its first word, and from where it stands: how much prose there is before and after.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive import text
from newsarchive.extract import hints
from newsarchive.extract.layout import Box, Layout, Run

#: Weights from which a line is longer: a line's size is the number of these that it reaches.
_LENGTHS = (12, 25, 50, 100, 200, 400)
_ENDS = frozenset(".!?。！？…”’\"')）」』;；۔।؟»")
#: A line of this weight is prose without ending like a sentence; one of the other if it does.
_LONG, _SENTENCE = 120, 40
#: Of lines up to this weight, the words are looked at.
_SHORT = 160
_FAR = 4
#: A line outside of the container is looked at from this weight on.
_NOTED = 40
_LOOKED_THROUGH = frozenset({"div", "section", "span"})

_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}:\d{2}\b"
    r"|\b(?:\d{1,2}\.? [A-Z]\w{2,8}\.?,? \d{4}|[A-Z]\w{2,8}\.? \d{1,2}, \d{4})\b"
)
_RIGHTS = re.compile(r"©|\(c\) ?\d{4}|(?i:copyright|all rights reserved)|版权所有|版權所有")
_PARTED = re.compile(r"\s[|•·/]\s|｜")
_FIRST = re.compile(r"[\u3400-\u9fff]{2}|[^\W\d_]+")
_OPENING = frozenset("\"'“‘«„(\\[【（《「『")
_COLONS = frozenset(":：")
_DOTS = frozenset("…»›→>")
_BRACKETS = frozenset("([【（")


@dataclass(eq=False)
class Place:
    """Where the lines of a page stand: what is told of a line beside its own words."""

    layout: Layout
    container: Box
    held: frozenset[int]
    """The numbers of the lines that their place and links alone would keep."""
    headline: Run | None

    def __post_init__(self) -> None:
        """Look over the lines once."""
        self.title = text.plain(self.headline.text) if self.headline else ""
        self.after = self.headline.index if self.headline else -1
        self.solid = [is_solid(run) for run in self.layout.runs]
        self.before: list[int] = []
        rows: dict[Box, int] = {}
        count = 0
        for run, solid in zip(self.layout.runs, self.solid, strict=True):
            self.before.append(count)
            if solid and not run.box.aside and run.box.inside(self.container):
                count += 1
                holder = run.box.parent or run.box
                rows[holder] = rows.get(holder, 0) + run.weight
        self.total = count
        self.share = _share(self.container, self.layout)
        self.row = max(rows, key=lambda box: rows[box], default=None)

    def within_reach(self) -> Iterator[Run]:
        """The lines that may be of the body: those in the container, and others of some length that are not links."""
        for run in self.layout.runs:
            if (run.weight >= _NOTED and run.linked * 10 < run.weight * 9) or run.box.inside(self.container):
                yield run

    def is_plain(self, run: Run) -> bool:
        """Is a line so plainly of the body that nothing more need be told: prose amid prose, held, without links?"""
        index = run.index
        return (
            self.solid[index]
            and index in self.held
            and not run.linked
            and self.before[index] >= _FAR
            and self.total - self.before[index] > _FAR
        )


def is_solid(run: Run) -> bool:
    """Is a line prose: a sentence, or long, and not linked?"""
    if run.weight < _SENTENCE or run.linked * 2 > run.weight or run.box.kind == "heading":
        return False
    return run.weight >= _LONG or run.text[-1:] in _ENDS


def of_box(tag: str, names: str, away: str) -> tuple[str, ...]:
    """The features of a box."""
    found = set() if tag in _LOOKED_THROUGH else {f"in:{tag}"}
    if away:
        found.add(f"away:{away}")
    for words in hints.spelt(names):
        found.update(f"name:{word}" for word in words.split() if 1 < len(word) < 16 and not word.isdigit())
    return tuple(sorted(found))


def of_run(run: Run, where: Place) -> list[str]:
    """The features of a line, its boxes' left out."""
    index, box, weight, words = run.index, run.box, run.weight, run.text
    solid = where.solid
    prose = "long" if solid[index] else "short"
    earlier = where.before[index]
    later = where.total - earlier - (solid[index] and not box.aside and box.inside(where.container))
    beside = (index > 0 and solid[index - 1]) + 2 * (index + 1 < len(solid) and solid[index + 1])
    away = _up(box, where.container)
    found = [
        _size(run), _links(run), f"kind:{box.kind}", f"tag:{box.tag}",
        f"{prose} earlier:{min(earlier, _FAR)}", f"{prose} later:{min(later, _FAR)}", f"{prose} beside:{beside}",
        f"{prose} {box.kind} later:{min(later, 2)}", f"{prose} {'before' if index < where.after else 'after'} headline",
        f"{prose} {away}", f"{prose} {away} of {where.share}", f"{prose} {'held' if index in where.held else 'loose'}",
        f"{prose} row:{_row(box, where.row)}", f"{prose} gap:{_gap(solid, index)}", f"{prose} around:{_around(box)}",
    ]  # fmt: skip
    if not words.isascii():
        found.append(f"wide {found[0]}")
    if where.title and weight < 400 and text.plain(words) == where.title:
        found.append("is:title")
    return found + _of_words(words) if weight < _SHORT else found


def _of_words(words: str) -> list[str]:
    """What the words of a short line are like."""
    found = []
    first, last = words[:1], words[-1:]
    if _DIGIT.search(words):
        if _DATE.search(words):
            found.append("has:date")
        if not any(map(str.isalpha, words)):
            found.append("is:number")
    if "@" in words:
        found.append("has:@")
    if "://" in words or "www." in words or ".com" in words:
        found.append("has:url")
    if _PARTED.search(words):
        found.append("has:|")
    if _RIGHTS.search(words):
        found.append("has:©")
    if not first.isalnum() and first not in _OPENING:
        found.append("starts:mark")
    elif first in _BRACKETS:
        found.append("starts:bracket")
    elif first.islower():
        found.append("starts:lower")
    if last in _COLONS:
        found.append("ends:colon")
    elif last in _DOTS or words.endswith("..."):
        found.append("ends:dots")
    if len(words) > 2 and words.isupper():
        found.append("is:capitals")
    if word := _FIRST.search(words):
        found.append(f"first:{word[0].lower()}")
    return found


def _size(run: Run) -> str:
    size = sum(run.weight >= limit for limit in _LENGTHS)
    return f"length:{size}{'.' if run.text[-1:] in _ENDS else ''}"


def _links(run: Run) -> str:
    share = run.linked / run.weight
    return f"links:{0 if not share else 1 if share < 0.2 else 2 if share < 0.5 else 3 if share < 0.9 else 4}"


def _up(box: Box, container: Box) -> str:
    """By how many levels one must go up from the container to reach a box: "up:0" is in it."""
    levels = 0
    holder: Box | None = container
    while holder is not None and levels < _FAR and not box.inside(holder):
        holder = holder.parent
        levels += 1
    return f"up:{levels}"


def _share(container: Box, layout: Layout) -> str:
    """How much of the page's prose is in the container."""
    total = sum(run.weight for run in layout.runs if not run.box.aside and is_solid(run)) or 1
    inner = sum(run.weight for run in layout.runs if not run.box.aside and is_solid(run) and run.box.inside(container))
    share = inner / total
    return "few" if share < 0.4 else "half" if share < 0.6 else "most" if share < 0.8 else "all"


def _row(box: Box, row: Box | None) -> str:
    """How a box stands to the one that holds most paragraphs."""
    if row is None:
        return "none"
    if box is row or box.parent is row:
        return "in"
    if box.parent and row.parent and box.parent.parent is row.parent:
        return "beside" if box.parent.names != row.names else "twin"
    return "deeper" if box.inside(row) else "out"


def _gap(solid: list[bool], index: int) -> str:
    """How many lines that are no prose stand together here: "0", "1", "3" (2 to 3), "9" (4 or more)."""
    start = index
    while start > 0 and index - start < _FAR and not solid[start - 1]:
        start -= 1
    end = index
    while end + 1 < len(solid) and end - index < _FAR and not solid[end + 1]:
        end += 1
    count = end - start
    return "0" if not count else "1" if count == 1 else "3" if count <= 3 else "9"


def _around(box: Box) -> str:
    """How much of the text in the box around is linked."""
    holder = box.parent or box
    share = holder.linked / holder.weight if holder.weight else 0.0
    return "0" if not share else "1" if share < 0.1 else "2" if share < 0.25 else "3" if share < 0.5 else "4"
