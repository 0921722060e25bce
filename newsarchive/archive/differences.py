"""What changed between two texts, word by word: in Chinese and Japanese by the character, elsewhere by the word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz.distance import Indel

Change = Literal["equal", "replaced", "added", "removed"]

#: A number with its sign, separators and percent; a wide letter; a Thai, Lao, Khmer or Burmese letter with its marks;
#: a word; a line's end; blanks; any mark.
_WIDE = "\u3005-\u3007\u3021-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
#: Points and signs that belong to the letter before them: accents, Hebrew, Arabic, the scripts of India.
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u200c\u200d"
_UNPARTED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
_TOKEN = re.compile(
    "|".join(
        (
            r"(?<![A-Za-z0-9_.年月日号时点周])[-−+]\d+(?:[.,:'’٫٬/．，：]\d+)*[%％‰]?",
            r"\d+(?:[.,:'’٫٬/．，：]\d+)*[%％‰]?",
            f"[{_WIDE}]",
            f"[{_UNPARTED}][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3]*",
            rf"[^\W\d_{_WIDE}{_UNPARTED}](?:[^\W_{_WIDE}{_UNPARTED}]|[{_MARKS}]|['’](?=[^\W\d_{_WIDE}{_UNPARTED}]))*",
            r"\n|[^\S\n]+|.",
        )
    ),
    re.DOTALL,
)
#: Tokens on one side times tokens on the other, at most, that are laid side by side: 50 MB of bits.
_MOST = 400_000_000
#: An island of equal words between two changes is part of them where it holds no more letters than this …
_ISLAND = 2
#: … and the changes on both sides have together this many times its letters.
_SEA = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two texts: the same in both, or what stands in the place of what."""

    change: Change
    old: str
    """Its words in the earlier text; "" where they were added."""
    new: str
    """Its words in the later text; "" where they were removed."""


def tokens(words: str) -> list[str]:
    """The words of a text, with all that stands between them: joined, they are the text again.

    >>> tokens("涨5.5%至1,200 euros")
    ['涨', '5.5%', '至', '1,200', ' ', 'euros']
    """
    return _TOKEN.findall(words)


def compare(old: str, new: str) -> list[Piece]:
    """Two texts as stretches that are equal, replaced, added and removed, in reading order.

    Paragraphs are matched first, then the words of those that differ. Case, width and script count: 'AI' is not 'ai'.
    """
    if old == new:
        return [Piece("equal", old, new)] if old else []
    pieces: list[Piece] = []
    for before, after in _stretches(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        pieces += _words(before, after)
    return _joined(pieces)


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Runs of paragraphs, with what stands in their place in the other text."""
    for _, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield "".join(old[i:j]), "".join(new[k:m])


def _words(old: str, new: str) -> list[Piece]:
    """The words of two stretches laid side by side; whole stretches where there are too many of them."""
    if old == new or not old or not new:
        return [_piece(old, new)]
    before, after = tokens(old), tokens(new)
    if len(before) * len(after) > _MOST:
        return [_piece(old, new)]
    found = [
        _piece("".join(before[step.src_start : step.src_end]), "".join(after[step.dest_start : step.dest_end]))
        for step in Indel.opcodes(before, after)
    ]
    return _without_islands(_joined(found))


def _piece(old: str, new: str) -> Piece:
    if old == new:
        return Piece("equal", old, new)
    return Piece("replaced" if old and new else "added" if new else "removed", old, new)


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece: a removal beside an addition is a replacement."""
    result: list[Piece] = []
    for piece in pieces:
        if not (piece.old or piece.new):
            continue
        if result and (result[-1].change == "equal") == (piece.change == "equal"):
            last = result.pop()
            piece = _merged(last, piece)
        result.append(piece)
    return result


def _merged(first: Piece, second: Piece) -> Piece:
    old, new = first.old + second.old, first.new + second.new
    if first.change == "equal":
        return Piece("equal", old, new)
    return Piece("replaced" if old and new else "added" if new else "removed", old, new)


def _without_islands(pieces: list[Piece]) -> list[Piece]:
    """Chance matches, a 的 or a comma between two changed clauses, count as changed with them: else nobody could read
    what was replaced by what."""
    result = list(pieces)
    for place in range(1, len(pieces) - 1):
        piece, sides = pieces[place], (pieces[place - 1], pieces[place + 1])
        if piece.change == "equal" and "\n" not in piece.old and _is_chance(piece.old.strip(), *sides):
            result[place] = Piece("replaced", piece.old, piece.new)
    return _joined(result)


def _is_chance(words: str, before: Piece, after: Piece) -> bool:
    """Do `words` stand in both texts only because some word must? A blank does, between any two changes."""
    if not words:
        return "replaced" in (before.change, after.change)
    sea = sum(max(len(side.old), len(side.new)) for side in (before, after))
    return len(words) <= _ISLAND and before.change == after.change == "replaced" and sea >= _SEA * len(words)
