"""The tables `publishers`, `sources` and `source_names`: who publishes, and who is credited in which spelling."""

from __future__ import annotations

import sqlite3

from newsarchive import publishers, text
from newsarchive.archive.folding import fold
from newsarchive.model import Attribution, Publisher

_FORGET = """
DELETE FROM sources WHERE id = ?1
  AND NOT EXISTS (SELECT 1 FROM articles WHERE source_id = ?1)
  AND NOT EXISTS (SELECT 1 FROM revisions WHERE source_id = ?1)"""


def publisher(db: sqlite3.Connection, slug: str, url: str) -> int:
    """The row of the publisher of that slug; "" is the one whose page `url` is."""
    slug = slug or publishers.of(url).slug
    row = db.execute("SELECT id FROM publishers WHERE slug = ?", [slug]).fetchone()
    return int(row[0]) if row else _new_publisher(db, publishers.all_known().get(slug) or Publisher(slug, slug))


def source(db: sqlite3.Connection, said: Attribution) -> int | None:
    """The row of the source that `said` names, in whatever spelling; None if it names none."""
    name = said.name.strip()
    if not name:
        return None
    row = db.execute("SELECT source_id FROM source_names WHERE name = ?", [name]).fetchone()
    return int(row[0]) if row else _new_spelling(db, name, said)


def name_key(name: str) -> str:
    """What the spellings of one name have in common.

    >>> name_key("《東方財富網》") == name_key("东方财富网")
    True
    """
    return text.plain(fold(name)) or name


def _new_spelling(db: sqlite3.Connection, name: str, said: Attribution) -> int:
    """Give `name` to the source that has it in other marks, to its outlet, to its publisher, or to a new one."""
    key, who = name_key(name), publisher(db, said.publisher, "") if said.publisher else None
    canonical = said.outlet or name
    row = (
        db.execute("SELECT source_id FROM source_names WHERE name_key = ?", [key]).fetchone()
        or db.execute("SELECT source_id FROM source_names WHERE name = ?", [canonical]).fetchone()
        or db.execute("SELECT id FROM sources WHERE name = ?", [canonical]).fetchone()
        or (who and db.execute("SELECT id FROM sources WHERE publisher_id = ?", [who]).fetchone())
    )
    found = (
        int(row[0]) if row else _insert(db, "INSERT INTO sources (name, publisher_id) VALUES (?, ?)", canonical, who)
    )
    db.execute("INSERT INTO source_names (name, name_key, source_id) VALUES (?, ?, ?)", [name, key, found])
    return found


def _new_publisher(db: sqlite3.Connection, who: Publisher) -> int:
    sql = "INSERT INTO publishers (slug, name, home, language, country) VALUES (?, ?, ?, ?, ?)"
    return _insert(db, sql, who.slug, who.name, who.home, who.language, who.country)


def _insert(db: sqlite3.Connection, sql: str, *values: object) -> int:
    return int(db.execute(sql, values).lastrowid or 0)


def forget(db: sqlite3.Connection, name: str) -> None:
    """Forget a spelling by which nobody is credited any more, and the source that was never called otherwise."""
    row = db.execute("SELECT source_id FROM source_names WHERE name = ?", [name]).fetchone()
    if row is None or db.execute("SELECT 1 FROM revisions WHERE source_name = ? LIMIT 1", [name]).fetchone():
        return
    db.execute("DELETE FROM source_names WHERE name = ?", [name])
    other = db.execute("SELECT name FROM source_names WHERE source_id = ? ORDER BY name", row).fetchone()
    if other:
        db.execute("UPDATE sources SET name = ? WHERE id = ? AND name = ?", [other[0], row[0], name])
    else:
        db.execute(_FORGET, row)
