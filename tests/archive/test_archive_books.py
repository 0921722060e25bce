import pytest

from newsarchive.archive.store import Books
from newsarchive.model import Link

SITE = "https://news.example"


def link(name, **words):
    return Link(f"{SITE}/{name}", "example", found_on=f"{SITE}/", **words)


def balanced(books: Books) -> bool:
    states = books.added + books.revised + books.unchanged + books.aliases + books.filtered + books.failed
    return books.offered == states + books.pending


def test_every_url_that_is_offered_ends_in_one_state(archive, article, visit):
    crawl = archive.begin("example")
    archive.offer([link(name) for name in ("a", "b", "c", "d", "e", "f")], crawl, visit=visit(f"{SITE}/", crawl))
    archive.add(article(f"{SITE}/a"), visit=visit(f"{SITE}/a", crawl))
    archive.add(article(f"{SITE}/b"), visit=visit(f"{SITE}/b", crawl))
    archive.settle(f"{SITE}/c", "filtered", "robots")
    archive.settle(f"{SITE}/d", "failed", "404", visit=visit(f"{SITE}/d", crawl, status=404))
    archive.settle(f"{SITE}/e", "alias", alias_of=f"{SITE}/a", visit=visit(f"{SITE}/e", crawl, status=301))
    books = archive.books(crawl)
    assert books == Books(6, added=2, aliases=1, filtered=1, failed=1, pending=1, copies=1,
                          reasons={"failed/404": 1, "filtered/robots": 1})  # fmt: skip
    assert archive.finish(crawl, "finished", {"pages": 5}) == books


def test_a_second_offer_in_one_crawl_changes_nothing(archive):
    crawl = archive.begin("example")
    archive.offer([link("a", title="First")], crawl)
    archive.settle(f"{SITE}/a", "filtered", "robots")
    (known,) = archive.offer([link("a", title="Second")], crawl)
    assert (known.state, known.reason) == ("filtered", "robots")


def test_what_earlier_crawls_left_open_is_pending(archive):
    offered = link("a", title="A headline", published="2020-01-02", via="feed")
    archive.offer([offered, link("b")], crawl := archive.begin("example"))
    archive.settle(f"{SITE}/b", "filtered", "robots")
    archive.finish(crawl, "stopped", {})
    assert archive.pending("example") == [offered]
    assert archive.pending("other") == []


def test_the_next_crawl_offers_anew_and_the_first_keeps_its_books(archive, article, visit):
    first = archive.begin("example")
    archive.offer([link("a")], first)
    archive.add(article(f"{SITE}/a"), visit=visit(f"{SITE}/a", first))
    archive.finish(first, "finished", {})
    second = archive.begin("example")
    (known,) = archive.offer([link("a")], second)
    assert (known.state, known.article_id) == ("pending", 1)
    archive.settle(f"{SITE}/a", "unchanged", visit=visit(f"{SITE}/a", second, status=304, body=b""))
    assert archive.books(second) == Books(1, unchanged=1)
    assert archive.books(first) == Books(1, added=1)
    assert [crawl.books for crawl in archive.crawls()] == [Books(1, unchanged=1), Books(1, added=1)]


def test_a_304_is_a_sight_of_the_article(archive, article, visit):
    archive.add(article(), visit=visit())
    archive.settle("https://news.example/1.html", "unchanged", visit=visit(status=304, body=b""))
    assert next(archive.rows())["last_seen"] > "2024-08-21T12:00:00Z"


def test_validators_are_those_of_the_last_answer(archive, visit):
    url = f"{SITE}/feed.xml"
    archive.visited(visit(url, headers=(("ETag", '"1"'), ("Last-Modified", "Wed, 21 Aug 2024 12:00:00 GMT"))))
    known = archive.known(url)
    assert (known.etag, known.last_modified) == ('"1"', "Wed, 21 Aug 2024 12:00:00 GMT")
    archive.visited(visit(url, status=304, body=b""))
    archive.visited(visit(url, status=500))
    assert archive.known(url).etag == '"1"'
    archive.visited(visit(url))
    assert archive.known(url).etag == ""


def test_of_a_url_that_was_never_heard_of_nothing_is_known(archive):
    assert archive.known(f"{SITE}/a") is None


def test_what_a_crawl_has_gained_it_does_not_lose_again(archive, article, visit):
    crawl = archive.begin("example")
    archive.offer([link("a")], crawl)
    archive.add(article(f"{SITE}/a"), visit=visit(f"{SITE}/a", crawl))
    archive.add(article(f"{SITE}/a"), visit=visit(f"{SITE}/a", crawl))
    archive.settle(f"{SITE}/a", "failed", "timeout", visit=visit(f"{SITE}/a", crawl, status=None, error="timeout"))
    assert archive.books(crawl) == Books(1, added=1)


def test_two_spellings_of_one_url_are_a_page_and_its_alias(archive):
    crawl = archive.begin("example")
    first, second = archive.offer([link("a"), Link("http://www.news.example/a", "example")], crawl)
    assert (first.state, second.state, second.alias_of) == ("pending", "alias", f"{SITE}/a")
    assert archive.books(crawl) == Books(2, aliases=1, pending=1)


