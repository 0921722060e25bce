"""The tables `articles`, `revisions`, `texts` and `stories`: what was said, each state of it, each text once."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Literal

from newsarchive import urls
from newsarchive.archive import credits, facets, frontier, index, kin, revisions, stories, times
from newsarchive.archive.revisions import Cause, State
from newsarchive.model import Article, Raw, Receipt

_CURRENT = f"""
SELECT number, {", ".join(revisions.CONTENT)} FROM revisions
WHERE article_id = ? AND number = (SELECT revision FROM articles WHERE id = ?)"""

_INSERT = """
INSERT INTO articles
  (id, url_id, publisher_id, story_id, copy_of, revision, title, language, source_id, published_at, dated,
   first_seen, last_seen)
VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', ?), ?), ?, ?)"""

#: The number of the next article, and of the next story.
_NEXT = """
SELECT (SELECT coalesce(max(id), 0) + 1 FROM articles), (SELECT coalesce(max(id), 0) + 1 FROM stories)"""

_REVISE = """
UPDATE articles SET
  revision = ?, title = ?, language = ?, source_id = ?, published_at = ?, copy_of = ?, story_id = ?,
  dated = coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', ?), first_seen), last_seen = max(last_seen, ?)
WHERE id = ?"""


def find(db: sqlite3.Connection, url_id: int) -> int | None:
    """The article of a row of `urls`."""
    row = db.execute("SELECT id FROM articles WHERE url_id = ?", [url_id]).fetchone()
    return int(row[0]) if row else None


def add(db: sqlite3.Connection, article: Article, url_id: int, visit: int | None, seen: str) -> Receipt:
    """Store the first revision of an article that is not there yet; `findable` makes it so."""
    return _begin(db, article, *_state(db, article), url_id, visit, seen, "")


def findable(db: sqlite3.Connection, number: int, article: Article) -> None:
    """Let searches find a new article. Best done last: what changes afterwards makes FTS5 write in two goes."""
    (publisher,) = db.execute("SELECT publisher_id FROM articles WHERE id = ?", [number]).fetchone()
    said, published = article.attribution, times.stated(article.published_at)
    stated = (said.name, said.kind, article.language, article.section, article.completeness, published)
    people = index.byline(article.authors, article.editors)
    index.insert(db, number, index.words(article.title, article.text, people, facets.terms(publisher, *stated)))


def begin(
    db: sqlite3.Connection, article: Article, state: State, fresh: bool, url_id: int, visit: int | None, seen: str,
    extractor: str = "",
) -> Receipt:  # fmt: skip
    """Store the first revision of an article, `state`, whose text is `fresh` where nobody had it before."""
    receipt = _begin(db, article, state, fresh, url_id, visit, seen, extractor)
    findable(db, receipt.article_id, article)
    return receipt


def _begin(
    db: sqlite3.Connection, article: Article, state: State, fresh: bool, url_id: int, visit: int | None, seen: str,
    extractor: str,
) -> Receipt:  # fmt: skip
    number, following = db.execute(_NEXT).fetchone()
    alike = kin.link(db, state.text_id, article.text) if fresh else state.text_id
    told = None if alike is None else stories.of_text(db, alike, number)
    story = told or following
    copy_of = told and stories.first(db, told)
    publisher = credits.publisher(db, article.publisher, article.url)
    published = state.published_at
    what = (article.title, article.language, state.source_id)
    when = (published, published, seen, seen, seen)
    db.execute(_INSERT, (number, url_id, publisher, story, copy_of, *what, *when))
    revisions.append(db, number, 1, state, visit, seen, "first", extractor=extractor)
    if told is None:
        stories.begin(db, story, number)
    else:
        copy_of = stories.settle(db, told, number)
    return Receipt(number, "added", 1, copy_of, story)


def see(db: sqlite3.Connection, found: int, article: Article, visit: int | None, seen: str) -> Receipt:
    """Store what an article that is there says now: a new revision, or that it says the same."""
    state, _ = _state(db, article)
    number, *before = db.execute(_CURRENT, [found, found]).fetchone()
    if tuple(before) == state.content:
        return keep(db, found, seen)
    return _revise(db, found, number + 1, state, visit, seen)


def keep(db: sqlite3.Connection, found: int, seen: str) -> Receipt:
    """Write down that an article was seen as it was."""
    db.execute("UPDATE articles SET last_seen = max(last_seen, ?) WHERE id = ?", [seen, found])
    return receipt(db, found, "unchanged")


def receipt(db: sqlite3.Connection, found: int, status: Literal["added", "revised", "unchanged"]) -> Receipt:
    """What a crawl is told of an article."""
    row = db.execute("SELECT revision, copy_of, story_id FROM articles WHERE id = ?", [found]).fetchone()
    return Receipt(found, status, *row)


def restate(db: sqlite3.Connection, found: int, state: State, visit: int | None, reread: int) -> int:
    """Add the revision that a reading of kept pages gives an article, or takes back; return its number.

    Nobody looked at the page again: `last_seen` stays.
    """
    number = int(db.execute("SELECT revision FROM articles WHERE id = ?", [found]).fetchone()[0]) + 1
    index.remove(db, found, revisions.words(db, found, number - 1))
    revisions.append(db, found, number, state, visit, times.utc(times.now()), "extractor", reread)
    show(db, found, number, state, "")
    return number


def go_on(
    db: sqlite3.Connection, found: int, state: State, visit: int | None, seen: str, cause: Cause, extractor: str
) -> int:
    """Add a revision that another archive saw; return its number."""
    number = int(db.execute("SELECT revision FROM articles WHERE id = ?", [found]).fetchone()[0]) + 1
    index.remove(db, found, revisions.words(db, found, number - 1))
    revisions.append(db, found, number, state, visit, seen, cause, extractor=extractor)
    show(db, found, number, state, seen)
    return number


