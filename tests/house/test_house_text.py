"""Strings: blanks go, words stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsarchive import text


@pytest.mark.parametrize(
    ("found", "stated"),
    [
        ("        近日,湖南全省工业和信息化工作会议在长沙召开", "近日,湖南全省工业和信息化工作会议在长沙召开"),
        ("\u3000\u3000近日，会议召开。\u3000", "近日，会议召开。"),
        ("设立光电显示研究院,         推动超高清视频", "设立光电显示研究院,推动超高清视频"),
        ("研究院，\xa0 \xa0推动", "研究院，推动"),
        ("全省规模工业增加\n          值同比增长", "全省规模工业增加值同比增长"),
        ("张三 李四", "张三 李四"),
        ("张三\u3000\u3000李四", "张三 李四"),
        ("人工智能 AI 领域", "人工智能 AI 领域"),
        ("增长 8.3 %", "增长 8.3 %"),
        ("the cat\n   sat", "the cat sat"),
        ("zero\u200bwidth and soft\u00adhyphen", "zerowidth and softhyphen"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("", ""),
        (" \xa0\u3000\t\n", ""),
    ],
)
def test_a_line_loses_its_blanks_and_nothing_else(found, stated):
    assert text.line(found) == stated


@given(st.text())
def test_a_line_is_a_line_already_the_second_time(words):
    once = text.line(words)
    assert text.line(once) == once


@given(st.text())
def test_no_letter_or_digit_is_lost_or_made(words):
    solid = "".join(c for c in text.INVISIBLE.sub("", words) if not c.isspace())
    assert "".join(text.line(words).split()) == solid


def test_a_megabyte_of_blanks_is_read_in_a_moment():
    assert text.line("院," + " \u3000" * 500_000 + "推") == "院,推"
    assert text.line("人" + "\n " * 500_000 + "a") == "人 a"


def test_paragraphs_are_the_lines_that_hold_something():
    assert text.paragraphs("  一 \r\n\r\n \u3000\n  二") == ["一", "二"]


def test_the_share_of_han_tells_scripts_apart():
    assert text.han_share("人工智能") == 1.0
    assert text.han_share("AI 智能") == 0.5
    assert text.han_share("") == 0.0


def test_plain_words_are_compared_without_marks_width_or_case():
    assert text.plain("《人民日报》Ａｐｐ") == text.plain("人民日报 APP")


@pytest.mark.parametrize("words", ["as “Joker,” “Marriage”", "a rape’ — Romney", "wait … “no”", "so — „ja“ – …"])
def test_blanks_beside_quotation_marks_and_dashes_of_other_scripts_stay(words):
    assert text.line(words) == words


def test_blanks_between_wide_marks_go_where_there_is_a_wide_letter():
    assert text.line("他说：  “好” …… “行”") == "他说：“好”……“行”"
