"""Where bars and points stand."""

import pytest

from newsarchive.archive.retellings import Retelling
from newsarchive.web import pictures


def test_days_become_months_and_years_as_they_grow_many():
    assert [bar.name for bar in pictures.histogram({"2024-02-28": 1, "2024-03-01": 2})] == [
        "2024-02-28", "2024-02-29", "2024-03-01",
    ]  # fmt: skip
    months = pictures.histogram({"2023-12-05": 3, "2024-03-09": 1})
    assert [(bar.name, bar.end, bar.many) for bar in months] == [
        ("2023-12", "2024-01-01", 3), ("2024-01", "2024-02-01", 0), ("2024-02", "2024-03-01", 0),
        ("2024-03", "2024-04-01", 1),
    ]  # fmt: skip
    assert [bar.name for bar in pictures.histogram({"2014-12-05": 3, "2024-03-09": 1})][::10] == ["2014", "2024"]


def test_the_fullest_bar_is_as_high_as_the_picture():
    bars = pictures.histogram({"2024-02-28": 1, "2024-02-29": 4})
    assert [bar.height for bar in bars] == [pictures.HEIGHT / 4, pictures.HEIGHT]


@pytest.mark.parametrize("days", [{}, {"0001-01-01": 1, "9999-12-31": 1}, {"9999-12-31": 2}])
def test_the_ends_of_the_calendar_can_be_drawn(days):
    assert sum(bar.many for bar in pictures.histogram(days)) <= 2
    assert len(pictures.histogram(days)) <= 62


def told(hours, **fields):
    said = dict.fromkeys(Retelling.__slots__, "") | {"published_at": hours and f"2024-08-21T{hours:02}:00:00+08:00"}
    return Retelling(**(said | fields))


def test_who_is_later_stands_further_to_the_right_and_who_names_no_time_nowhere():
    xs = [point.x for point in pictures.timeline([told(8), told(12), told(None), told(10)])]
    assert xs[2] is None
    assert xs[0] < xs[3] < xs[1] <= pictures.WIDTH


def test_a_story_of_one_time_is_drawn_at_the_left():
    assert [point.x for point in pictures.timeline([told(8), told(8)])] == [pictures.LABEL + 12] * 2
