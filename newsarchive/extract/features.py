"""What can be told of a line: named features, to each of which `weights.json` gives a weight.

Two kinds. A box's features come from its tag and names and count for every line in it, up to the box that also holds
the body: what is told of that one, and of those around it, is told of body and neighbours alike. A line's features
come from its length, its links, its first word, and from where it stands: how much prose there is before and after.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, pairwise

from newsarchive import text
from newsarchive.extract import hints, sayings
from newsarchive.extract.body import BESIDE, UNSEEN
from newsarchive.extract.layout import ENDS, Box, Layout, Make, Run, make

#: Weights from which a line is longer: a line's size is the number of these that it reaches.
_LENGTHS = (12, 25, 50, 100, 200, 400)
#: Of lines up to this weight, the words are looked at.
_SHORT = 160
_FAR = 4
#: Lines from this weight on are no titles; nor are those with more blanks and marks, beside twice their letters.
_TITLE, _MARKS = 400, 20
#: A line outside of the container is looked at from this weight on.
_NOTED = 40
#: Numbers of lines from which kin are more; weight up to which a line is brief; lines below the headline in which a
#: summary may stand; letters of it that are compared, and its letters at least.
_MANY = (2, 3, 5, 9, 17)
_BRIEF = 80
_NEAR, _ALIKE, _LEAST = 9, 50, 15
#: Letters of it that are compared first.
_GLANCE = 8
#: The share of a line that is linked from which all of it is; its first characters, among which a colon ends a label.
_WHOLE, _LABEL = 0.97, 40
#: Lines below the headline among which a deck stands.
_DECK = 2
_LOOKED_THROUGH = frozenset({"div", "section", "span"})
#: Why boxes are aside that hold none of the text, whatever their lines look like.
_NEVER = frozenset({BESIDE, UNSEEN})

_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\b\d{1,2}:\d{2}\b"
    r"|\b(?:\d{1,2}\.? [A-Z]\w{2,8}\.?,? \d{4}|[A-Z]\w{2,8}\.? \d{1,2}, \d{4})\b"
)
_RIGHTS = re.compile(r"\(c\) ?\d{4}")
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
    summaries: tuple[str, ...] = ()
    """What the page's head gives as a summary, in letters and digits alone."""

    def __post_init__(self) -> None:
        """Look over the boxes and the lines once."""
        runs = self.layout.runs
        self.times = Counter([run.text for run in runs])
        self.title = text.plain(self.headline.text) if self.headline else ""
        self.after = self.headline.index if self.headline else -1
        self.gaps = _gaps(runs)
        self.levels = self._levels()
        """By how many levels one must go up from the container to reach a box: 0 is in it."""
        self.before = [0]
        """How many paragraphs of the container stand before each line, and in the end on the whole."""
        self.kin: dict[Box, Kin] = {}
        self._count(runs)
        self.total = self.before[-1]

    def _levels(self) -> dict[Box, int]:
        levels = {box: level for level, box in enumerate(islice(self.container.within(), _FAR))}
        for box in self.layout.boxes:  # each after the one around it
            if box not in levels:
                levels[box] = levels[box.parent] if box.parent else _FAR
        return levels

    def _count(self, runs: list[Run]) -> None:
        """Count the lines of each make, and the paragraphs: in all, in the container, and in the boxes around them."""
        kin, levels, held = self.kin, self.levels, self.held
        made: dict[Make, Kin] = defaultdict(Kin)
        rows: dict[Box, int] = defaultdict(int)
        count = inner = total = 0
        for run in runs:
            box = run.box
            if box not in kin:
                kin[box] = made[make(box)]
            kin[box].add(run, run.index in held)
            if run.solid and not box.aside:
                total += run.weight
                if not levels[box]:
                    count += 1
                    inner += run.weight
                    rows[box.parent or box] += run.weight
            self.before.append(count)
        self.share = _share(inner / (total or 1))
        self.row = max(rows, key=lambda box: rows[box], default=None)

    def within_reach(self) -> list[Run]:
        """The lines that may be of the body: those in the container, and others of some length that are not links."""
        levels = self.levels
        return [
            run
            for run in self.layout.runs
            if (not levels[run.box] or (run.weight >= _NOTED and run.linked * 10 < run.weight * 9))
            and run.box.aside not in _NEVER
        ]

    def is_summary(self, run: Run) -> bool:
        """Does a line begin as a summary in the page's head does? Its first letters tell of most that it does not."""
        first = text.plain(run.text[:_ALIKE])[:_GLANCE]
        if not any(one.startswith(first[: len(one)]) for one in self.summaries):
            return False
        words = text.plain(run.text[: 8 * _ALIKE])[:_ALIKE]
        return len(words) > _LEAST and any(one.startswith(words[: len(one)]) for one in self.summaries)

    def is_plain(self, run: Run) -> bool:
        """Is a line so plainly of the body that nothing more need be told: prose amid prose, held, without links?"""
        index = run.index
        return run.solid and not run.linked and _FAR <= self.before[index] < self.total - _FAR and index in self.held


