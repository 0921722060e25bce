"""Broken pages end in an article or a PageError, never in another exception."""

import fuzz


def test_a_few_hundred_broken_pages_end_as_they_should():
    outcomes = {fuzz.outcome(body) for body in fuzz.pages(400, seed=20240801)}
    assert outcomes <= {"article", "not-an-article", "no-body", "undecodable", "too-large"}
    assert {"article", "not-an-article"} <= outcomes
