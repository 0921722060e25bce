"""What becomes of broken markup: nothing that a reader would see is lost, and who parsed the page is told."""

from __future__ import annotations

import re

import pytest

from newsarchive import markup
from newsarchive.errors import Undecodable
from newsarchive.markup import depth
from newsarchive.model import Page

HEAD = "<html><head><title>A bridge</title></head><body><h1>A bridge is repaired</h1>\n"
PARAGRAPHS = [f"Sentence {number} of a story about an old bridge that is to be repaired." for number in range(40)]
BODY = "\n".join(f"<p>{words}</p>" for words in PARAGRAPHS)


def found(html: str) -> list[str]:
    words = markup.parse(html).text_content()
    return [sentence for sentence in PARAGRAPHS if sentence in words]


def grown(html: str) -> markup.Grown:
    return markup.grow(html.encode())


@pytest.mark.parametrize(
    "html",
    [
        HEAD + "</body></html>" + BODY,
        HEAD + "</body></html>\n" + HEAD + BODY + "</body></html>",
        "<html><head></head></html>" + BODY,
        HEAD + "<p>\0</p>" + BODY,
        HEAD + "<!DOCTYPE html " + BODY,
        HEAD + "<p a=1 " + "b=2 " * 1000 + ">" + BODY,
        HEAD + "<?php echo 1" + BODY,
        HEAD + "<plaintext>" + BODY,
    ],
)
def test_lxml_keeps_the_text_of_what_is_merely_odd(html):
    assert found(html) == PARAGRAPHS
    assert grown(html).parser == "lxml"


@pytest.mark.parametrize(
    ("html", "why"),
    [
        (HEAD + "<!-- advertisement " + BODY, "a comment without an end"),
        (HEAD + "<!--[if IE]>" + BODY + "<![endif]>", "a comment without an end"),
        (HEAD + '<a href="/x>more</a>' + BODY, "markup without an end"),
    ],
)
def test_where_lxml_would_lose_text_a_soup_keeps_it_and_says_why(html, why):
    assert found(html) == PARAGRAPHS
    assert (grown(html).parser, grown(html).why) == ("BeautifulSoup", why)


@pytest.mark.parametrize(
    "html",
    [
        HEAD + "<div>" * 3000 + BODY,
        HEAD + "<p><font>" * 3000 + BODY,
        HEAD + "<div>" * 3000 + BODY + "</div>" * 3000,
        HEAD + "<div><b>" * 3000 + BODY + "</b></div>" * 3000,
        HEAD + "<div class=a>\n<span id=b>" * 3000 + BODY.replace("<p>", "<div>").replace("</p>", "</div>"),
        HEAD + "".join(f"<div id=a{at}>" for at in range(3000)) + "<br>".join(PARAGRAPHS) + "</div>" * 3000,
        HEAD + "<table><tr><td>" * 1500 + BODY,
    ],
)
def test_what_is_nested_too_deep_for_lxml_keeps_its_text_and_loses_its_deepest_tags(html):
    assert found(html) == PARAGRAPHS
    assert (grown(html).parser, grown(html).why) == ("lxml", "nested too deep")


def test_lines_that_only_ends_of_lists_and_cells_left_out_part_are_no_deeper():
    rows = "".join(f"<tr><td>a{at}<td>b{at}" for at in range(300)) + "".join(f"<li>c{at}<p>d{at}" for at in range(300))
    flat = depth.flattened((HEAD + rows).encode()).decode()
    assert flat == HEAD + rows


def test_words_of_what_is_flattened_do_not_run_together():
    flat = depth.flattened(b"<div id=%d>" * 150 % tuple(range(150)) + b"<div>one</div><div>two</div><b>th</b>ree")
    assert re.sub(rb"(<[^<>]*>)+", b"|", flat) == b"|one|two|three"


def test_a_soup_keeps_structure_attributes_and_order():
    div_and_comment = '<div class="a b">one <b>two</b> three</div><!-- '
    root = grown(f"<html lang=en><head><title>T</title></head><body>{div_and_comment}{BODY}").root
    div = next(root.iter("div"))
    assert root.get("lang") == "en"
    assert div.get("class") == "a b"
    assert div.text_content() == "one two three"
    assert [one.tag for one in root] == ["head", "body"]


@pytest.mark.parametrize(
    "html",
    [
        HEAD + BODY + "<!-- the end",
        HEAD + BODY + "<script><!-- \nvar a = '" + "x" * 500 + "';\n</script>",
        HEAD + BODY + "<script>" + "var a;\n" * 100 + "</script>",
        HEAD + BODY + "\n" * 100,
        HEAD + BODY + "<pre>" + "line\n" * 100 + "</pre>",
        HEAD + BODY + "<style>\n" + "p {}\n" * 100 + "</style>" + "<!-- \n" * 3 + "-->",
    ],
)
def test_no_soup_is_made_where_nothing_is_lost(html):
    assert found(html) == PARAGRAPHS
    assert grown(html).parser == "lxml"


def test_a_page_tells_who_parsed_it():
    page = Page("https://news.example/a", (HEAD + "<div>" * 3000 + BODY).encode("gb18030"))
    assert (page.grown.parser, page.grown.why) == ("lxml", "nested too deep")
    assert page.tree is page.grown.root


def test_what_holds_no_element_is_no_html():
    with pytest.raises(Undecodable):
        markup.parse("   ")
