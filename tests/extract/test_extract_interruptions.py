"""What interrupts a text and is none of it; what only looks as if it did."""

from __future__ import annotations

import pytest
from test_extract_pages import BODY, PARAGRAPHS, TITLE, draft, texts

MIDDLE, END = 2, len(PARAGRAPHS)


def page(lines, at):
    """An article with lines between its paragraphs."""
    inner = [f"<p>{words}</p>" for words in PARAGRAPHS]
    inner[at:at] = lines
    return f"<article><h1>{TITLE}</h1>{''.join(inner)}</article>"


@pytest.mark.parametrize(
    "words",
    ["Article content", "Advertisement", "ANZEIGE", "– Реклама –", "Lea también:", "Auch interessant", "相关新闻："],
)
def test_the_words_of_a_pages_machinery_are_no_line_of_the_text(words):
    assert texts(draft(page([f"<p>{words}</p>"], MIDDLE))) == PARAGRAPHS


def test_a_sentence_that_begins_with_such_words_is():
    words = "Advertisement paid for half of the old bridge, the council said, and tolls for the other half."
    assert words in texts(draft(page([f"<p>{words}</p>"], MIDDLE)))


def test_teasers_in_capitals_between_paragraphs_are_left_out_and_a_single_line_is_kept():
    loud = [
        f"<p><a href=/{at}><strong>{words}</strong></a></p>"
        for at, words in enumerate(["FERRY RUNS AGROUND AT THE OLD PIER", "MAYOR SAYS THE COUNCIL WAS WARNED"])
    ]
    both = page([loud[0], f"<p>{PARAGRAPHS[0].replace('old', 'wooden')}</p>", loud[1]], MIDDLE)
    assert not [words for words in texts(draft(both)) if words.isupper()]
    once = texts(draft(page(loud[:1], MIDDLE)))
    assert [words for words in once if words.isupper()] == ["FERRY RUNS AGROUND AT THE OLD PIER"]


def test_a_list_of_teasers_ends_no_text():
    teaser = (
        "<li><em><a href=/{0}>What the town did about bridge {0}</a></em>. Prepare for the winter with our guide.</li>"
    )
    teasers = "".join(map(teaser.format, range(4)))
    found = texts(draft(page([f"<p><strong>More Great EXAMPLE Stories</strong></p><ul>{teasers}</ul>"], END)))
    assert found == PARAGRAPHS


def test_a_list_of_links_without_such_a_heading_is_kept():
    steps = "".join(f"<li><a href=/{at}>Plan {at}</a>: what the engineers propose for the pier</li>" for at in range(4))
    found = texts(draft(page([f"<h3>The four plans</h3><ul>{steps}</ul>"], END)))
    assert found[-1] == "Plan 3: what the engineers propose for the pier"


def test_a_heading_of_the_text_that_passes_for_its_headline_cuts_nothing_off():
    body = f"<div class=story><p>{PARAGRAPHS[0]}</p><h2>The piers are moving</h2>{BODY}</div>".replace(
        f"<p>{PARAGRAPHS[0]}</p>", "<p>The river rose again this week, and with it the fear for the old bridge.</p>", 1
    )
    found = texts(draft(f"<img src=/title.png>{body}"))
    assert found[:2] == [
        "The river rose again this week, and with it the fear for the old bridge.",
        "The piers are moving",
    ]


def test_a_post_that_the_text_shows_is_a_quotation_in_it():
    post = (
        "<p>The bridge is closed from tonight <a href=https://t.example/1>pic.example/1</a></p>— The Council (@council)"
    )
    shown = f"<div class=social-media-embed><blockquote>{post}</blockquote></div>"
    found = texts(draft(page([shown], MIDDLE)))
    assert found[MIDDLE : MIDDLE + 2] == ["The bridge is closed from tonight pic.example/1", "— The Council (@council)"]
