from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsarchive.model import Article, Attribution, Image, Receipt, Visit

CHINA = timezone(timedelta(hours=8))


def test_an_article_is_added_without_crawl_or_visit(archive, article):
    assert archive.add(article()) == Receipt(1, "added", 1, None, 1)
    assert next(archive.rows())["title"] == "湖南:先进制造业"


def test_what_is_stored_comes_back_as_it_was(archive):
    stated = Article(
        url="https://news.example/1.html",
        publisher="example",
        title="A title",
        text="One.\nTwo.",
        html="<p>One.</p><table><tr><td>Two.</td></tr></table>",
        authors=("李明", "Jane Roe"),
        editors=("王芳",),
        published_at=datetime(2024, 8, 21, 9, 30, tzinfo=CHINA),
        updated_at=datetime(2024, 8, 22, 1, 0, tzinfo=UTC),
        published_precision="minute",
        language="zh",
        section="Technology",
        tags=("5G", "AI"),
        images=(Image("https://news.example/1.jpg", "a caption"),),
        attribution=Attribution("reprint", "东方财富网", "", "https://x.example/", "文章来源:东方财富网", ("甲", "乙")),
        completeness="truncated",
        fetched_at=datetime(2024, 8, 23, tzinfo=UTC),
        origins={"title": "heading: h1"},
    )
    archive.add(stated)
    assert archive.get("https://news.example/1.html") == stated
    assert archive.get(1) == stated


def test_the_time_of_publication_keeps_the_offset_of_its_publisher(archive, article):
    archive.add(article(published_at=datetime(2024, 8, 21, 0, 0, tzinfo=CHINA), published_precision="day"))
    assert next(archive.rows())["published_at"] == "2024-08-21T00:00:00+08:00"


def test_an_article_seen_as_it_was_is_unchanged(archive, article):
    archive.add(article(tags=("5G",)))
    again = archive.add(article(tags=("AI",), fetched_at=datetime(2024, 9, 1, tzinfo=UTC)))
    assert again == Receipt(1, "unchanged", 1, None, 1)
    row = next(archive.rows())
    assert (row["first_seen"], row["last_seen"], row["revisions"]) == (
        "2024-08-21T12:00:00Z",
        "2024-09-01T00:00:00Z",
        1,
    )


