"""How a publisher is, judged by its own history; and one at a time."""

import subprocess
import sys

import pytest

from newsarchive.archive.condition import MEANING, Facts, judge
from newsarchive.archive.lock import alone
from newsarchive.errors import Locked

HAVING = {"published": 10, "authors": 2, "source": 9, "rules": 10}
USUAL = Facts(offered=40, added=10, lists=2, answers=12, read=10, unread=1, having=HAVING)
HISTORY = [USUAL] * 6


def names(now, before=HISTORY):
    return [condition.name for condition in judge(now, before)]


def but(**other):
    facts = {name: getattr(USUAL, name) for name in Facts.__dataclass_fields__}
    return Facts(**facts | other)


def test_a_usual_crawl_is_well_and_so_is_the_first():
    assert names(USUAL) == []
    assert names(but(offered=1), []) == []


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (but(answers=12, refusals=9, offered=0, lists=0, lists_failed=2, read=0), ["blocked"]),
        (but(offered=0, lists=0, lists_failed=2, answers=0, read=0, unread=0), ["unreachable"]),
        (but(offered=0, added=0, read=0, unread=0), ["silent"]),
        (but(offered=4, added=1), ["fewer"]),
        (but(having=HAVING | {"published": 1}), ["field"]),
        (but(having=HAVING | {"authors": 0}), []),
        (but(having=HAVING | {"rules": 0}), ["rules"]),
        (but(read=1, unread=9), ["rules"]),
    ],
)
def test_each_condition_is_told_apart(now, told):
    assert names(now) == told
    assert set(told) <= set(MEANING)


def test_a_publisher_that_had_nothing_new_for_longer_than_ever_stands_still():
    pause = but(added=0)
    rhythm = [USUAL, pause, pause, USUAL, pause, USUAL]
    assert names(pause, [pause] * 3 + rhythm) == []
    assert names(pause, [pause] * 9 + rhythm) == ["still"]


def test_facts_are_taken_from_books_and_stats():
    books = {"offered": 7, "added": 3, "reasons": {"failed/no-body": 2, "filtered/robots": 4}}
    stats = {
        "downloader/response_status_count/200": 9,
        "downloader/response_status_count/403": 5,
        "downloader/response_status_count/404": 6,
        "newsarchive/lists": 1,
        "newsarchive/read": 3,
        "newsarchive/with/published": 2,
    }
    facts = Facts.of(books, stats)
    assert (facts.offered, facts.answers, facts.refusals, facts.unread) == (7, 14, 5, 2)
    assert facts.having["published"] == 2


def test_a_lock_is_one_processes_and_its_death_releases_it(tmp_path):
    path = tmp_path / "run.lock"
    code = (
        "import sys\nfrom pathlib import Path\nfrom newsarchive.archive.lock import alone\n"
        f"with alone(Path({str(path)!r})):\n    print('held', flush=True)\n    sys.stdin.read()"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(Locked, match=f"process {holder.pid} is at it"), alone(path):
        pass
    holder.kill()
    holder.communicate()
    with alone(path):
        assert path.read_text() != str(holder.pid)
