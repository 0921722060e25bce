"""Two archives become one, and it is as if one had seen what both saw."""

import random
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive import Archive, merging
from newsarchive.errors import Locked, NotAnArchive
from newsarchive.model import Article, Attribution, Image, Link, Visit

SITE = "https://news.example"
DAY = datetime(2024, 8, 21, 12, tzinfo=UTC)
STORY = "人工智能领域,要以创新应用为重点,开发一批新产品。" * 20


def saw(path, number, day, *, title="A title", text="", body=b"", **fields):
    """An archive sees an article's page on a day."""
    url, at = f"{SITE}/{number}", DAY + timedelta(days=day)
    with Archive(path) as archive:
        crawl = archive.begin(f"{path.parent.name} {day}")
        archive.offer([Link(url, "example", title=title)], crawl)
        visit = archive.keep(Visit(url, at, crawl, status=200, body=body or f"<p>{title}{text}{number}".encode()))
        words = text or f"第{number}条新闻说的是一件事。" * 20
        receipt = archive.add(Article(url, "example", title, words, fetched_at=at, **fields), visit=visit)
        archive.finish(crawl, "finished", {})
    return receipt


def merge(path, other, **options):
    with Archive(path) as archive:
        return archive.upkeep.merge(other, **options)


def history(path, number):
    with Archive(path, readonly=True) as archive:
        return [(state.title, state.seen_at[:10], state.cause) for state in archive.revisions(f"{SITE}/{number}")]


def sound(path):
    with Archive(path) as archive:
        assert [check for check in archive.health() if not check.good] == []
        assert list(archive.upkeep.verify()) == []


@pytest.fixture
def ours(tmp_path):
    return tmp_path / "ours" / "archive.db"


@pytest.fixture
def theirs(tmp_path):
    return tmp_path / "theirs" / "archive.db"


def test_what_was_not_here_comes_with_its_pages_and_its_chain(ours, theirs):
    said = Attribution("reprint", "东方财富网", evidence="来源:东方财富网")
    saw(ours, 1, 0)
    saw(
        theirs,
        2,
        0,
        attribution=said,
        html="<h2>x</h2>",
        images=(Image(f"{SITE}/i.jpg", "x"),),
        aliases=("https://m.news.example/2",),
    )
    saw(theirs, 2, 1, title="Edited", attribution=said)
    told = merge(ours, theirs)
    assert (told.articles, told.revisions, told.known, told.woven, told.visits, told.files) == (1, 2, 0, 0, 2, 2)
    with Archive(ours, readonly=True) as here, Archive(theirs, readonly=True) as there:
        ours_, theirs_ = here.get("https://m.news.example/2"), there.get(f"{SITE}/2")
        assert (ours_.title, ours_.attribution, ours_.aliases) == (theirs_.title, theirs_.attribution, theirs_.aliases)
        assert here.page(ours_.raw).body == there.page(theirs_.raw).body
        assert [source.name for source in here.sources()] == ["东方财富网"]
        assert len(here.crawls()) == 3
        assert [hit.url for hit in here.search("edited")] == [f"{SITE}/2"]
    chains = (
        "SELECT number, chain FROM revisions JOIN articles ON articles.id = article_id JOIN urls ON urls.id = url_id"
    )
    rows = [
        sqlite3.connect(path).execute(f"{chains} WHERE url = ? ORDER BY 1", [f"{SITE}/2"]).fetchall()
        for path in (ours, theirs)
    ]
    assert rows[0] == rows[1]
    sound(ours)


def test_a_second_merge_adds_nothing_and_a_later_one_what_came_since(ours, theirs):
    for number in range(5):
        saw(ours if number < 2 else theirs, number, 0)
        saw(theirs, number, 1, title=f"Edited {number}")
    merge(ours, theirs)
    before = everything(ours)
    assert merge(ours, theirs) == merging.Merged(0, 0, 5, 0, 0, 0, 0, 0)
    assert everything(ours) == before
    saw(theirs, 9, 2)
    assert merge(ours, theirs).articles == 1
    sound(ours)


