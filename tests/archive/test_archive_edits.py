"""The class of an edit, by examples; and the words that a difference is shown in."""

import time

import pytest

from newsarchive.archive.differences import compare, tokens
from newsarchive.archive.edits import Said, edits
from newsarchive.archive.facts import facts, han_number

ZH = "会议在长沙召开,湖南将以创新应用为重点,开发一批新产品,支持设立光电显示研究院。"
EN = (
    "The minister told reporters in Berlin that three people had died in the fire on the road, and that help came late."
)


def classes(before, after, language="zh"):
    return edits(Said("标题", before, language=language), Said("标题", after, language=language))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (ZH, ZH, []),
        (ZH, ZH.replace(",", "，"), ["typography"]),
        (ZH, ZH.replace(",", " , "), ["typography"]),
        ("人民日報報導,會議在長沙召開", "人民日报报导,会议在长沙召开", ["typography"]),
        (ZH + "共１２人", ZH + "共12人", ["typography"]),
        (ZH + "共三百人", ZH + "共300人", ["typography"]),
        (ZH + "投资1,000元", ZH + "投资1000元", ["typography"]),
        (ZH, ZH.replace("开发", "研发"), ["wording"]),
        (ZH, ZH.replace("一批", "一系列"), ["wording"]),
        (ZH + "千万不要错过", ZH + "切勿错过", ["wording"]),
        (ZH + "共300人", ZH + "共500人", ["facts"]),
        (ZH + "共三百人", ZH + "共四百人", ["facts"]),
        (ZH + "投资1.5亿元", ZH + "投资15亿元", ["facts"]),
        (ZH + "投资1.5亿元", ZH + "投资1.5万元", ["facts"]),
        (ZH + "同比-3%", ZH + "同比3%", ["facts"]),
        (ZH, ZH.replace("长沙", "株洲"), ["facts"]),
        (ZH + "记者张明", ZH + "记者张亮", ["facts"]),
        (ZH + "王建国表示满意", ZH + "王建军表示满意", ["facts"]),
        (ZH + "由湖南科技大学承办", ZH + "由湖南农业大学承办", ["facts"]),
        (ZH, ZH.replace("开发", "研发") + "共300人", ["wording", "facts"]),
        (ZH, ZH[:12], ["rewrite"]),
        (
            ZH,
            ZH + "另据消息人士透露,上述项目所需的全部资金都已经到位,预计明年年底以前可以完成主体工程的建设。",
            ["rewrite"],
        ),
        ("岸田首相は会見で述べた", "石破首相は会見で述べた", ["facts"]),
        ("김철수 대통령은 오늘 말했다", "박철수 대통령은 오늘 말했다", ["facts"]),
    ],
)
def test_an_edit_of_a_wide_script_has_its_class(before, after, expected):
    assert classes(before, after) == expected


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        ("en", EN, EN.replace("three", "five"), ["facts"]),
        ("en", EN, EN.replace("three", "3"), ["typography"]),
        ("en", EN, EN.replace("Berlin", "Hamburg"), ["facts"]),
        ("en", EN, EN.replace("had died", "were killed"), ["wording"]),
        ("en", "He said “no” - again.", 'He said "no" — again.', ["typography"]),
        ("en", "US troops left on Monday.", "US troops left on Tuesday.", ["facts"]),
        ("en", "It cost $1.5 million in all.", "It cost $1.5 billion in all.", ["facts"]),
        ("de", "Er sprach am Abend vor der Presse.", "Er sprach am Abend vor den Leuten.", ["wording"]),
        ("de", "Gestern sprach Angela Merkel hier.", "Gestern sprach Ursula Merkel hier.", ["facts"]),
        ("ru", "Погибли три человека, сказал он.", "Погибли пять человек, сказал он.", ["wording", "facts"]),
        ("fr", "Deux blessés à Lyon, selon la police.", "Trois blessés à Lyon, selon la police.", ["facts"]),
        ("ar", "قتل ٣ أشخاص في الحادث", "قتل ٥ أشخاص في الحادث", ["facts"]),
        ("ar", "قتل ٣ أشخاص في الحادث", "قتل 3 أشخاص في الحادث", ["typography"]),
    ],
)  # fmt: skip
def test_an_edit_of_a_script_with_spaces_has_its_class(language, before, after, expected):
    assert classes(before, after, language) == expected


def test_a_headline_with_another_number_is_a_headline_and_a_fact():
    assert edits(Said("甲公司裁员100人", ZH), Said("甲公司裁员200人", ZH)) == ["facts", "headline"]
    assert edits(Said("甲公司裁员", ZH), Said("甲公司大裁员", ZH)) == ["headline"]
    assert edits(Said("甲公司 裁员", ZH), Said("甲公司裁员", ZH)) == ["typography"]


def test_credit_and_date_are_classes_beside_those_of_the_text():
    before = Said("标题", ZH, ("1", "reprint"), ("2024-08-21", "day"))
    after = Said("标题", ZH.replace(",", "，"), ("2", "reprint"), ("2024-08-22", "day"))
    assert edits(before, after) == ["source", "date"]


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("三百二十", 320), ("二〇二四", 2024), ("十五", 15), ("两万五千", 25000), ("三亿", 3 * 10**8)],
)
def test_a_han_numeral_has_its_value(numeral, value):
    assert han_number(numeral) == value


def test_facts_stand_where_they_stand():
    words = "记者张明从长沙市获悉,共2.5亿元"
    assert [(words[fact.start : fact.end], fact.value) for fact in facts(words)] == [
        ("张明", "张明"),
        ("长沙市", "长沙市"),
        ("长沙", "长沙"),
        ("2.5亿", "250000000"),
    ]


@pytest.mark.parametrize(
    "words", ["涨5.5%至1,200 euros don't", "สวัสดีครับ วันนี้", "हिन्दी समाचार", "一\n二\r\n\n三", "👩‍👩‍👧 é e\u0301"]
)
def test_tokens_joined_are_the_text(words):
    assert "".join(tokens(words)) == words


def test_numbers_and_han_characters_are_tokens():
    assert tokens("涨5.5%至1,200 euros") == ["涨", "5.5%", "至", "1,200", " ", "euros"]


def shown(before, after):
    return "".join(
        piece.new if piece.change == "equal" else f"[-{piece.old}-][+{piece.new}+]" for piece in compare(before, after)
    )


def test_a_difference_in_chinese_names_the_characters():
    assert (
        shown("近日,会议在长沙召开,共300人。", "近日,会议在株洲召开,共500人。")
        == "近日,会议在[-长沙-][+株洲+]召开,共[-300-][+500+]人。"
    )


def test_a_difference_in_english_names_the_words_and_no_chance_blanks():
    assert shown("said three people died", "said that five people died") == "said [-three-][+that five+] people died"


def test_a_paragraph_that_came_is_one_piece():
    assert shown("a\nb\nc", "a\nx\nb\nc") == "a\n[--][+x\n+]b\nc"


def test_both_texts_can_be_put_together_again_from_their_difference():
    before, after = ZH + "\n" + EN, EN.replace("fire", "flood") + "\n" + ZH[5:]
    pieces = compare(before, after)
    assert ("".join(piece.old for piece in pieces), "".join(piece.new for piece in pieces)) == (before, after)


def test_two_long_lines_without_a_word_in_common_are_compared_in_bounded_time():
    began = time.process_time()
    assert classes("甲" + "乙丙" * 30_000, "丁" + "戊己" * 30_000) == ["rewrite"]
    assert time.process_time() - began < 5
