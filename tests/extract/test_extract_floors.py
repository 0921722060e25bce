"""Extraction never falls below its floors: on the project's own pages, and on sets of real pages where they are."""

from __future__ import annotations

import floors
import pytest
from editions import articles

from newsarchive.demo import EDITIONS

SETS = [name for name in floors.floors() if name != "editions"]


def test_the_synthetic_pages_are_read_exactly():
    pairs = [pair for number in EDITIONS for pair in articles(number)]
    exact = [article.text.splitlines() == list(expected.paragraphs) for expected, article in pairs]
    assert len(exact) > 150
    assert sum(exact) / len(exact) >= floors.floors()["editions"]["exact"]


@pytest.mark.parametrize("name", SETS)
def test_a_set_of_real_pages_is_read_as_well_as_before(name):
    if not (floors.CORPUS / name).is_dir():
        pytest.skip("the sets of real pages are not here")
    found = floors.measured(floors.CORPUS, name)
    assert {key: found[key] for key, least in floors.floors()[name].items() if found[key] < least} == {}