def test_a_clock_that_jumps_back_moves_nothing_back(archive, article):
    archive.add(article())
    archive.add(article(fetched_at=datetime(2020, 1, 1, tzinfo=UTC)))
    assert next(archive.rows())["last_seen"] == "2024-08-21T12:00:00Z"


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Another"},
        {"text": "Another."},
        {"authors": ("Jane Roe",)},
        {"attribution": Attribution("wire", "新华社", evidence="新华社电")},
        {"published_at": datetime(2024, 8, 21, tzinfo=UTC), "published_precision": "minute"},
        {"updated_at": datetime(2024, 8, 21, tzinfo=UTC)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_change_of_what_is_said_is_a_revision(archive, article, change):
    archive.add(article())
    assert archive.add(article(**change)).status == "revised"
    first, second = archive.revisions(1)
    assert (first.number, first.cause, first.title, first.authors) == (1, "first", "湖南:先进制造业", ())
    assert (second.number, second.cause) == (2, "publisher")
    assert archive.add(article(**change)).status == "unchanged"


def test_a_revision_replaces_the_old_words_in_the_search(archive, article):
    archive.add(article(text="关于人工智能的报道"))
    archive.add(article(text="关于区块链的报道"))
    assert archive.search("人工智能") == []
    assert [hit.article_id for hit in archive.search("区块链")] == [1]


def test_a_page_may_go_back_to_what_it_said_before(archive, article):
    for text, status in (("One.", "added"), ("Two.", "revised"), ("One.", "revised")):
        assert archive.add(article(text=text)).status == status
    assert [revision.text for revision in archive.revisions(1)] == ["One.", "Two.", "One."]
    assert archive.stats().rows["texts"] == 2


def test_a_reprint_is_linked_not_dropped(archive, article):
    first = archive.add(article("https://news.example/a"))
    copy = archive.add(article("https://paper.example/b", publisher="paper", title="Another headline"))
    assert (copy.status, copy.copy_of, copy.story_id) == ("added", first.article_id, first.story_id)
    assert archive.stats().rows["texts"] == 1
    assert archive.stats().rows["articles"] == 2


def test_a_copy_of_a_copy_names_the_first(archive, article):
    receipts = [archive.add(article(f"https://{site}.example/")) for site in "abc"]
    assert [receipt.copy_of for receipt in receipts] == [None, 1, 1]


def test_an_article_that_takes_anothers_text_over_becomes_its_copy(archive, article):
    archive.add(article("https://a.example/", text="First."))
    archive.add(article("https://b.example/", text="Second."))
    receipt = archive.add(article("https://b.example/", text="First."))
    assert (receipt.status, receipt.copy_of, receipt.story_id) == ("revised", 1, 1)


def test_two_articles_that_swap_their_texts_are_no_circle(archive, article):
    archive.add(article("https://a.example/", text="First."))
    archive.add(article("https://b.example/", text="Second."))
    archive.add(article("https://a.example/", text="Second."))
    archive.add(article("https://b.example/", text="First."))
    assert {row["id"]: row["copy_of"] for row in archive.rows()} == {1: 2, 2: None}


@pytest.mark.parametrize("spelling", ["http://news.example/1.html", "https://www.news.example/1.html#top"])
def test_spellings_of_one_url_are_one_article(archive, article, spelling):
    archive.add(article("https://news.example/1.html"))
    assert archive.add(article(spelling)).status == "unchanged"
    assert archive.get(spelling) == archive.get(1)
    assert archive.stats().rows["articles"] == 1


def test_a_mobile_twin_that_the_page_names_is_an_alias(archive, article):
    archive.add(article(aliases=("https://m.news.example/1",)))
    assert archive.get("https://m.news.example/1").url == "https://news.example/1.html"
    assert archive.get(1).aliases == ("https://m.news.example/1",)
    assert archive.add(article("https://m.news.example/1")).article_id == 1


def test_an_article_does_not_become_an_alias(archive, article):
    archive.add(article("https://news.example/1.html", text="One."))
    archive.add(article("https://news.example/2.html", text="Two.", aliases=("https://news.example/1.html",)))
    assert archive.stats().rows["articles"] == 2
    assert archive.get("https://news.example/1.html").text == "One."


def test_a_mobile_page_with_other_words_is_no_edit_of_the_page_itself(archive, article, visit):
    url, mobile = "https://news.example/1.html", "https://m.news.example/1"
    archive.add(article(url), visit=visit(url))
    receipt = archive.add(article(url, text="Less of it."), visit=visit(mobile))
    assert (receipt.status, receipt.revision) == ("unchanged", 1)
    assert archive.known(mobile).alias_of == url


def test_a_page_that_was_only_ever_seen_through_its_mobile_twin_is_revised_through_it(archive, article, visit):
    url, mobile = "https://news.example/1.html", "https://m.news.example/1"
    archive.add(article(url), visit=visit(mobile))
    assert archive.add(article(url, text="More of it."), visit=visit(mobile)).status == "revised"


def test_pages_that_all_name_the_home_page_as_their_own_url_are_kept_apart(archive, article, visit):
    home = "https://news.example/"
    archive.add(article(home, title="One", text="First."), visit=visit("https://news.example/1"))
    archive.add(article(home, title="Two", text="Second."), visit=visit("https://news.example/2"))
    assert [row["title"] for row in archive.rows()] == ["One", "Two"]
    assert archive.get("https://news.example/2").text == "Second."


def test_sources_meet_in_all_their_spellings(archive, article):
    for number, name in enumerate(("东方财富网", "《东方财富网》", "東方財富網", "新华社")):
        said = Attribution("reprint", name, evidence=f"来源:{name}")
        archive.add(article(f"https://news.example/{number}", text=f"Text {number}", attribution=said))
    east, news = archive.sources()
    assert (east.name, east.articles, east.kinds) == ("东方财富网", 3, {"reprint": 3})
    assert set(east.spellings) == {"东方财富网", "《东方财富网》", "東方財富網"}
    assert (news.name, news.articles) == ("新华社", 1)
    assert archive.get(2).attribution.name == "《东方财富网》"


@pytest.mark.parametrize(
    "names", [("东方财富", "东方财富网"), ("东方财富网", "东方财富"), ("eastmoney.com", "东方财富")]
)
def test_the_names_of_one_outlet_are_one_source_under_its_own_name(archive, article, names):
    for number, name in enumerate(names):
        said = Attribution("reprint", name, outlet="东方财富网")
        archive.add(article(f"https://news.example/{number}", text=f"Text {number}", attribution=said))
    (source,) = archive.sources()
    assert (source.name, source.articles) == ("东方财富网", 2)
    assert set(source.spellings) == set(names)


def test_a_source_that_is_a_publisher_of_ours_is_one_under_any_name(archive, article):
    for number, name in enumerate(("人民网", "People's Daily Online")):
        said = Attribution("reprint", name, publisher="people")
        archive.add(article(f"https://news.example/{number}", text=f"Text {number}", attribution=said))
    (source,) = archive.sources()
    assert (source.name, source.articles, source.publisher) == ("人民网", 2, "people")


def test_an_article_without_a_publisher_takes_that_of_its_host(archive, article):
    archive.add(article("https://www.unheard-of.co.uk/1", publisher=""))
    assert next(archive.rows())["publisher"] == "unheard-of.co.uk"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "without a title"),
        ({"text": ""}, "without a text"),
        ({"published_at": datetime(2024, 8, 21)}, "without a zone"),
        ({"url": "ftp://news.example/1"}, "no http or https URL"),
    ],
    ids=["title", "text", "published_at", "url"],
)
def test_half_an_article_is_refused_and_leaves_nothing(archive, article, wrong, words):
    with pytest.raises(ValueError, match=words):
        archive.add(article(**wrong))
    assert set(archive.stats().rows.values()) == {0}