def everything(path):
    plain = sqlite3.connect(path)
    named = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_search%'"
    tables = [name for (name,) in plain.execute(named) if not name.startswith("sqlite")]
    found = {table: plain.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    plain.close()
    return found, {file.name: file.read_bytes() for file in (path.parent / "warc").iterdir()}


def test_the_other_one_stays_as_it_is(ours, theirs):
    saw(ours, 1, 0)
    saw(theirs, 2, 0)
    before = theirs.read_bytes()
    merge(ours, theirs)
    assert theirs.read_bytes() == before


def test_texts_and_stories_meet(ours, theirs):
    saw(ours, 1, 0, text=STORY)
    saw(theirs, 2, 1, text=STORY)
    saw(theirs, 3, 1, text=STORY.replace("重点", "要点", 3))
    saw(theirs, 4, 1, text="另一件事。" * 40)
    merge(ours, theirs)
    with Archive(ours, readonly=True) as archive:
        assert [row["copy_of"] for row in archive.rows()] == [None, 1, 1, None]
        assert archive.stats().rows["texts"] == 3
    sound(ours)


def test_what_was_taken_back_is_three_states_whoever_saw_which(ours, theirs):
    saw(theirs, 1, 0, title="A")
    saw(theirs, 1, 1, title="B")
    saw(ours, 1, 2, title="A")
    merge(ours, theirs)
    states = [("A", "2024-08-21", "first"), ("B", "2024-08-22", "publisher"), ("A", "2024-08-23", "publisher")]
    assert history(ours, 1) == states
    assert merge(ours, theirs).revisions == 0
    assert history(ours, 1) == states
    sound(ours)


def test_states_are_woven_in_before_one_whose_text_is_linked_already(ours, theirs):
    other = STORY.replace("重点", "要点", 3)
    saw(ours, 1, 0, text=STORY)
    saw(ours, 2, 1, text="另一件事。" * 40)
    saw(ours, 2, 4, text=other)
    saw(ours, 3, 5, text="第三件事情的经过。" * 30)
    saw(theirs, 2, 2, text="第四件事情的经过。" * 30)
    saw(theirs, 3, 2, text="第五件事情的经过。" * 30)
    before = told(ours)
    assert merge(ours, theirs).woven == 2
    assert told(ours) == before
    sound(ours)


def told(path):
    """What texts are to each other, and who tells which story."""
    plain = sqlite3.connect(path)
    links = plain.execute("SELECT * FROM text_links ORDER BY 1, 2").fetchall()
    stories = plain.execute("SELECT id, story_id, copy_of FROM articles ORDER BY id").fetchall()
    plain.close()
    return links, stories


@pytest.mark.parametrize("seed", [0, 1, 5, 22])
def test_what_two_saw_by_turns_is_what_one_would_have_seen(ours, theirs, tmp_path, seed):
    """Sights of a few articles, edited and reprinted, each by one of two archives; a third one sees them all."""
    dice, alone = random.Random(seed), tmp_path / "alone" / "archive.db"
    texts = [STORY, STORY.replace("重点", "要点", 3), STORY + "完。", "另一件事。" * 40, "第三件事情的经过。" * 30]
    for day in range(14):
        number, edit = dice.randrange(5), day // 4
        title, text = f"Title {'ABCD'[edit]}", texts[(number + edit) % len(texts)]
        said = Attribution("reprint", "新华社", evidence="来源:新华社") if edit % 2 else Attribution()
        for path in (dice.choice([ours, theirs]), alone):
            saw(path, number, day, title=title, text=text, attribution=said)
    merge(ours, theirs)
    assert stated(ours) == stated(alone)
    sound(ours)


def stated(path):
    """What an archive says of its articles and their texts, but for numbers of rows."""
    with Archive(path, readonly=True) as archive:
        names = {row["id"]: row["url"] for row in archive.rows()}
        articles = [
            (row["url"], row["title"], row["text"], row["source"], row["first_seen"], row["last_seen"])
            for row in archive.rows()
        ]
        histories = {
            url: [(one.title, one.cause, one.edits) for one in archive.revisions(url)] for url in names.values()
        }
        found = {
            words: sorted(hit.url for hit in archive.search(words)) for words in ("人工智能", "另一件事", "A", "B")
        }
        return sorted(articles), histories, found, archive.stats().rows["texts"], archive.stats().rows["visits"]


def test_later_states_continue_a_history(ours, theirs):
    saw(ours, 1, 0, title="A")
    saw(theirs, 1, 1, title="A")
    saw(theirs, 1, 2, title="B")
    told = merge(ours, theirs)
    assert (told.known, told.revisions, told.woven) == (1, 1, 0)
    assert history(ours, 1) == [("A", "2024-08-21", "first"), ("B", "2024-08-23", "publisher")]
    sound(ours)


def test_what_was_first_elsewhere_is_an_edit_here(ours, theirs):
    saw(ours, 1, 0, title="A")
    saw(theirs, 1, 2, title="B")
    merge(ours, theirs)
    assert history(ours, 1) == [("A", "2024-08-21", "first"), ("B", "2024-08-23", "publisher")]
    sound(ours)


def test_states_between_and_before_ours_are_woven_in(ours, theirs):
    saw(theirs, 1, -9, title="Old")
    saw(ours, 1, 0, title="A")
    saw(theirs, 1, 1, title="B")
    saw(ours, 1, 2, title="C")
    with sqlite3.connect(ours) as plain:
        (end,) = plain.execute("SELECT lower(hex(chain)) FROM revisions WHERE number = 2").fetchone()
    told = merge(ours, theirs)
    assert (told.revisions, told.woven) == (2, 1)
    assert history(ours, 1) == [
        ("Old", "2024-08-12", "first"), ("A", "2024-08-21", "publisher"), ("B", "2024-08-22", "publisher"),
        ("C", "2024-08-23", "publisher"),
    ]  # fmt: skip
    with Archive(ours, readonly=True) as archive:
        row = next(archive.rows())
        assert (row["title"], row["first_seen"][:10], row["revisions"]) == ("C", "2024-08-12", 4)
        assert [hit.title for hit in archive.search("C")] == ["C"]
        assert archive.search("Old") == []
    with sqlite3.connect(ours) as plain:
        (woven,) = plain.execute("SELECT details ->> '$.woven' FROM merges").fetchone()
    assert end in woven
    assert merge(ours, theirs).revisions == 0
    sound(ours)


def test_the_same_archive_copied_brings_nothing(ours, theirs):
    saw(ours, 1, 0)
    shutil.copytree(ours.parent, theirs.parent)
    assert merge(ours, theirs) == merging.Merged(0, 0, 1, 0, 0, 0, 0, 0)


def test_an_archive_and_what_it_grew_to_bring_only_what_is_new(ours, theirs):
    saw(ours, 1, 0)
    shutil.copytree(ours.parent, theirs.parent)
    saw(theirs, 2, 1)
    told = merge(ours, theirs)
    assert (told.articles, told.visits, told.files) == (1, 1, 1)
    sound(ours)


def test_an_alias_here_is_the_article_that_it_is_an_alias_of(ours, theirs):
    saw(ours, 1, 0, aliases=(f"{SITE}/2",))
    saw(theirs, 2, 1, title="A title")
    told = merge(ours, theirs)
    assert (told.articles, told.known) == (0, 1)
    sound(ours)


def test_what_is_redacted_here_does_not_come_back(ours, theirs):
    saw(ours, 1, 0, title="Quimbleby", text="Xylophonia " * 60)
    shutil.copytree(ours.parent, theirs.parent)
    saw(theirs, 2, 1)
    with Archive(ours) as archive:
        archive.upkeep.redact(f"{SITE}/1", "a court said so")
    told = merge(ours, theirs)
    assert (told.articles, told.refused) == (1, (f"{SITE}/1",))
    assert merge(ours, theirs).files == 0
    sound(ours)
    for file in ours.parent.rglob("*"):
        if file.is_file():
            assert b"Quimbleby" not in file.read_bytes()
    with Archive(ours, readonly=True) as archive:
        assert archive.get(1).title == "[redacted]"
        with pytest.raises(KeyError):
            archive.page(1)


def test_what_is_redacted_there_is_never_asked_for_here(ours, theirs):
    saw(theirs, 1, 0)
    saw(ours, 2, 0)
    with Archive(theirs) as archive:
        archive.upkeep.redact(f"{SITE}/1", "a court said so")
    assert merge(ours, theirs).refused == (f"{SITE}/1",)
    with Archive(ours) as archive:
        assert archive.known(f"{SITE}/1").reason == "redacted"
        assert archive.get(f"{SITE}/1") is None
    sound(ours)


def test_pictures_come_with_the_revisions_that_show_them(ours, theirs):
    saw(ours, 1, 1)
    saw(theirs, 1, 2)
    saw(theirs, 2, 0)
    with Archive(theirs) as archive:
        for number in (1, 2):
            came = archive.keep(Visit(f"{SITE}/{number}.jpg", DAY, status=200, body=b"%d" % number * 99))
            archive.media.add(number, 1, "image", f"caption {number}", came)
    merge(ours, theirs)
    before = everything(ours)
    merge(ours, theirs)
    assert everything(ours) == before
    with Archive(ours, readonly=True) as archive:
        for number in (1, 2):
            (shown,) = archive.media.shown(number, 1)
            assert (shown.caption, archive.page(shown.raw).body) == (f"caption {number}", b"%d" % number * 99)
    sound(ours)


def test_a_dry_run_says_how_much_and_changes_nothing(ours, theirs):
    saw(ours, 1, 0)
    saw(theirs, 1, 1)
    saw(theirs, 2, 1)
    before = everything(ours)
    told = merge(ours, theirs, dry_run=True)
    assert (told.articles, told.known, told.visits, told.files) == (1, 1, 2, 2)
    assert everything(ours) == before


def test_a_merge_that_is_interrupted_is_gone_on_with(ours, theirs):
    for number in range(5):
        saw(theirs, number, 0)
    saw(ours, 9, 0)

    def stop(part, done, total):
        if part == "articles":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        merge(ours, theirs, tell=stop)
    sound(ours)
    assert merge(ours, theirs).articles == 5
    sound(ours)


def test_an_archive_that_is_being_crawled_is_not_merged(ours, theirs):
    saw(ours, 1, 0)
    with Archive(theirs) as archive:
        archive.begin("example")
        with pytest.raises(Locked, match="runs in it"):
            merge(ours, theirs)


def test_an_archive_is_not_joined_into_itself(ours):
    saw(ours, 1, 0)
    with pytest.raises(NotAnArchive, match="this is the archive"):
        merge(ours, ours)


def test_files_of_one_name_that_are_not_one_file_are_both_kept(ours, theirs, monkeypatch):
    for path in (ours, theirs):
        saw(path, 1 if path == ours else 2, 0)
    (file,), (other,) = ((path.parent / "warc").iterdir() for path in (ours, theirs))
    other.rename(other.with_name(file.name))
    with sqlite3.connect(theirs) as plain:
        plain.execute("UPDATE warc_files SET path = ?", [f"warc/{file.name}"])
    merge(ours, theirs)
    assert len(list((ours.parent / "warc").iterdir())) == 2
    sound(ours)
