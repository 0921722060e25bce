"""What is handed out comes back: settled, left for the next crawl, or for another try with fewer beside it."""

from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive import Archive
from newsarchive.model import Article, Link

NOW = datetime.now(UTC)
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def archive(tmp_path):
    with Archive(tmp_path / "archive.db") as found:
        yield found


@pytest.fixture
def crawl(archive):
    return archive.hub.begin("a", [Link("https://a.example/", "a", via="seed")])


def offer(archive, crawl, many, host="a.example"):
    archive.offer([Link(f"https://{host}/{n}", "a") for n in range(many)], crawl)


def take(archive, crawl, most=128, hosts=10):
    return archive.hub.take(crawl, LATER, most, hosts)


def test_a_crawl_begins_with_its_lists(archive, crawl):
    (lease,) = take(archive, crawl)
    assert [(link.url, link.via) for link in lease.lists] == [("https://a.example/", "seed")]
    assert lease.articles == ()
    assert archive.hub.running() == {crawl: "a"}


def test_a_host_has_one_errand_at_a_time(archive, crawl):
    offer(archive, crawl, 3)
    offer(archive, crawl, 2, "b.example")
    assert {lease.host: len(lease.lists + lease.articles) for lease in take(archive, crawl)} == {
        "a.example": 4,
        "b.example": 2,
    }
    offer(archive, crawl, 5)
    assert take(archive, crawl) == []


def test_what_was_settled_does_not_come_back_and_what_was_left_waits_for_the_next_crawl(archive, crawl):
    offer(archive, crawl, 3)
    (lease,) = take(archive, crawl)
    archive.settle("https://a.example/0", "failed", "404")
    archive.add(Article("https://a.example/1", "a", "A title", "A text."))
    assert archive.hub.end(lease.errand, well=True) == 4
    assert take(archive, crawl) == []
    books = archive.hub.finish(crawl)
    assert (books.offered, books.added, books.failed, books.pending) == (3, 1, 1, 1)
    assert [link.url for link in archive.pending("a")] == ["https://a.example/2"]
    assert archive.hub.running() == {}


def test_books_stay_open_while_something_is_handed_out_or_waits(archive, crawl):
    assert archive.hub.finish(crawl) is None
    (lease,) = take(archive, crawl)
    assert archive.hub.finish(crawl) is None
    offer(archive, crawl, 1)
    archive.hub.end(lease.errand, well=True)
    assert archive.hub.finish(crawl) is None


def test_the_url_that_kills_its_worker_is_found_and_set_aside_without_its_neighbours(archive, crawl):
    archive.hub.end(take(archive, crawl)[0].errand, well=True)
    offer(archive, crawl, 20)
    sizes = []
    while leases := take(archive, crawl):
        urls = [link.url for link in leases[0].articles]
        sizes.append(len(urls))
        for url in urls:
            if url == "https://a.example/7":
                break
            archive.add(Article(url, "a", f"Title of {url}", f"Text of {url}."))
        archive.hub.end(leases[0].errand, well="https://a.example/7" not in urls)
    assert sizes[:2] == [20, 8]
    books = archive.hub.finish(crawl)
    assert (books.added, books.failed, dict(books.reasons)) == (19, 1, {"failed/lost": 1})


def test_an_errand_that_never_began_is_nobodys_fault(archive, crawl):
    offer(archive, crawl, 2)
    for _ in range(10):
        (lease,) = take(archive, crawl)
        archive.hub.end(lease.errand, well=None)
    assert len(take(archive, crawl)[0].articles) == 2


def test_a_list_that_is_lost_again_and_again_does_not_hold_the_crawl_up(archive, crawl):
    while leases := take(archive, crawl):
        archive.hub.end(leases[0].errand, well=False)
    assert archive.hub.finish(crawl) is not None


def test_a_crawl_of_other_machines_is_not_taken_for_dead(archive, crawl, tmp_path):
    with Archive(tmp_path / "archive.db") as again:
        assert again.hub.running() == {crawl: "a"}


def test_a_message_is_written_down_once(archive, crawl):
    for mark in ("17-3", "17-3", "17-2", "9-99", "17-10"):
        with archive.hub.receiving(mark) as new:
            if new:
                offer(archive, crawl, int(mark.split("-")[1]), f"h{mark}.example")
    assert archive.books(crawl).offered == 13
    assert archive.hub.mark() == "17-10"


def test_a_message_that_breaks_off_leaves_nothing(archive, crawl):
    def receive():
        with archive.hub.receiving("5-1"):
            offer(archive, crawl, 3)
            archive.add(Article("https://a.example/9", "a", "", ""))

    with pytest.raises(ValueError, match="title"):
        receive()
    assert archive.books(crawl).offered == 0
    assert archive.hub.mark() == ""


def test_half_an_emoji_within_a_message_is_mended_there_too(archive, crawl):
    with archive.hub.receiving("5-1"):
        archive.add(Article("https://a.example/9", "a", "Title \ud83d", "Text \ud83d ends."))
    assert archive.get("https://a.example/9").text.startswith("Text")
    assert archive.stats().rows["articles"] == 1
