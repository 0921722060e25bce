"""A real crawl is killed with -9 where it writes, and at random moments: what is left, and goes on, is the same.

All of it: python bench/kills.py
"""

import random

import kills
import pytest


@pytest.fixture(scope="module")
def harness(tmp_path_factory):
    return kills.Harness(tmp_path_factory.mktemp("kills"), edition=2)


def test_a_crawl_that_is_killed_where_it_writes_ends_as_an_undisturbed_one(harness):
    assert {"add: before its commit", "add: after its commit", "warc: half a record"} <= set(harness.points)
    for kind in (
        "add: before its commit",
        "settle: after its commit",
        "offer: before its commit",
        "warc: half a record",
    ):
        assert harness.points[kind] >= 2
        harness.at(kills.Point(kind, 2))
    assert harness.tally.kills == 4
    assert harness.tally.differences == []


def test_a_crawl_that_is_killed_at_random_moments_ends_as_an_undisturbed_one(harness):
    chance = random.Random()
    for times in (1, 1, 2):
        harness.after(*(chance.uniform(0.2, 0.9) * harness.seconds for _ in range(times)))
    assert harness.tally.differences == []
