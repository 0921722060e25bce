"""Every pattern of this room takes time that grows with the words, not with their square, whatever they are."""

import importlib
import pkgutil
import re
import time

import pytest

import newsarchive.clean as room
from newsarchive.clean.forms import FORMS

LENGTH = 8000
UNITS = [
    "a", "A", " ", "1", "（", "(", "社", "日", "A ", "Ab, ", "LONDON, ", "1. ", "1月", ". ", "/", "=", "[", "记者",
    "By ", " | ", "来源：", "Source: ", "作者：", "2020-01-", "1:1", "<a ", "ا ", "가 ", "Jane Doe, ", "www.", "·",
    "\t",
]  # fmt: skip


def within(value, name, depth=0):
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict) and depth < 3:
        for key, one in value.items():
            yield from within(one, f"{name}[{key}]", depth + 1)
    elif isinstance(value, (tuple, list)) and depth < 3:
        for at, one in enumerate(value):
            yield from within(one, f"{name}[{at}]", depth + 1)


def patterns():
    for module in pkgutil.iter_modules(room.__path__):
        for name, value in vars(importlib.import_module(f"newsarchive.clean.{module.name}")).items():
            yield from within(value, f"{module.name}.{name}")
    yield from ((f"forms.{form.slug}", form.pattern) for form in FORMS)


PATTERNS = {id(pattern): (name, pattern) for name, pattern in patterns()}


def test_the_patterns_of_the_room_are_found():
    assert len(PATTERNS) > 150


@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_no_pattern_takes_the_square_of_hostile_words(unit):
    words = (unit * LENGTH)[:LENGTH] + "\x01"
    slow = {}
    for name, pattern in PATTERNS.values():
        start = time.process_time()
        for _ in pattern.finditer(words):
            pass
        slow[name] = time.process_time() - start
    # a square takes a second here, a line a millisecond
    assert {name: taken for name, taken in slow.items() if taken > 0.2} == {}
