"""Where bars and points stand."""

from itertools import pairwise

import pytest

from newsarchive.archive.retellings import Retelling
from newsarchive.archive.sourcebook import Reprints
from newsarchive.web import pictures
from newsarchive.web.pictures import flows, timeline


def test_days_become_weeks_months_and_years_as_they_grow_many():
    assert [bar.name for bar in pictures.histogram({"2024-02-28": 1, "2024-03-01": 2})] == [
        "2024-02-28", "2024-02-29", "2024-03-01",
    ]  # fmt: skip
    weeks = pictures.histogram({"2023-12-06": 3, "2024-03-09": 1})
    assert [(bar.name, bar.end, bar.many) for bar in (weeks[0], weeks[-1])] == [
        ("2023-12-04", "2023-12-11", 3), ("2024-03-04", "2024-03-11", 1),
    ]  # fmt: skip
    months = pictures.histogram({"2022-11-05": 3, "2024-03-09": 1})
    assert [(bar.name, bar.end, bar.many) for bar in (*months[:2], months[-1])] == [
        ("2022-11", "2022-12-01", 3), ("2022-12", "2023-01-01", 0), ("2024-03", "2024-04-01", 1),
    ]  # fmt: skip
    assert [bar.name for bar in pictures.histogram({"2014-12-05": 3, "2024-03-09": 1})][::10] == ["2014", "2024"]


def test_the_fullest_bar_is_as_high_as_the_picture():
    bars = pictures.histogram({"2024-02-28": 1, "2024-02-29": 4})
    assert [bar.height for bar in bars] == [pictures.HEIGHT / 4, pictures.HEIGHT]


@pytest.mark.parametrize("days", [{}, {"0001-01-01": 1, "9999-12-31": 1}, {"9999-12-31": 2}])
def test_the_ends_of_the_calendar_can_be_drawn(days):
    assert sum(bar.many for bar in pictures.histogram(days)) <= 2
    assert len(pictures.histogram(days)) <= 62


def told(hours, number=0):
    lag = None if hours is None else (hours - 8) * 3600.0
    said = dict.fromkeys(Retelling.__slots__, "") | {"article_id": number, "lag": lag, "precision": "minute"}
    return Retelling(**said)


def test_who_is_later_stands_further_to_the_right_and_who_names_no_time_nowhere():
    drawn = pictures.draw_timeline([told(8), told(12), told(None), told(10)], {})
    xs = [row.x for row in drawn.rows]
    assert xs[2] is None
    assert timeline.WIDE.lags[0] == xs[0] < xs[3] < xs[1] == timeline.WIDE.lags[1]
    assert [words for words, _ in drawn.marks] == ["0", "1 min", "10 min", "1 h"]


def test_a_story_of_one_time_is_drawn_at_the_left():
    assert [row.x for row in pictures.draw_timeline([told(8), told(8)], {}).rows] == [timeline.WIDE.lags[0]] * 2


def test_what_was_cut_is_a_gap():
    (row,) = pictures.draw_timeline([told(8, 5)], {5: [(0.0, 0.5), (0.9, 1.0)]}).rows
    start, width = timeline.WIDE.texts[0], timeline.WIDE.texts[1] - timeline.WIDE.texts[0]
    assert row.kept == ((start, width * 0.5), (start + width * 0.9, width * 0.1))


def reprints(source, publisher, articles, lag=None):
    return Reprints(source, publisher, articles, 0.5, "", "", 0, 0, lag)


def test_ribbons_are_as_wide_as_much_is_taken_and_coloured_by_how_late():
    drawn = pictures.draw_flows([reprints("A", "x", 30, 60.0), reprints("A", "y", 10, 7200.0), reprints("B", "x", 5)])
    assert [node.name for node in drawn.sources] == ["A", "B"]
    assert [(node.name, node.articles) for node in drawn.publishers] == [("x", 35), ("y", 10)]
    wide = {(one.told.source, one.told.publisher): one.width for one in drawn.ribbons}
    assert wide["A", "x"] > wide["A", "y"] > wide["B", "x"] >= 1
    assert [one.pace for one in drawn.ribbons] == ["hour", "day", "unknown"]


def test_names_do_not_cover_one_another():
    many = [reprints(f"S{n}", f"p{n % 9}", 1000 if n == 0 else 1) for n in range(40)]
    drawn = pictures.draw_flows(many)
    for side in (drawn.sources, drawn.publishers):
        assert all(upper.y + upper.height < lower.y for upper, lower in pairwise(side))
        assert side[-1].y + side[-1].height <= drawn.height + 1


def test_a_phone_shows_fewer_and_shorter_names():
    many = [reprints(f"A rather long name {n:02}", f"p{n}", 50 - n) for n in range(20)]
    wide, narrow = pictures.draw_flows(many), pictures.draw_flows(many, flows.NARROW)
    assert (len(wide.sources), len(narrow.sources)) == (14, 8)
    assert (wide.sources[0].shown, narrow.sources[0].shown) == ("A rather long name 00", "A rather lo…")
    assert narrow.ribbons[0].path.startswith(f"M{flows.NARROW.left} ")


def test_on_a_phone_lags_and_texts_stand_one_below_the_other():
    drawn = pictures.draw_timeline([told(8, 5), told(12, 6)], {5: [(0.0, 0.5)]}, timeline.NARROW)
    assert [row.x for row in drawn.rows] == [8.0, 352.0]
    assert drawn.rows[0].kept == ((0.0, 180.0),)
    assert drawn.height == timeline.NARROW.top + 2 * timeline.NARROW.row


def test_without_reprints_nothing_is_drawn():
    assert pictures.draw_flows([]).ribbons == ()