class Kin:
    """The lines of all boxes of a make, counted: a page has one form for its paragraphs, one for its teasers."""

    __slots__ = ("held", "known", "lines", "linked", "solid", "weight")

    def __init__(self) -> None:
        """None so far."""
        self.lines = self.weight = self.linked = self.solid = self.held = 0
        self.known: Told | None = None

    def add(self, run: Run, held: bool) -> None:
        """Count a line."""
        self.lines += 1
        self.weight += run.weight
        self.linked += run.linked
        self.solid += run.solid
        self.held += held

    def told(self) -> Told:
        """The lines, their mean weight, the shares that are linked, prose, and held, in steps; once all are counted."""
        if self.known is None:
            lines = self.lines
            self.known = (
                bisect_right(_MANY, lines), bisect_right(_LENGTHS, self.weight / lines),
                _step(self.linked / self.weight), _step(self.solid / lines), _step(self.held / lines),
            )  # fmt: skip
        return self.known


#: See `Kin.told`.
Told = tuple[int, int, int, int, int]


def _step(share: float) -> int:
    """0 for none, 5 for all, and what is between in fours."""
    return 0 if share <= 0 else 5 if share >= 1 else 1 + int(share * 4)


def words_of(names: str) -> list[str]:
    """The words that say what a box of these names holds."""
    return " ".join(hints.spelt(names)).split()


def of_box(tag: str, words: Iterable[str], away: str) -> tuple[str, ...]:
    """The features of a box; `words` are those of its names."""
    found = {f"name:{word}" for word in words if 1 < len(word) < 16 and not word.isdigit()}
    if tag not in _LOOKED_THROUGH:
        found.add(f"in:{tag}")
    if away:
        found.add(f"away:{away}")
    return tuple(sorted(found))


def of_run(run: Run, where: Place) -> list[str]:
    """The features of a line, its boxes' left out."""
    placed = order(run, where)
    return [
        *of_shape(*shape(run)),
        *of_order(*placed),
        *of_standing(*standing(run, where)),
        *of_kin(prose_of(run), *where.kin[run.box].told()),
        *of_words(run, where, placed),
    ]


#: What a line is like: its size, whether it ends like a sentence, how much is linked, whether its letters are wide.
Shape = tuple[int, bool, int, bool]
#: Where it stands among the lines: is it prose, of which kind and tag, how much prose comes before and after, which of
#: its neighbours are prose, how far below the headline it is, would place alone hold it, how many that are no prose.
Order = tuple[str, str, str, int, int, int, str, str, str]
#: Where its box stands: is it prose, levels from the container, whose share, how it stands to the row, links around.
Standing = tuple[str, int, str, str, int]