def _revise(db: sqlite3.Connection, found: int, number: int, state: State, visit: int | None, seen: str) -> Receipt:
    index.remove(db, found, revisions.words(db, found, number - 1))
    revisions.append(db, found, number, state, visit, seen, revisions.cause(db, found, number - 1, visit))
    show(db, found, number, state, seen)
    return receipt(db, found, "revised")


def show(db: sqlite3.Connection, found: int, number: int, state: State, seen: str) -> None:
    """Make a revision the one that its article shows, is found by, and stands in stories with."""
    said = dict(zip(revisions.CONTENT, state.content, strict=True))
    left, copy_of, story = _place_in_stories(db, found, _alike(db, found, state.text_id))
    published = said["published_at"]
    what = (number, said["title"], said["language"], state.source_id, published, copy_of, story)
    db.execute(_REVISE, (*what, published, seen, found))
    if story != left:
        stories.leave(db, left)
    stories.review(db, story)
    index.insert(db, found, revisions.words(db, found, number))


def state_of(db: sqlite3.Connection, article: Article) -> State:
    """What an article states, as a row of `revisions`; its text and its source are stored where they are new."""
    return _state(db, article)[0]


def _state(db: sqlite3.Connection, article: Article) -> tuple[State, bool]:
    """What an article states, as a row; and is its text a new one?"""
    if not article.title or not article.text:
        raise ValueError(f"an article without a {'text' if article.title else 'title'}: {article.url}")
    row, fresh = text(db, article.text)
    return revisions.state(article, row, credits.source(db, article.attribution)), fresh


def text(db: sqlite3.Connection, words: str) -> tuple[int, bool]:
    """The row of a text, and whether it had to be made: nobody said it before."""
    digest = hashlib.sha256(words.encode()).digest()
    made = db.execute("INSERT INTO texts (sha256, text) VALUES (?, ?) ON CONFLICT (sha256) DO NOTHING", [digest, words])
    if made.rowcount:
        return int(made.lastrowid or 0), True
    return int(db.execute("SELECT id FROM texts WHERE sha256 = ?", [digest]).fetchone()[0]), False


def _alike(db: sqlite3.Connection, article: int, text: int) -> int | None:
    """What the text of a revision is a copy of, that was written down already; itself, if others had it before."""
    if db.execute("SELECT count(*) FROM revisions WHERE text_id = ?", [text]).fetchone()[0] > 1:
        return text
    own = {row for (row,) in db.execute("SELECT text_id FROM revisions WHERE article_id = ?", [article])}
    (words,) = db.execute("SELECT text FROM texts WHERE id = ?", [text]).fetchone()
    return kin.link(db, text, words, own - {text})


def _place_in_stories(db: sqlite3.Connection, article: int, text: int | None) -> tuple[int, int | None, int]:
    """The story that an article was in, what it copies now that its text changed, and the story that it is in now.

    It moves only where it was alone: what others took from it stays its own. `text` is what its text is a copy of.
    """
    copy_of, story = db.execute("SELECT copy_of, story_id FROM articles WHERE id = ?", [article]).fetchone()
    told = None if text is None else stories.of_text(db, text, article)
    if told is None or told == story:
        return story, copy_of, story
    alone = db.execute("SELECT count(*) FROM articles WHERE story_id = ?", [story]).fetchone()[0] == 1
    return (story, stories.first(db, told), told) if alone else (story, copy_of, story)


def resembles(db: sqlite3.Connection, found: int, article: Article) -> bool:
    """Does `article` share its headline or its text with the article `found`?"""
    title, text = db.execute(
        "SELECT articles.title, texts.text FROM articles"
        " JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision"
        " JOIN texts ON texts.id = revisions.text_id WHERE articles.id = ?",
        [found],
    ).fetchone()
    return bool(title == article.title or text == article.text)


def came_from(db: sqlite3.Connection, found: int, url_id: int) -> bool:
    """Was the current revision of an article brought by a visit to the URL `url_id`?"""
    row = db.execute(
        "SELECT visits.url_id FROM articles"
        " JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision"
        " JOIN visits ON visits.id = revisions.visit_id WHERE articles.id = ?",
        [found],
    ).fetchone()
    return row is not None and row[0] == url_id


def named(db: sqlite3.Connection, name: str | int) -> tuple[int, int] | None:
    """The article of an id, a URL or an alias, with the number of its current revision."""
    if isinstance(name, int):
        found = db.execute("SELECT id, revision FROM articles WHERE id = ?", [name]).fetchone()
    else:
        row = frontier.find(db, urls.canonical(name))
        at = None if row is None else frontier.root(db, row)
        found = db.execute("SELECT id, revision FROM articles WHERE url_id = ?", [at]).fetchone()
    return (found[0], found[1]) if found else None


def url(db: sqlite3.Connection, article: int) -> str:
    """The URL of an article."""
    sql = "SELECT url FROM urls WHERE id = (SELECT url_id FROM articles WHERE id = ?)"
    return str(db.execute(sql, [article]).fetchone()[0])


def raw(db: sqlite3.Connection, name: str | int) -> Raw:
    """Where the page is kept that the current revision of an article was read from. Raises KeyError."""
    found = named(db, name)
    article = revisions.read(db, *found) if found else None
    if article is None or article.raw is None:
        raise KeyError(f"no page is kept of {name!r}")
    return article.raw
