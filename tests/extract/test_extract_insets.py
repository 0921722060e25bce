"""What is set into a text and is none of it: captions and forms by their make, what counts comments and minutes."""

from __future__ import annotations

import pytest

from newsarchive.extract import edges, extract, interruptions
from newsarchive.model import Draft, Page, Publisher

TITLE = "Council votes to repair the old bridge"
STORY = [
    "The council met on Tuesday and voted to repair the old bridge before the winter comes, after years of talk.",
    "Engineers had warned since 2019 that two of its piers were moving, and that lorries should be kept off it.",
    "The work is to cost four million and to last until the spring; a ferry will run in the meantime.",
    "“We waited too long,” the mayor said, “and we are lucky that nobody was hurt in all that time.”",
    "Shopkeepers on the west bank fear for their trade, and have asked the council for help with their rents.",
]
CAPTION = "The old bridge at low tide, seen from the ferry on Monday."


def draft(between: str, below: str = "") -> Draft:
    body = "".join(f"<p>{line}</p>" for line in STORY[:3]) + between + "".join(f"<p>{line}</p>" for line in STORY[3:])
    html = f"<html lang=en><title>{TITLE}</title><h1>{TITLE}</h1><div class=x1>{body}{below}</div></html>"
    return extract(Page("https://news.example/bridge.html", html.encode()), Publisher("example", "The Example"))


def texts(found: Draft) -> list[str]:
    return [block.text for block in found.blocks]


@pytest.mark.parametrize("inset", [
    "<div class=x2><div class=x3><img src=/b.jpg></div><div class=x4>{}</div></div>",
    "<div><a href=/big.jpg><img src=/b.jpg></a><div>{}</div></div>",
    "<div><div>{}</div><img src=/b.jpg></div>",
    "<table><tr><td><img src=/b.jpg></td></tr><tr><td>{}</td></tr></table>",
])  # fmt: skip
def test_one_short_line_that_shares_a_box_with_a_picture_is_its_caption(inset):
    found = draft(inset.format(CAPTION))
    assert texts(found) == STORY
    assert [(figure.url, figure.caption) for figure in found.figures] == [("https://news.example/b.jpg", CAPTION)]


@pytest.mark.parametrize("inset", [
    "<div><img src=/b.jpg>{}</div>",
    "<p><img src=/b.jpg align=left>{}</p>",
    "<div><div><img src=/b.jpg></div><div>{}</div><div>And this, the mayor added, was not the first time.</div></div>",
    "<div><div><img src=/icon-arrow.svg></div><div>{}</div></div>",
])  # fmt: skip
def test_a_line_with_a_picture_in_it_with_others_or_with_an_icon_is_none(inset):
    assert CAPTION in texts(draft(inset.format(CAPTION)))


LINES = [
    f"On day {day} the engineers found one more crack in the pier, and shut the road to the bridge." for day in "12345"
]


@pytest.mark.parametrize("others", [LINES, []])
def test_paragraphs_that_are_made_alike_are_none_with_a_picture_beside_them(others):
    said = [f"{line.replace('day', 'night')} Nobody slept." for line in LINES]
    rows = "".join(f"<div class=row><div><img src=/{line[7:9]}.jpg></div><div>{line}</div></div>" for line in said)
    plain = "".join(f"<div class=row><div>{line}</div></div>" for line in others)
    assert texts(draft(rows + plain))[3:-2] == said + others


@pytest.mark.parametrize("field", ["<input type=email>", "<input name=your-email>"])
def test_what_stands_with_a_field_for_an_address_of_mail_is_a_form(field):
    said = "<h3>Never miss a story</h3><p>The most important stories of the day, every morning in your inbox.</p>"
    assert texts(draft(f"<div class=x5><div>{said}</div><form>{field}<button>OK</button></form></div>")) == STORY
    assert texts(draft(f"<form>{field}</form>")) == STORY


def test_the_text_that_a_form_stands_in_is_not_the_form():
    page = f"<h1>{TITLE}</h1><div>{''.join(f'<p>{line}</p>' for line in STORY)}<form><input type=email></form></div>"
    found = extract(Page("https://news.example/b.html", page.encode()), Publisher("example", "The Example"))
    assert texts(found) == STORY


@pytest.mark.parametrize(
    "heading", ["12 comments", "Kommentare (12)", "Комментарии: 12", "评论 12条", "댓글 12", "12 σχόλια"]
)
def test_a_heading_that_counts_comments_ends_a_text(heading):
    comments = "".join(
        f"<div class=x7><b>user{at}</b><div class=x8>I take that boat every day, and never saw a thing.</div></div>"
        for at in range(9)
    )
    assert texts(draft("", f"<div class=x6><h3>{heading}</h3>{comments}</div>")) == STORY


def test_a_count_of_comments_amid_a_text_ends_nothing():
    assert texts(draft("<div>12 comments</div>"))[-2:] == STORY[-2:]


@pytest.mark.parametrize("line", [
    "3 min read", "Lesezeit: 3 Minuten", "Temps de lecture : 3 min", "3 min de lectura", "Czas czytania: 3 min",
    "Время чтения: 3 мин", "3 λεπτά ανάγνωση", "3 dk okuma", "阅读约3分钟", "この記事は3分で読めます", "3분 읽기",
    "3 phút đọc", "مدة القراءة: 3 دقائق", "3 דקות קריאה", "3 मिनट में पढ़ें",
])  # fmt: skip
def test_how_long_reading_takes_is_told_in_many_languages(line):
    assert edges.tells_length(line)


@pytest.mark.parametrize("line", ["إعلان", "פרסומת", "विज्ञापन", "โฆษณา", "Quảng cáo", "Iklan", "関連ニュース"])
def test_words_of_the_machinery_are_known_in_many_scripts(line):
    assert line.lower() in interruptions.WORDS
    assert texts(draft(f"<p>{line}</p>")) == STORY