def shape(run: Run) -> Shape:
    """What a line is like."""
    share = run.linked / run.weight if run.linked else 0.0
    links = 0 if not share else 1 if share < 0.2 else 2 if share < 0.5 else 3 if share < 0.9 else 4
    return bisect_right(_LENGTHS, run.weight), run.text[-1] in ENDS, links, not run.text.isascii()


def order(run: Run, where: Place) -> Order:
    """Where a line stands among the lines."""
    index, box, runs = run.index, run.box, where.layout.runs
    earlier, later = where.before[index], where.total - where.before[index + 1]
    beside = (index > 0 and runs[index - 1].solid) + 2 * (index + 1 < len(runs) and runs[index + 1].solid)
    return (
        prose_of(run), box.kind, box.tag, earlier if earlier < _FAR else _FAR,
        later if later < _FAR else _FAR, beside,
        _below(index - where.after) if where.headline else "none", "held" if index in where.held else "loose",
        where.gaps[index],
    )  # fmt: skip


def standing(run: Run, where: Place) -> Standing:
    """Where a line's box stands."""
    return prose_of(run), where.levels[run.box], where.share, _row(run.box, where.row), _around(run.box)


def of_shape(size: int, ends: bool, links: int, wide: bool) -> tuple[str, ...]:
    """The features of a line's shape."""
    length = f"length:{size}{'.' if ends else ''}"
    return (length, f"links:{links}", f"wide {length}") if wide else (length, f"links:{links}")


def of_order(
    prose: str, kind: str, tag: str, earlier: int, later: int, beside: int, below: str, held: str, gap: str
) -> tuple[str, ...]:
    """The features of a line's place among the lines."""
    return (
        f"kind:{kind}", f"tag:{tag}", f"{prose} earlier:{earlier}", f"{prose} later:{later}",
        f"{prose} beside:{beside}", f"{prose} {kind} later:{min(later, 2)}", f"{prose} below:{below}",
        f"{prose} {held}", f"{prose} gap:{gap}",
    )  # fmt: skip


def of_standing(prose: str, level: int, share: str, row: str, around: int) -> tuple[str, ...]:
    """The features of the place of a line's box."""
    up = f"up:{level}"
    return f"{prose} {up}", f"{prose} {up} of {share}", f"{prose} row:{row}", f"{prose} around:{around}"


def of_kin(prose: str, lines: int, weight: int, linked: int, solid: int, held: int) -> tuple[str, ...]:
    """The features of all lines that stand in boxes of a line's kind."""
    return (
        f"{prose} kin lines:{lines}", f"{prose} kin length:{weight}", f"{prose} kin links:{linked}",
        f"{prose} kin prose:{solid}", f"{prose} kin held:{held}",
    )  # fmt: skip


def of_words(run: Run, where: Place, placed: Order) -> list[str]:
    """The features of what a line says, which stands among the others as `placed` tells."""
    found = []
    if where.times[run.text] > 1:
        found.append("is:repeated")
    if run.weight < _TITLE:
        reasons = sayings.said(run.text)
        if reasons:
            found += _of_sayings(run, reasons, placed)
        if run.linked * 2 >= run.weight:
            found += _of_link(run, reasons, placed)
    if where.summaries and 0 < run.index - where.after < _NEAR and where.is_summary(run):
        found.append("is:summary")
    if _may_be_title(run, len(where.title)) and text.reads(run.text, where.title):
        found.append("is:title")
    if run.marks:
        found += _of_marks(run, placed)
    if 0 < run.index - where.after <= _DECK and where.headline:
        found += _of_deck(run, where)
    return found + _of_words(run.text) if run.weight < _SHORT else found


def _of_link(run: Run, reasons: set[str], placed: Order) -> list[str]:
    """The features of a line that mostly links elsewhere: a teaser amid the text, or an item of its own list."""
    share = "whole" if run.linked >= _WHOLE * run.weight else "linked"
    _, kind, _, _, later, beside, _, _, _ = placed
    size, ends, _, _ = shape(run)
    found = [f"{share} length:{size}{'.' if ends else ''}", f"{share} kind:{kind}", f"{share} beside:{beside}"]
    found += [f"{share} later:{later}", *(f"{share} says:{reason}" for reason in reasons)]
    return [*found, f"{share} label"] if not _COLONS.isdisjoint(run.text[:_LABEL]) else found


