"""The tables `sketches` and `text_links`: which older texts a new one was taken from, wholly or in part.

Only the first text of a group of copies has a sketch. Were each copy to have one, the most reprinted news would fill
its hashes up to the point where they count as boilerplate, and not be found any more.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from newsarchive.archive import bigrams, likeness, sketches
from newsarchive.archive.answers import Tell
from newsarchive.archive.folding import fold
from newsarchive.archive.likeness import Likeness

#: A hash that so many texts have is boilerplate: it tells nothing, and is stored no more.
_CROWD = 64
#: How many texts are compared with a new one, those first that share most of its sketch.
_COMPARED = 20
#: Of the texts that share a single hash, most only quote the same sentence: so many are compared.
_QUOTING = 4
#: A copy that is so alike ends the search for a better one.
_ENOUGH = 0.9

#: Texts between two words on how far it is.
_SOME = 500

_ASK = f"SELECT hash, text_id FROM sketches WHERE hash IN ({', '.join('?' * sketches.ASKED)})"
_LINK = (
    "INSERT INTO text_links (text_id, of_text_id, kind, cover, of_cover) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


def link(db: sqlite3.Connection, text: int, words: str, own: Collection[int] = ()) -> int | None:
    """Link a text to the older ones that it is like; return the one that it is a copy of.

    One that was linked before, and whose article's history is written anew, stays as it is.
    `own` are texts that its article had before. What it is to them is written down, but they are no answer.
    """
    folded = fold(words)
    hashes = sketches.sketch(folded)
    if not hashes:
        return None
    candidates, crowded = _candidates(db, hashes)
    older = sorted((other for other in candidates if other < text), key=own.__contains__)
    copies = _copies(db, text, words, folded, older) if older else []
    if not copies:
        _store(db, text, (shingle for shingle in hashes if shingle not in crowded))
    others = [(cover, other) for cover, other in copies if other not in own]
    return max(others)[1] if others else None


def _copies(
    db: sqlite3.Connection, text: int, words: str, folded: str, candidates: Sequence[int]
) -> list[tuple[float, int]]:
    """Compare a text with its candidates, write down what it is to each, and return those that it is a copy of."""
    copies, tokens = list[tuple[float, int]](), list[str]()
    for other in candidates:
        (theirs,) = db.execute("SELECT text FROM texts WHERE id = ?", [other]).fetchone()
        if not likeness.glance(folded, fold(theirs)):
            continue
        tokens = tokens or bigrams.segment(words).split()
        if like := likeness.compare(tokens, bigrams.segment(theirs).split()):
            _write(db, text, other, like)
        if like and like.kind == "copy":
            copies.append((like.cover + like.of_cover, other))
        if copies and copies[-1][0] >= 2 * _ENOUGH:
            break
    return copies


def _store(db: sqlite3.Connection, text: int, hashes: Iterable[int]) -> None:
    some = [(shingle, text) for shingle in islice(hashes, sketches.STORED)]
    db.executemany("INSERT OR IGNORE INTO sketches (hash, text_id) VALUES (?, ?)", some)


def _candidates(db: sqlite3.Connection, hashes: Sequence[int]) -> tuple[list[int], set[int]]:
    """The texts to compare with, and the hashes that are boilerplate."""
    padded = [*hashes, *[hashes[0]] * (sketches.ASKED - len(hashes))]
    rows = db.execute(_ASK, padded).fetchall()
    if not rows:
        return [], set()
    crowded = _crowded(rows) if len(rows) >= _CROWD else set()
    shared = Counter(text for shingle, text in rows if shingle not in crowded).most_common(_COMPARED)
    many = [text for text, times in shared if times > 1]
    return many + [text for text, times in shared if times == 1][:_QUOTING], crowded


def _crowded(rows: Sequence[tuple[int, int]]) -> set[int]:
    return {shingle for shingle, many in Counter(shingle for shingle, _ in rows).items() if many >= _CROWD}


def _write(db: sqlite3.Connection, text: int, other: int, like: Likeness) -> None:
    db.execute(_LINK, (text, other, like.kind, like.cover, like.of_cover))


def forget(db: sqlite3.Connection, text: int) -> None:
    """Forget what a text is to others. What it was found by is found by the oldest of its copies from now on."""
    copies = "SELECT text_id FROM text_links WHERE of_text_id = ? AND kind = 'copy' ORDER BY text_id"
    heirs = [heir for (heir,) in db.execute(copies, [text])]
    db.execute("DELETE FROM text_links WHERE text_id = ?1 OR of_text_id = ?1", [text])
    led = db.execute("DELETE FROM sketches WHERE text_id = ?", [text]).rowcount
    if led and heirs:
        (words,) = db.execute("SELECT text FROM texts WHERE id = ?", [heirs[0]]).fetchone()
        _store(db, heirs[0], sketches.sketch(fold(words)))


def refill(db: sqlite3.Connection, tell: Tell) -> bool:
    """Make every sketch anew if another version made them; was that so?"""
    if db.execute("SELECT value FROM meta WHERE key = 'sketch_version'").fetchone() == (sketches.VERSION,):
        return False
    leading = [text for (text,) in db.execute("SELECT DISTINCT text_id FROM sketches ORDER BY text_id")]
    db.execute("DELETE FROM sketches")
    for done, text in enumerate(leading):
        if done % _SOME == 0:
            tell("near copies", done, len(leading))
        (words,) = db.execute("SELECT text FROM texts WHERE id = ?", [text]).fetchone()
        hashes = sketches.sketch(fold(words))
        crowded = _candidates(db, hashes)[1] if hashes else set()
        _store(db, text, (shingle for shingle in hashes if shingle not in crowded))
    db.execute("UPDATE meta SET value = ? WHERE key = 'sketch_version'", [sketches.VERSION])
    return True