def test_an_alias_of_an_article_stays_one_when_it_is_offered_again(archive, article):
    archive.add(article(f"{SITE}/a", aliases=("https://m.news.example/a",)))
    (known,) = archive.offer([Link("https://m.news.example/a", "example")], crawl := archive.begin("example"))
    assert (known.state, known.alias_of, known.article_id) == ("alias", f"{SITE}/a", 1)
    assert archive.books(crawl) == Books(1, aliases=1)


def test_an_alias_of_what_never_became_an_article_is_asked_for_again(archive, visit):
    first = archive.begin("example")
    archive.offer([link("old")], first)
    archive.settle(f"{SITE}/old", "alias", alias_of=f"{SITE}/new", visit=visit(f"{SITE}/old", first, status=302))
    archive.settle(f"{SITE}/new", "failed", "500", visit=visit(f"{SITE}/new", first, status=500))
    archive.finish(first, "finished", {})
    (known,) = archive.offer([link("old")], second := archive.begin("example"))
    assert (known.state, known.alias_of) == ("pending", "")
    assert balanced(archive.books(second))


def test_a_redirect_offers_where_it_leads(archive, article, visit):
    crawl = archive.begin("example")
    archive.offer([link("old")], crawl)
    archive.settle(f"{SITE}/old", "alias", alias_of=f"{SITE}/new", visit=visit(f"{SITE}/old", crawl, status=301))
    archive.add(article(f"{SITE}/new"), visit=visit(f"{SITE}/new", crawl))
    assert archive.books(crawl) == Books(2, added=1, aliases=1)


def test_a_redirect_to_another_spelling_is_one_url_under_its_new_spelling(archive, article, visit):
    http, https = "http://news.example/a", "https://news.example/a"
    crawl = archive.begin("example")
    archive.offer([Link(http, "example")], crawl)
    archive.settle(http, "alias", alias_of=https, visit=visit(http, crawl, status=301))
    assert archive.books(crawl) == Books(1, pending=1)
    archive.add(article(https), visit=visit(https, crawl))
    assert archive.books(crawl) == Books(1, added=1)
    assert archive.get(http).url == https
    assert archive.known(http).alias_of == https


def test_redirects_that_turn_round_end_somewhere(archive, visit):
    crawl = archive.begin("example")
    archive.offer([link("a"), link("b")], crawl)
    archive.settle(f"{SITE}/a", "alias", alias_of=f"{SITE}/b", visit=visit(f"{SITE}/a", crawl, status=302))
    archive.settle(f"{SITE}/b", "alias", alias_of=f"{SITE}/a", visit=visit(f"{SITE}/b", crawl, status=302))
    assert archive.books(crawl) == Books(2, aliases=1, pending=1)


def test_an_article_that_has_moved_stays_an_article(archive, article, visit):
    archive.add(article(f"{SITE}/old"))
    crawl = archive.begin("example")
    archive.offer([link("old")], crawl)
    archive.settle(f"{SITE}/old", "alias", alias_of=f"{SITE}/new", visit=visit(f"{SITE}/old", crawl, status=301))
    copy = archive.add(article(f"{SITE}/new"), visit=visit(f"{SITE}/new", crawl))
    assert (copy.status, copy.copy_of) == ("added", 1)
    assert archive.books(crawl) == Books(2, added=1, unchanged=1, copies=1, reasons={"unchanged/moved": 1})


def test_the_mobile_twin_that_was_asked_for_is_settled_with_its_article(archive, article, visit):
    mobile = "https://m.news.example/a"
    crawl = archive.begin("example")
    archive.offer([link("a"), Link(mobile, "example")], crawl)
    archive.add(article(f"{SITE}/a"), visit=visit(f"{SITE}/a", crawl))
    archive.add(article(f"{SITE}/a"), visit=visit(mobile, crawl))
    assert archive.books(crawl) == Books(2, added=1, aliases=1)


def test_tries_are_counted_until_it_answers(archive, visit, path):
    crawl = archive.begin("example")
    archive.offer([link("a")], crawl)
    for _ in range(3):
        archive.settle(f"{SITE}/a", "failed", "503", visit=visit(f"{SITE}/a", crawl, status=503))
    tries = "SELECT tries FROM urls WHERE url LIKE '%/a'"
    with archive._db.reading() as db:
        assert db.execute(tries).fetchone() == (3,)
    archive.settle(f"{SITE}/a", "filtered", "not-an-article", visit=visit(f"{SITE}/a", crawl))
    with archive._db.reading() as db:
        assert db.execute(tries).fetchone() == (0,)


def test_a_wrong_url_is_refused_and_the_whole_offer_with_it(archive):
    crawl = archive.begin("example")
    with pytest.raises(ValueError, match="no http or https URL"):
        archive.offer([link("a"), Link("mailto:x@news.example", "example")], crawl)
    assert archive.books(crawl) == Books()


def test_the_books_of_a_crawl_that_never_was_are_empty(archive):
    assert archive.books(7) == Books()


def test_settings_and_stats_that_json_cannot_say_are_said_in_words(archive, path):
    crawl = archive.begin("example", {"path": path})
    archive.finish(crawl, "finished", {"seconds": {1}})
    (row,) = archive.crawls()
    assert (row.settings, row.stats) == ({"path": repr(path)}, {"seconds": "{1}"})
