"""Which of a page's titles is its headline."""

from __future__ import annotations

import pytest

from newsarchive.extract import extract
from newsarchive.model import Page, Publisher

SENTENCE = "The council met on Tuesday and voted to repair the old bridge before winter, after years of talk. "
BODY = "".join(f"<p>{number}. {SENTENCE * 3}</p>" for number in range(6))

STRUCTURED = '{"@type": "NewsArticle", "headline": "The wait for a bridge"}'


def plugin(words: str) -> str:
    """What a plug-in says of any page that has a text."""
    return f'<script type="application/ld+json">{{"@type": "BlogPosting", "headline": "{words}"}}</script>'


def title(heading: str, document: str, *claims: str) -> str:
    names = ("og:title", "twitter:title", "title")
    metas = "".join(f'<meta property="{name}" content="{words}">' for name, words in zip(names, claims, strict=False))
    html = f"<html><head><title>{document}</title>{metas}</head><body><article>{heading}{BODY}</article></body></html>"
    found = extract(Page("https://news.example/2024/a.html", html.encode()), Publisher("example", "Example News"))
    return found.first("title").words


@pytest.mark.parametrize(
    ("heading", "document", "claims", "expected"),
    [
        ("<h1>Bridge closed again</h1>", "Bridge closed again | Example News", [], "Bridge closed again"),
        # the one h1 of a page outranks what is said to machines in other words
        (
            "<h1>Bridge closed until spring</h1>",
            "Why the old bridge has to wait | Example News",
            ["The wait for a bridge", "Why the old bridge has to wait"],
            "Bridge closed until spring",
        ),
        # a quotation mark that ends the attribute of a <meta> ends no title
        (
            '<ol class="breadcrumb"><li><a href="/">Home</a></li><li><h1>Bridge closed "for good" in May</h1></li></ol>'
            "<h2>A bridge goes after ninety years</h2>",
            'Bridge closed "for good" in May',
            ['Bridge closed "for good" in May', 'Bridge closed "for good" in May'],
            'Bridge closed "for good" in May',
        ),
        # unless all that is said to other sites and to machines is of one wording, and only <title> of its own
        (
            f'<h1>Bridge closed until spring</h1><script type="application/ld+json">{STRUCTURED}</script>',
            "Bridge closed until spring | Example News",
            ["The wait for a bridge", "The wait for a bridge"],
            "The wait for a bridge",
        ),
        # but not where it is but the begin of the headline
        (
            "<h1>The old bridge</h1><h2>Closed until spring</h2>",
            "The old bridge: Closed until spring",
            ["The old bridge: Closed until spring", "The old bridge: Closed until spring"],
            "The old bridge: Closed until spring",
        ),
        # the line of day and source in the same heading goes
        (
            "<h1>The old bridge is closed<br><span>2020-01-05 10:00 Source: The Town, 12 readers</span></h1>",
            "The old bridge is closed - Example News",
            [],
            "The old bridge is closed",
        ),
        # a kicker in the same heading goes
        (
            "<h1><span>Traffic</span> Bridge closed until spring</h1>",
            "Bridge closed until spring - Example News",
            ["Bridge closed until spring"],
            "Bridge closed until spring",
        ),
        # unless og:title and twitter:title both have it, and spell what parts it
        (
            "<h1><span>Traffic</span>Bridge closed until spring</h1>",
            "Traffic Bridge closed until spring - Example News",
            ["Traffic / Bridge closed until spring", "Traffic Bridge closed until spring - Example News"],
            "Traffic / Bridge closed until spring",
        ),
        # a breadcrumb in the same heading goes: <title> has but its end
        (
            "<h1>Example News〉Town〉Bridge closed until spring</h1>",
            "Bridge closed until spring - Example News",
            [],
            "Bridge closed until spring",
        ),
        # words under it that nothing has go
        (
            "<h1>Bridge closed until spring<br><small>Comments:</small></h1>",
            "Bridge closed until spring // EXAMPLE.COM",
            ["Bridge closed until spring"],
            "Bridge closed until spring",
        ),
        # a system fills og:title and <title> from one field: two copies are no majority
        (
            "<h1>Bridge closed until spring</h1>",
            "Town: Bridge closed until spring - Example News",
            ["Town: Bridge closed until spring"],
            "Bridge closed until spring",
        ),
        # nor are four, which a plug-in makes of the title for search engines
        (
            "<h1>Bridge closed until spring</h1>" + plugin("Bridge Closure 2024: Dates, Detours"),
            "Bridge Closure 2024: Dates, Detours",
            ["Bridge Closure 2024: Dates, Detours", "Bridge Closure 2024: Dates, Detours"],
            "Bridge closed until spring",
        ),
        # an <h1> in a breadcrumb that the head confirms goes before a subheading that it does not
        (
            '<nav><ul><li><a href="/">Home</a></li><li><h1>Bridge closed until spring</h1></li></ul></nav>'
            "<h2>What now?</h2>",
            "Closed until spring: how the old bridge fares | Example News",
            ["Bridge closed until spring", "Bridge closed until spring"],
            "Bridge closed until spring",
        ),
        # and goes before it all the same where it is long, and the only one
        (
            '<nav class="crumbs"><h1>The old bridge is closed until spring</h1></nav><h2>What now?</h2>',
            "Detours",
            [],
            "The old bridge is closed until spring",
        ),
        # a blog's name is in an <h1>, and its headline in an <h2>
        (
            '<h1><a href="/">Notes of a Walker</a></h1><h2><a href="/a.html">Bridge closed until spring</a></h2>',
            "Notes of a Walker » Bridge closed until spring",
            [],
            "Bridge closed until spring",
        ),
        # the name in a logo is said by <title>, and is no headline beside one
        (
            '<div class="logo"><a href="/">The Walker</a></div><h2>Bridge closed until spring</h2>',
            "The Walker",
            [],
            "Bridge closed until spring",
        ),
        # a counter of comments is linked behind the headline; a year belongs to it
        (
            '<h1>Bridge closed until next spring <a href="#comments">12</a></h1>',
            "Bridge closed until next spring | Example News",
            [],
            "Bridge closed until next spring",
        ),
        (
            "<h1>Bridge closed until the spring of 2015</h1>",
            "Bridge closed until the spring of | Example News",
            [],
            "Bridge closed until the spring of 2015",
        ),
        (
            '<div class="title">Bridge closed until spring</div>',
            "Bridge closed until spring - Traffic - Example News",
            [],
            "Bridge closed until spring",
        ),
    ],
)  # fmt: skip
def test_the_title_is_the_headline_as_it_was_written(heading, document, claims, expected):
    assert title(heading, document, *claims) == expected