def test_the_same_bytes_read_otherwise_are_our_extractors_change(archive, article, visit, monkeypatch):
    archive.add(article(), visit=visit(body=b"same"))
    monkeypatch.setattr("newsarchive.archive.revisions._extractor", lambda: "99.0")
    archive.add(article(title="Better read"), visit=visit(body=b"same"))
    archive.add(article(title="Edited"), visit=visit(body=b"other"))
    assert [revision.cause for revision in archive.revisions(1)] == ["first", "extractor", "publisher"]


def test_rows_can_be_asked_for_by_any_column(archive, article):
    archive.add(article("https://a.example/", publisher="a", text="A."))
    archive.add(article("https://b.example/", publisher="b", text="B."))
    assert [row["url"] for row in archive.rows(publisher="b")] == ["https://b.example/"]
    assert [row["id"] for row in archive.rows(copy_of=None)] == [1, 2]
    with pytest.raises(ValueError, match="no column colour"):
        next(archive.rows(colour="red"))


def test_rows_go_on_while_the_archive_is_written(archive, article):
    for number in range(3):
        archive.add(article(f"https://a.example/{number}", text=f"{number}"))
    for row in archive.rows():
        archive.add(article(row["url"], text=row["text"] + "!"))
    assert [row["revisions"] for row in archive.rows()] == [2, 2, 2]


def test_a_visit_is_written_down_once(archive, article, visit):
    once: Visit = visit()
    archive.add(article(), visit=once)
    archive.visited(once)
    assert archive.stats().rows["visits"] == 1


@pytest.mark.parametrize("field", ["title", "text", "html", "authors"])
def test_half_a_character_is_marked_as_lost(archive, article, field):
    words = "A cut \ud83d" if field != "authors" else ("A cut \ud83d",)
    assert archive.add(article(**{field: words})).status == "added"
    kept = getattr(archive.get(1), field)
    assert kept == ("A cut \ufffd" if field != "authors" else ("A cut \ufffd",))
    assert archive.add(article(**{field: words})).status == "unchanged"
