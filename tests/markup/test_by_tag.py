"""What is asked for by its tag is found in one pass."""

from __future__ import annotations

from newsarchive import read
from newsarchive.model import Page


def test_elements_are_found_by_tag_in_the_order_of_the_page() -> None:
    page = Page(
        "https://news.example/a.html",
        b"<head><title>One</title><meta name=a><link rel=canonical href=/a></head>"
        b"<body><meta name=b><p>Text <time>today</time></p><script>1</script></body>",
    )
    assert [meta.get("name") for meta in page.by_tag["meta"]] == ["a", "b"]
    assert [title.text for title in page.by_tag["title"]] == ["One"]
    assert len(page.by_tag["script"]) == len(page.by_tag["time"]) == len(page.by_tag["link"]) == 1


def test_a_tag_that_a_page_does_not_have_is_found_nowhere() -> None:
    assert Page("https://news.example/a.html", b"<p>Text</p>").by_tag["rss"] == []


def test_properties_are_read_however_their_attribute_is_written() -> None:
    body = b"<h1>A headline of some length</h1>" + b"<p>A sentence of the text, long enough to be one.</p>" * 9
    for name in (b"itemprop", b"itemProp"):
        stamped = b"<meta " + name + b"=datePublished content=2026-02-03T10:00:00Z>" + body
        article = read(stamped, "https://news.example/a.html")
        assert article.origins["published_at"] == "structured: microdata datePublished"
