"""Bodies that stand in scripts, attributes and templates: when they are read, and whose they must be."""

from __future__ import annotations

import html
import json

import pytest

from newsarchive.errors import PageError
from newsarchive.extract import extract
from newsarchive.model import Draft, Page, Publisher

TITLE = "Harbour ferry to run through winter"
STORY = [
    "The city council agreed on Monday evening to keep the ferry running through the winter.",
    "Officials said that the two boats, which take nine hundred people a day, leave every twenty minutes.",
    "Shops near the pier have asked for money, because their customers cannot come by car any more.",
    "A decision on that is expected before Christmas, and the bridge is to be open again in the spring.",
    "Nobody on the council was against the plan, which had been talked about since the end of summer.",
]
MARKED = "".join(f"<p>{words}</p>" for words in STORY)
THING = {"title": TITLE, "body": MARKED}


def draft(body: str, url: str = "https://news.example/2024/03/12/ferry.html", title: str = TITLE) -> Draft:
    head = f"<title>{title} | The Example</title>"
    page = f"<html><head>{head}</head><body><div id=root></div>{body}<script src=/app.js></script></body></html>"
    return extract(Page(url, page.encode()), Publisher("example", "The Example"))


def texts(found: Draft) -> list[str]:
    return [block.text for block in found.blocks]


def script(words: str, about: str = "") -> str:
    return f"<script {about}>{words}</script>"


def state(value: object) -> str:
    return json.dumps(value).replace("</", "<\\/")


NEXT = "id=__NEXT_DATA__ type=application/json"
PIECES = [{"type": "paragraph", "text": words} for words in STORY]
LEAVES = [{"type": "p", "children": [{"text": words[:40]}, {"text": words[40:]}]} for words in STORY]
NOTES = {f"Paragraph:{at}": {"__typename": "Paragraph", "text": words} for at, words in enumerate(STORY)}
CARRIED = {
    "pieces": script(state({"props": {"article": {"title": TITLE, "blocks": PIECES}}}), NEXT),
    "leaves": script(state({"props": {"article": {"title": TITLE, "body": LEAVES}}}), NEXT),
    "fusion": script(
        "window.Fusion=window.Fusion||{};Fusion.arcSite='x';Fusion.globalContent="
        + state(
            {"headlines": {"basic": TITLE}, "content_elements": [{"type": "text", "content": one} for one in STORY]}
        )
        + ';Fusion.globalContentConfig={"source":"x"};'
    ),
    "function": script(f"window.__NUXT__=(function(a,b){{return {{id:a,body:{state(MARKED)},x:b}}}}(1,null))"),
    "flat": script(state([{"article": 1}, {"title": 2, "body": 3}, TITLE, MARKED]), "type=application/json"),
    "as text": script(f"window.__INITIAL_STATE__=JSON.parse({state(state({'article': THING}))})"),
    "apollo": script("window.__APOLLO_STATE__=" + state({"ROOT_QUERY": {}, **NOTES})),
    "context": script("window.__remixContext = " + state({"state": {"article": THING}}) + ";"),
    "unnamed": script(state({"article": THING}), "type=application/json"),
    "stream": script("self.__next_f.push([1," + state("5:" + json.dumps({"article": THING})) + "])"),
    "variable": script(f"var articleContent = {state(MARKED)}; show(articleContent);"),
    "attribute": f'<div data-page="{html.escape(json.dumps({"article": THING}))}"></div>',
    "template": f"<template><article><h1>{TITLE}</h1>{MARKED}</article></template>",
    "area": f"<textarea style='display:none'>{html.escape(MARKED)}</textarea>",
    "escaped": script(state({"@type": "NewsArticle", "articleBody": html.escape(MARKED)}), "type=application/ld+json"),
}


@pytest.mark.parametrize("name", CARRIED)
def test_a_body_is_read_wherever_a_page_carries_it(name):
    found = draft(CARRIED[name])
    assert texts(found) == STORY
    assert found.completeness == "script-built"


@pytest.mark.parametrize("name", CARRIED)
def test_what_a_page_carries_is_not_read_where_it_has_a_text(name):
    own = "".join(f"<p>{words} So it was said at the pier.</p>" for words in STORY)
    found = draft(f"<article><h1>{TITLE}</h1>{own}</article>{CARRIED[name]}")
    assert all(words.endswith("at the pier.") for words in texts(found))


def test_the_body_that_is_titled_as_the_page_goes_before_longer_ones():
    other = {"title": "Quite another story", "body": MARKED.replace("ferry", "train") * 2}
    assert texts(draft(script(state({"all": [other, THING]}), NEXT))) == STORY


def test_a_short_notice_is_not_taken_for_its_neighbour_in_a_script():
    other = script(state({"related": [{"title": "Quite another story", "body": MARKED}]}), NEXT)
    words = "The ferry runs on, the town said today, and every boat leaves from the old pier."
    assert texts(draft(f"<main><h1>{TITLE}</h1><p>{words}</p></main>{other}")) == [words]


def test_a_notice_on_the_page_is_the_beginning_of_the_body_that_a_script_carries():
    body = script(state({"content": MARKED}), NEXT)
    assert texts(draft(f"<main><h1>{TITLE}</h1><p>{STORY[0]}</p></main>{body}")) == STORY


LIST = [{"title": f"Story {at}", "body": MARKED.replace("The", f"{at}. The")} for at in range(5)]
CONSENT = {"consent": {"text": "We use cookies and the like to show you what fits you best. " * 12}}


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ({"articles": LIST}, "https://news.example/local"),
        ({"articles": [THING]}, "https://news.example/"),
        (CONSENT, "https://news.example/account/sign-in"),
    ],
    ids=["list", "home", "consent"],
)
def test_what_a_list_or_a_form_carries_is_no_article(said, url):
    with pytest.raises(PageError):
        draft(script(state(said), NEXT), url, title="Local news")


@pytest.mark.parametrize(
    "words",
    ["a=" + "[1," * 300_000, "a" * 900_000, 'body:"x' * 120_000, 'body:"' + "\\n" * 400_000, "a=" + "[" * 400_000],
    ids=["lists", "word", "names", "open text", "deep"],
)
def test_scripts_that_nobody_wrote_for_readers_end_in_no_article(words):
    with pytest.raises(PageError):
        draft(script(words))
