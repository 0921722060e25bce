"""The tables `sketches` and `text_links`: which older texts a new one was taken from, wholly or in part.

Only the first text of a group of copies has a sketch. Were each copy to have one, the most reprinted news would fill
its hashes up to the point where they count as boilerplate, and not be found any more.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from newsarchive.archive import bigrams, likeness, sketches
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

_ASK = f"SELECT hash, text_id FROM sketches WHERE hash IN ({', '.join('?' * sketches.ASKED)})"
_LINK = "INSERT INTO text_links (text_id, of_text_id, kind, cover, of_cover) VALUES (?, ?, ?, ?, ?)"


def link(db: sqlite3.Connection, text: int, words: str, segmented: str) -> int | None:
    """Link a new text to the older ones that it is like; return the one that it is a copy of."""
    found = sketches.tokens(segmented)
    hashes = sketches.sketch(found)
    if not hashes:
        return None
    candidates, crowded = _candidates(db, hashes)
    likest = _likest(db, text, fold(words), found, candidates) if candidates else None
    if likest is None:
        own = [(shingle, text) for shingle in hashes[: sketches.STORED] if shingle not in crowded]
        db.executemany("INSERT INTO sketches (hash, text_id) VALUES (?, ?)", own)
    return likest


def _likest(
    db: sqlite3.Connection, text: int, folded: str, found: Sequence[str], candidates: Sequence[int]
) -> int | None:
    """Compare a text with its candidates, write down what it is to each, and return what it is most a copy of."""
    likest, best = None, 0.0
    for other in candidates:
        (words,) = db.execute("SELECT text FROM texts WHERE id = ?", [other]).fetchone()
        if not likeness.glance(folded, fold(words)):
            continue
        like = likeness.compare(found, sketches.tokens(bigrams.segment(words)))
        if like:
            _write(db, text, other, like)
        if like and like.kind == "copy" and like.cover + like.of_cover > best:
            likest, best = other, like.cover + like.of_cover
        if best >= 2 * _ENOUGH:
            break
    return likest


def _candidates(db: sqlite3.Connection, hashes: Sequence[int]) -> tuple[list[int], set[int]]:
    """The texts to compare with, and the hashes that are boilerplate."""
    padded = [*hashes, *[hashes[0]] * (sketches.ASKED - len(hashes))]
    rows = db.execute(_ASK, padded).fetchall()
    crowded = {shingle for shingle, many in Counter(shingle for shingle, _ in rows).items() if many >= _CROWD}
    shared = Counter(text for shingle, text in rows if shingle not in crowded).most_common(_COMPARED)
    many = [text for text, times in shared if times > 1]
    return many + [text for text, times in shared if times == 1][:_QUOTING], crowded


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
        hashes = sketches.sketch(sketches.tokens(bigrams.segment(words)))[: sketches.STORED]
        own = [(shingle, heirs[0]) for shingle in hashes]
        db.executemany("INSERT OR IGNORE INTO sketches (hash, text_id) VALUES (?, ?)", own)