def _may_be_title(run: Run, length: int) -> bool:
    """Is a line about as long as a title of so many letters and digits?"""
    return 0 < length <= 2 * len(run.text) and len(run.text) <= 3 * length + _MARKS and run.weight < _TITLE


def _of_sayings(run: Run, reasons: set[str], placed: Order) -> list[str]:
    """The features of what a line is for by its words: such lines stand before and behind a text more than amid it."""
    size = "brief" if run.weight < _BRIEF else "short"
    earlier, later = (min(count, 2) for count in placed[3:5])
    ends = (f"earlier:{earlier}", f"later:{later}")
    return [*(f"{size} says:{one}" for one in reasons), *(f"{one} {end}" for one in reasons for end in ends)]


def _of_marks(run: Run, placed: Order) -> list[str]:
    """The features of a line that one pair of marks holds whole: a heading in bold, a note in italics."""
    first, last = run.marks[0], run.marks[-1]
    if first[0] or last[0] != len(run.pieces) or last[1] != f"/{first[1]}":
        return []
    if first[1] == "strong":
        return ["is:bold"]
    earlier, later = placed[3:5]
    return ["is:italic", f"italic earlier:{earlier}", f"italic later:{later}"] if first[1] == "em" else []


def _of_deck(run: Run, where: Place) -> list[str]:
    """The features of a line just below the headline, where a deck may stand."""
    box, held = run.box, "held" if run.index in where.held else "loose"
    prose, up, _, _, _ = standing(run, where)
    return [f"deck tag:{box.tag} {held}", f"deck {prose} up:{up}", f"deck up:{up}{'.' if run.text[-1] in ENDS else ''}"]


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
    if ("|" in words or "/" in words or "•" in words or "·" in words or "｜" in words) and _PARTED.search(words):
        found.append("has:|")
    lower = words.lower()
    if (
        "©" in words or "copyright" in lower or "all rights reserved" in lower or "版权所有" in words
        or "版權所有" in words or ("(c)" in words and _RIGHTS.search(words))
    ):  # fmt: skip
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


def prose_of(run: Run) -> str:
    """Is a line prose? "long" or "short"."""
    return "long" if run.solid else "short"


def _below(lines: int) -> str:
    """How far below the headline a line stands."""
    return "above" if lines < 0 else str(lines) if lines <= 3 else "few" if lines <= 6 else "far"


def _row(box: Box, row: Box | None) -> str:
    """How a box stands to the one that holds most paragraphs."""
    if row is None:
        return "none"
    if box is row or box.parent is row:
        return "in"
    if box.parent and row.parent and box.parent.parent is row.parent:
        return "beside" if box.parent.names != row.names else "twin"
    return "deeper" if box.inside(row) else "out"


def _share(inner: float) -> str:
    """How much of the page's prose is in the container."""
    return "few" if inner < 0.4 else "half" if inner < 0.6 else "most" if inner < 0.8 else "all"


def _gaps(runs: list[Run]) -> list[str]:
    """For each line, how many that are no prose stand together there: "0", "1", "3" (2 to 3), "9" (4 or more)."""
    found: list[str] = []
    for left, right in pairwise([-1, *(run.index for run in runs if run.solid), len(runs)]):
        between = right - left - 1
        found += [*between * ("1" if between == 1 else "3" if between <= 3 else "9",), "0"]
    return found


def _around(box: Box) -> int:
    """How much of the text in the box around is linked."""
    holder = box.parent or box
    share = holder.linked / holder.weight if holder.weight else 0.0
    return 0 if not share else 1 if share < 0.1 else 2 if share < 0.25 else 3 if share < 0.5 else 4
