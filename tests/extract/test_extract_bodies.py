"""Which of a page's texts is its article: beside others, twice on the page, above comments, in tables."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from newsarchive.extract import body, extract
from newsarchive.extract.layout import Layout, walk
from newsarchive.model import Draft, Page, Publisher

URL = "https://news.example/2024/08/21/bridge.html"
TITLE = "Council votes to repair the old bridge"
STORY = [
    "The council met on Tuesday and voted to repair the old bridge before the winter comes, after years of talk.",
    "Engineers had warned since 2019 that two of its piers were moving, and that lorries should be kept off it.",
    "The work is to cost four million and to last until the spring; a ferry will run in the meantime.",
    "“We waited too long,” the mayor said, “and we are lucky that nobody was hurt in all that time.”",
    "Shopkeepers on the west bank fear for their trade, and have asked the council for help with their rents.",
]
OTHERS = [
    f"The {place} reopened on {day} after two years of work, and hundreds came to see what had become of it, "
    "among them many who had learnt their trade there and had not been back since it closed."
    for place in ("museum", "library", "theatre", "harbour", "station", "market")
    for day in ("Monday", "Friday")
]
PUBLISHER = Publisher("example", "The Example")


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def draft(body: str) -> Draft:
    html = f"<html lang=en><head><title>{TITLE} | The Example</title></head><body>{body}</body></html>"
    return extract(Page(URL, html.encode()), PUBLISHER)


def texts(found: Draft) -> list[str]:
    return [block.text for block in found.blocks]


ARTICLE = f"<article class=piece><h1>{TITLE}</h1><div class=copy>{paragraphs(STORY)}</div></article>"
TEASERS = "".join(
    f"<div class=item><h3><a href=/{at}>Item {at}</a></h3><p>{line}</p></div>" for at, line in enumerate(OTHERS)
)


def test_an_article_below_a_longer_list_of_others_is_found_by_its_headline():
    assert texts(draft(f"<div class=column><div class=top>{TEASERS}</div>{ARTICLE}</div>")) == STORY


def test_a_longer_article_that_follows_is_another():
    following = f"<article class=piece><h1>Harbour reopens</h1><div class=copy>{paragraphs(OTHERS)}</div></article>"
    assert texts(draft(f"<main>{ARTICLE}{following}</main>")) == STORY


@pytest.mark.parametrize("name", ["opinions", "about-us", "panel"])
def test_a_longer_text_beside_is_not_the_one_under_the_headline(name):
    assert texts(draft(f"<main>{ARTICLE}</main><div><div class={name}>{paragraphs(OTHERS)}</div></div>")) == STORY


def test_an_opening_apart_from_its_body_does_not_hide_the_body():
    page = f"<article><header><h1>{TITLE}</h1><p>{STORY[0]}</p></header><div>{paragraphs(OTHERS)}</div></article>"
    assert texts(draft(page))[-len(OTHERS) :] == OTHERS


@pytest.mark.parametrize("names", [("wide", "narrow"), ("screen", "print")])
def test_a_text_that_stands_on_its_page_twice_is_read_once(names):
    copies = "".join(f"<div class={name}><h2>Piers</h2>{paragraphs(STORY)}</div>" for name in names)
    assert texts(draft(f"<h1>{TITLE}</h1><div>{copies}</div>")) == ["Piers", *STORY]


def test_lines_of_one_text_may_be_alike():
    refrain = "Row, row, row the ferry over, gently down the stream, and never mind the rain that falls on us."
    song = [refrain, STORY[0], refrain, STORY[1], refrain]
    assert texts(draft(f"<h1>{TITLE}</h1><div>{paragraphs(song)}</div>")) == song


def test_a_paragraph_that_its_writer_says_again_amid_what_is_new_stays():
    pages = [f"<div>{paragraphs(OTHERS[:3])}</div>", f"<div>{paragraphs([OTHERS[4], OTHERS[1], OTHERS[5]])}</div>"]
    assert texts(draft(f"<h1>{TITLE}</h1><article>{pages[0]}<h2>Later</h2>{pages[1]}</article>")) == [
        *OTHERS[:3], "Later", OTHERS[4], OTHERS[1], OTHERS[5],
    ]  # fmt: skip


def test_a_copy_that_opens_in_other_words_is_a_copy():
    other = paragraphs(["In short: " + STORY[0], *STORY[1:]])
    found = texts(draft(f"<h1>{TITLE}</h1><article><div>{paragraphs(STORY)}</div><div>{other}</div></article>"))
    assert found == [*STORY, "In short: " + STORY[0]]


@pytest.mark.parametrize("hiding", ["hidden", "style='display: none'"])
def test_a_hidden_paragraph_among_its_like_is_not_read(hiding):
    seen = [f"<p>{STORY[0]}</p>", f"<h2>Piers</h2><p {hiding}>{OTHERS[0]}</p>", paragraphs(STORY[1:])]
    assert texts(draft(f"<h1>{TITLE}</h1><div>{''.join(seen)}</div>")) == [STORY[0], "Piers", *STORY[1:]]


def test_paragraphs_that_are_hidden_together_until_a_reader_asks_for_more_are_read():
    more = "".join(f"<p class=more style='display: none'>{line}</p>" for line in STORY[2:])
    assert texts(draft(f"<h1>{TITLE}</h1><article class=copy>{paragraphs(STORY[:2])}{more}</article>")) == STORY


FORMULA = "<math><mi>x</mi><mo>=</mo><mn>{}</mn></math>"


@pytest.mark.parametrize(
    "formula",
    [
        FORMULA,
        FORMULA.replace("</math>", "<annotation encoding=TeX>y_0</annotation></math>"),
        f"<mjx-container><mjx-math>y</mjx-math><mjx-assistive-mml>{FORMULA}</mjx-assistive-mml></mjx-container>",
        f"<span><span class=katex-mathml>{FORMULA}</span><span class=katex-html>x={{}}</span></span>",
        f"<span class=MathJax>x={{}}<span class=MJX_Assistive_MathML>{FORMULA}</span></span>",
    ],
    ids=["MathML", "with its source", "MathJax 3", "KaTeX", "MathJax 2"],
)
def test_a_formula_is_read_once_where_it_stands_in_its_sentence(formula):
    sentence = (
        f"<p>The piers move by {formula.format(4, 4)} millimetres a year, which is more than anybody had known.</p>"
    )
    found = " ".join(texts(draft(f"<h1>{TITLE}</h1><div>{paragraphs(STORY)}{sentence}</div>"))[len(STORY) :])
    assert found == "The piers move by x=4 millimetres a year, which is more than anybody had known."


def test_a_table_of_data_in_a_text_is_kept_whole():
    rows = [("Pier", "Built", "Moved by"), ("East", "1911", "4 mm"), ("West", "1911", "19 mm"), ("Mid", "1934", "2 mm")]
    table = "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in rows)
    found = draft(f"<h1>{TITLE}</h1><div>{paragraphs(STORY)}<table>{table}</table>{paragraphs(OTHERS[:2])}</div>")
    assert ("table", "\n".join("\t".join(row) for row in rows)) in [(one.kind, one.text) for one in found.blocks]


def test_a_calendar_is_no_table_of_data():
    days = "".join(
        "<tr>" + "".join(f"<td>{week + day}</td>" for day in range(1, 8)) + "</tr>" for week in (0, 7, 14, 21)
    )
    found = draft(f"<h1>{TITLE}</h1><div>{paragraphs(STORY)}<table>{days}</table></div>")
    assert "table" not in [block.kind for block in found.blocks]


def test_a_heading_far_below_that_says_what_the_title_does_is_the_headline():
    found = draft(f"<div class=column><div class=top>{TEASERS}</div>{ARTICLE}</div>")
    claim = found.first("title")
    assert claim is not None
    assert claim.words == TITLE


def test_a_line_far_below_that_is_most_of_the_title_is_the_headline():
    rubrics = "<div>Rubric</div>" * 12
    claim = draft(f"<div><p>{OTHERS[0]}</p>{rubrics}<div>{TITLE}</div>{paragraphs(STORY)}</div>").first("title")
    assert claim is not None
    assert claim.words == TITLE
    assert claim.reader == "heading"


def test_a_text_in_several_boxes_of_one_make_is_read_whole():
    """Page builders set every part of a text in a box of its own, with banners between."""
    last = [
        "What it cost",
        "Four million, most of it borrowed by the town.",
        "Nobody was hurt in all those years, it is said.",
        "The ferry goes on until spring.",
    ]
    copies = [paragraphs(OTHERS[:3]), f"<h2>{last[0]}</h2>{paragraphs(last[1:])}"]
    piece = "<div class=column><div class=inner><div class=text-block>{}</div></div></div><div class=banner>Buy</div>"
    parts = "".join(f"<div class=row>{piece.format(copy)}</div>" for copy in copies)
    found = draft(f"<main><h1>{TITLE}</h1><div class=builder>{parts}</div></main>")
    assert texts(found) == [*OTHERS[:3], *last]


@pytest.mark.parametrize(
    "names", [("class=pictured", "id=caption-attachment-17"), ("id=attachment_17 class='wp-caption alignright'", "")]
)
def test_a_caption_that_wordpress_marks_as_one_is_no_text(names):
    shown = "<div {}><img src=/pier.jpg width=600 height=400><p class=wp-caption-text {}>{}</p></div>"
    said = OTHERS[0].replace("who had learnt", "as the mayor was quick to say, who had learnt")
    page = [paragraphs(STORY[:2]), shown.format(*names, said), paragraphs(STORY[2:])]
    found = draft(f"<h1>{TITLE}</h1><article>{''.join(page)}</article>")
    assert texts(found) == STORY
    assert [figure.caption for figure in found.figures] == [said]


def test_boxes_of_one_make_that_hold_links_are_no_parts_of_a_text():
    """Asked of the box itself: the lines within it would be left out one by one all the same."""

    def holder(*parts):
        rows = "".join(f"<div class=row><div class=column><div class=copy>{part}</div></div></div>" for part in parts)
        layout = walk(document_fromstring(f"<main><div class=page>{rows}</div></main>"))
        body.weigh(layout)
        found = body.densest(layout)
        assert found is not None
        return found.names

    story, other = paragraphs(STORY), paragraphs(OTHERS[:1])
    assert "page" in holder(story, other)
    assert "copy" in holder(story, f"{other}<a href=/1>{OTHERS[1] * 5}</a>")


def test_a_line_amid_a_text_that_leads_elsewhere_is_left_out():
    elsewhere = "<p><strong>Read also:</strong> <a href=/ferry>The ferry that the town forgot</a></p>"
    found = draft(f"<article><h1>{TITLE}</h1>{paragraphs(STORY[:3])}{elsewhere}{paragraphs(STORY[3:])}</article>")
    assert texts(found) == STORY


def test_the_place_at_the_head_of_a_paragraph_belongs_to_it():
    first = f"<p><span class=dateline>PORT SAINT ANNE – </span>{STORY[0]}</p>"
    found = draft(f"<article><h1>{TITLE}</h1>{first}{paragraphs(STORY[1:])}</article>")
    assert texts(found) == [f"PORT SAINT ANNE – {STORY[0]}", *STORY[1:]]


def test_the_number_of_a_note_does_not_break_its_paragraph():
    noted = f"<p>{STORY[0][:60]}<span class=footer-note>[4]</span>{STORY[0][60:]}</p>"
    found = draft(f"<article><h1>{TITLE}</h1>{noted}{paragraphs(STORY[1:])}</article>")
    assert texts(found) == [f"{STORY[0][:60]}[4]{STORY[0][60:]}", *STORY[1:]]


def layout_of(markup: str) -> Layout:
    layout = walk(document_fromstring(f"<html><body>{markup}</body></html>"))
    body.weigh(layout)
    return layout


@pytest.mark.parametrize(
    ("name", "holder"), [("part-{}", "main"), ("part-{}4711", "main"), ("entry-{}4711", "section")]
)
def test_pieces_of_a_text_that_are_numbered_are_one_text(name, holder):
    """Advertisements part the sections of a text, and the page or its database numbers these, as it does entries."""
    pieces = [
        f"<section class={name.format(at)}>{paragraphs(lines)}</section>" for at, lines in enumerate([STORY, OTHERS])
    ]
    layout = layout_of(f"<main><h1>{TITLE}</h1>{'<div class=ad><a href=/buy>Buy</a></div>'.join(pieces)}</main>")
    found = body.densest(layout)
    assert found is not None
    assert found.tag == holder


@pytest.mark.parametrize(("heading", "holder"), [("{}", "main"), ("<a href=/{0}>{0}</a>", "section")])
def test_numbered_boxes_under_headings_that_link_to_them_are_entries_and_no_pieces(heading, holder):
    pieces = [
        f"<div><h2>{heading.format(word)}</h2><section id=c{at}4711>{paragraphs(lines)}</section></div>"
        for at, word, lines in ((1, "Bridge", STORY), (2, "Others", OTHERS))
    ]
    found = body.densest(layout_of(f"<main><h1>{TITLE}</h1>{'<div><a href=/buy>Buy</a></div>'.join(pieces)}</main>"))
    assert found is not None
    assert found.tag == holder


def test_a_paragraph_that_is_set_as_a_heading_is_prose_and_a_heading_of_that_length_is_none():
    large = f"{STORY[0][:-1]}, as the council's own engineers had written in their report of that year"
    runs = layout_of(f"<h2>{large}.</h2><h2>{large}</h2><h2>{TITLE}.</h2>").runs
    assert [run.solid for run in runs] == [True, False, False]


def test_a_section_that_is_named_after_its_heading_is_not_what_a_word_of_it_says():
    """The ids of sections are made of their headings: what is shared, related, commented on there is the text."""
    sections = "".join(f"<div id={name}>{paragraphs(STORY)}</div>" for name in ("sharing-with-a-friend", "share-bar"))
    layout = layout_of(f"<main>{paragraphs(OTHERS)}{sections}</main>")
    assert {box.element.get("id"): box.aside for box in layout.boxes if box.element.get("id")} == {
        "sharing-with-a-friend": "",
        "share-bar": "share",
    }


def test_a_dialogue_is_not_read_where_a_far_longer_text_was_passed_over_too():
    """All of a page may stand in a box that is named after its header; what asks for consent is named apart as well."""
    consent = (
        "We and our partners would like to process personal data to show what may interest you most on this page. "
    )
    article = f"<div class=site-header>{paragraphs(OTHERS)}{paragraphs(STORY)}</div>"
    assert [run.text for run in layout_of(f"<div class=modal><p>{consent * 3}</p></div>{article}").runs] == [
        *OTHERS,
        *STORY,
    ]
