"""What is due, what rests, and what was never stored."""

from datetime import UTC, datetime, timedelta

import pytest

from newsarchive.archive import due
from newsarchive.model import Link

NOON = datetime(2024, 8, 21, 12, 0, tzinfo=UTC)
URLS = [f"https://news.example/{n}.html" for n in range(4)]


def offered(archive, crawl, now=None):
    return archive.offer([Link(url, "example") for url in URLS], crawl, now=now)


@pytest.mark.parametrize(
    ("age", "changes", "pause"),
    [
        (timedelta(0), 0, timedelta(minutes=15)),
        (timedelta(hours=5), 0, timedelta(hours=1)),
        (timedelta(days=2), 0, timedelta(hours=12)),
        (timedelta(days=2), 2, timedelta(hours=1)),
        (timedelta(days=60), 0, timedelta(days=14)),
        (timedelta(days=4000), 0, timedelta(days=30)),
        (timedelta(days=-3), 0, timedelta(minutes=15)),
    ],
)
def test_the_pause_grows_with_age_and_shrinks_with_every_change(age, changes, pause):
    assert due.after_reading(NOON, NOON - age, changes) == NOON + pause


def test_every_pause_is_a_rung_of_the_ladder():
    for hours in range(0, 10_000, 37):
        for changes in range(8):
            assert due.after_reading(NOON, NOON - timedelta(hours=hours), changes) - NOON in due.RUNGS


def test_what_is_not_due_rests_in_the_state_it_came_to(archive, article, visit):
    first = archive.begin("example")
    assert all(known.fresh for known in offered(archive, first, NOON))
    seen = {"at": NOON, "crawl": first}
    archive.add(article(URLS[0]), visit=visit(URLS[0], **seen))
    archive.settle(URLS[1], "failed", "404", visit=visit(URLS[1], **seen, status=404))
    archive.settle(URLS[2], "filtered", "ignored")
    archive.finish(first, "finished", {})

    again = archive.begin("example")
    known = offered(archive, again, NOON + timedelta(minutes=10))

    states = [(one.state, one.reason) for one in known]
    assert states == [("unchanged", "not-due"), ("failed", "404"), ("pending", ""), ("pending", "")]
    assert not any(one.fresh for one in known)
    assert archive.books(again).offered == 4


def test_what_is_due_is_asked_for_again_and_everything_where_no_moment_is_named(archive, article, visit):
    first = archive.begin("example")
    offered(archive, first)
    archive.add(article(URLS[0]), visit=visit(URLS[0], at=NOON, crawl=first))
    archive.finish(first, "finished", {})
    second = archive.begin("example")
    assert offered(archive, second, NOON + timedelta(minutes=16))[0].state == "pending"
    third = archive.begin("example")
    assert offered(archive, third)[0].state == "pending"


def test_the_agenda_names_what_is_due_the_longest_overdue_first(archive, article, visit):
    crawl = archive.begin("example")
    offered(archive, crawl)
    for n, url in enumerate(URLS[:3]):
        at = NOON - timedelta(hours=n)
        archive.add(article(url, published_at=at, fetched_at=at), visit=visit(url, at=at, crawl=crawl))

    assert [link.url for link in archive.agenda.due("example", NOON)] == [URLS[2], URLS[1]]
    assert [link.url for link in archive.agenda.due("example", NOON, limit=1)] == [URLS[2]]
    assert len(archive.agenda.due("example", None)) == 3
    assert archive.agenda.due("other", None) == []


def test_an_alias_is_never_due(archive, article, visit):
    crawl = archive.begin("example")
    offered(archive, crawl)
    archive.add(article(URLS[0]), visit=visit(URLS[0], at=NOON, crawl=crawl))
    archive.settle(URLS[1], "alias", "redirect", alias_of=URLS[0], visit=visit(URLS[1], at=NOON, crawl=crawl))
    assert [link.url for link in archive.agenda.due("example", None)] == [URLS[0]]


def test_gaps_are_counted_by_cause_and_named(archive, article, visit):
    crawl = archive.begin("example")
    offered(archive, crawl)
    archive.add(article(URLS[0]), visit=visit(URLS[0], crawl=crawl))
    archive.settle(URLS[1], "failed", "404", visit=visit(URLS[1], crawl=crawl, status=404))
    archive.settle(URLS[2], "filtered", "robots")

    gaps = {(gap.state, gap.reason): gap.urls for gap in archive.agenda.gaps()}

    assert gaps == {("failed", "404"): 1, ("filtered", "robots"): 1, ("pending", ""): 1}
    assert [missing.url for missing in archive.agenda.missing(cause="failed/404")] == [URLS[1]]
    assert [missing.url for missing in archive.agenda.missing(cause="failed")] == [URLS[1]]
    assert archive.agenda.gaps("nobody") == []


def test_a_list_remembers_when_it_was_walked_and_what_it_showed(archive, visit):
    front = "https://news.example/list/"
    archive.visited(archive.keep(visit(front, body=b"<ul>one</ul>")))
    archive.visited(archive.keep(visit(front, status=304, body=b"")))
    assert archive.known(front).walked_at == ""
    archive.agenda.walked(front, NOON)
    assert archive.known(front).walked_at == "2024-08-21T12:00:00Z"
    assert archive.agenda.kept(front).body == b"<ul>one</ul>"
    assert archive.agenda.kept("https://news.example/never/") is None
