"""The language of searches: words (all of them), "a phrase", OR, -not, and filters.

    人工智能 "5G网络" -湖南 source:新华社 after:2020-06 (Reuters OR AFP needs no brackets: OR binds first)

A query is parsed into clauses, all of which must hold; a clause of words is met by any of its phrases.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from datetime import date
from typing import get_args

from newsarchive.archive import bigrams
from newsarchive.errors import QueryError
from newsarchive.model import Completeness, Kind

#: What may be asked for beside words. `lang` is for `language`, as people write it.
FILTERS = ("publisher", "source", "author", "lang", "section", "before", "after", "kind", "completeness", "rights")
#: What a page may have said of its use: robots directives, a reservation of text and data mining, a licence.
_RIGHTS = ("noarchive", "noai", "noimageai", "noindex", "nosnippet", "nocache", "tdm", "licence")
#: What these filters may be.
_CHOICES = {"kind": get_args(Kind), "completeness": get_args(Completeness), "rights": _RIGHTS}

_PIECE = re.compile(r'\s*(?P<sign>-?)(?:(?P<name>[a-z]+):(?!//))?(?:"(?P<quoted>[^"]*)(?P<end>"?)|(?P<bare>[^\s"]*))')
_DAY = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Clause:
    """Something that must hold of an article, or must not."""

    phrases: tuple[str, ...]
    """FTS5 expressions, one of which must match; () for a filter."""
    words: tuple[str, ...]
    """What the phrases were made of, as typed."""
    name: str = ""
    """Of a filter: one of FILTERS."""
    value: str = ""
    negative: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    at: int
    text: str
    name: str
    negative: bool
    quoted: bool


def parse(query: str) -> list[Clause]:
    """The clauses of `query`. Raises QueryError, which says where it cannot be understood."""
    clauses: list[Clause] = []
    joining: int | None = None
    for piece in _pieces(query):
        if _is(piece, "OR"):
            joining = _join(query, piece, clauses, joining)
        elif not _is(piece, "AND") and not _is_mark(piece):
            clause = _clause(query, piece)
            clauses = [*clauses, clause] if joining is None else _joined(query, piece, clauses, clause)
            joining = None
    if joining is not None:
        raise QueryError(query, joining, "OR stands between two words")
    if not clauses:
        raise QueryError(query, 0, "nothing to search for")
    return clauses


def expression(clauses: list[Clause]) -> str:
    """The FTS5 expression of all clauses that ask for words; "" if none asks for what is there."""
    wanted = [f"({' OR '.join(clause.phrases)})" for clause in clauses if clause.phrases and not clause.negative]
    unwanted = [phrase for clause in clauses if clause.negative for phrase in clause.phrases]
    if wanted and unwanted:
        return f"({' AND '.join(wanted)}) NOT ({' OR '.join(unwanted)})"
    return " AND ".join(wanted)


def _pieces(query: str) -> list[_Piece]:
    found, at, end = [], 0, len(query.rstrip())
    while at < end:
        match = _PIECE.match(query, at)
        if match is None or match.end() == at:  # the pattern takes any character that is no blank
            raise QueryError(query, at, "this cannot be read")
        at = match.end()
        start = at - len(match[0].lstrip())
        if match["quoted"] is not None and not match["end"]:
            raise QueryError(query, query.rindex('"', 0, at), "this quotation mark is not closed")
        text = match["quoted"] if match["quoted"] is not None else match["bare"]
        found.append(_Piece(start, text, match["name"] or "", bool(match["sign"]), match["quoted"] is not None))
    return found


def _is(piece: _Piece, word: str) -> bool:
    return piece.text == word and not (piece.quoted or piece.name or piece.negative)


def _is_mark(piece: _Piece) -> bool:
    """A dash or an ampersand on its own, as headlines have them: it asks for nothing."""
    return not (piece.quoted or piece.name or bigrams.phrase(piece.text))


def _join(query: str, piece: _Piece, clauses: list[Clause], joining: int | None) -> int:
    if joining is not None or not clauses or not clauses[-1].phrases or clauses[-1].negative:
        raise QueryError(query, piece.at, "OR stands between two words")
    return piece.at


def _joined(query: str, piece: _Piece, clauses: list[Clause], clause: Clause) -> list[Clause]:
    if not clause.phrases or clause.negative:
        raise QueryError(query, piece.at, "OR stands between two words")
    last = clauses[-1]
    return [*clauses[:-1], Clause(last.phrases + clause.phrases, last.words + clause.words)]


def _clause(query: str, piece: _Piece) -> Clause:
    if piece.name in FILTERS:
        return _filter(query, piece)
    if near := difflib.get_close_matches(piece.name, FILTERS, n=1) if piece.name else []:
        raise QueryError(
            query, piece.at, "there is no filter {name}:, did you mean {near}:", name=piece.name, near=near[0]
        )
    words = f"{piece.name}:{piece.text}" if piece.name else piece.text
    phrase = bigrams.phrase(words)
    if not phrase:
        raise QueryError(query, piece.at, "a word of letters or digits is missing")
    return Clause((phrase,), (words,), negative=piece.negative)


def _filter(query: str, piece: _Piece) -> Clause:
    start = query.index(":", piece.at) + 1
    value = piece.text.strip()
    if not value:
        raise QueryError(query, start, "{name}: needs a value", name=piece.name)
    if piece.name in ("before", "after"):
        value = _day(query, start, value)
    if piece.name in _CHOICES and value not in _CHOICES[piece.name]:
        known = ", ".join(_CHOICES[piece.name])
        raise QueryError(query, start, "{name}: is one of {known}", name=piece.name, known=known)
    if piece.name == "author":
        phrase = bigrams.phrase(value)
        if not phrase:
            raise QueryError(query, start, "a name of letters is missing")
        return Clause((f"byline : {phrase}",), (), negative=piece.negative)
    return Clause((), (), piece.name, value, piece.negative)


def _day(query: str, at: int, value: str) -> str:
    """The first day of a year, a month, or that day."""
    year, month, day = match.groups() if (match := _DAY.fullmatch(value)) else ("0", "", "")
    try:
        return date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError:
        raise QueryError(query, at, "{value} is no day; write 2024, 2024-08 or 2024-08-21", value=value) from None
