"""Pictures of a body: where they stand, what is said of them, where they are; and what is no picture of it."""

from __future__ import annotations

import pytest

from newsarchive import read
from newsarchive.extract import extract
from newsarchive.model import Draft, Image, Page, Publisher

URL = "https://news.example/2024/08/21/bridge.html"
PARAGRAPHS = [
    "The council met on Tuesday and voted to repair the old bridge before the winter comes, after years of talk.",
    "Engineers had warned since 2019 that two of its piers were moving, and that lorries should be kept off it.",
    "The work is to cost four million and to last until the spring; a ferry will run in the meantime.",
    "“We waited too long,” the mayor said, “and we are lucky that nobody was hurt in all that time.”",
]
ONE, TWO, THREE, FOUR = (f"<p>{words}</p>" for words in PARAGRAPHS)
TITLE = "Council votes to repair the old bridge"
BRIDGE = "https://news.example/i/bridge.jpg"


def page(body: str, between: str = "") -> bytes:
    head = f"<html lang=en><head><title>{TITLE} | The Example</title></head>"
    footer = "<footer><img src=/i/house.jpg><p>© 2024 The Example</p></footer>"
    return f"{head}<body><h1>{TITLE}</h1>{between}<article>{body}</article>{footer}</body></html>".encode()


def draft(body: str, between: str = "") -> Draft:
    return extract(Page(URL, page(body, between)), Publisher("example", "The Example"))


def shown(picture: str) -> list[str]:
    """Where the pictures are that a page shows which has this one in its text."""
    return [figure.url for figure in draft(f"{ONE}{TWO}{picture}{THREE}{FOUR}").figures]


def test_figures_stand_in_the_html_where_they_stand_on_the_page_and_captions_not_in_the_text():
    first = '<figure><img src="../i/bridge.jpg" alt="Two piers"><figcaption>The bridge & the <b>ferry</b>.</figcaption>'
    second = '<div class="wp-caption"><img src="/i/ferry.jpg"><p class="wp-caption-text">The ferry in May.</p></div>'
    found = read(page(f"{ONE}{first}</figure>{TWO}{THREE}{second}{FOUR}"), "https://news.example/2024/bridge.html")
    assert found.html.split("\n") == [
        ONE,
        '<figure><img src="https://news.example/i/bridge.jpg" alt="Two piers">'
        "<figcaption>The bridge &amp; the ferry.</figcaption></figure>",
        TWO,
        THREE,
        '<figure><img src="https://news.example/i/ferry.jpg" alt="">'
        "<figcaption>The ferry in May.</figcaption></figure>",
        FOUR,
    ]
    assert found.text.split("\n") == PARAGRAPHS
    assert found.images == (
        Image(BRIDGE, "The bridge & the ferry."),
        Image("https://news.example/i/ferry.jpg", "The ferry in May."),
    )


def test_a_picture_without_a_caption_is_told_of_by_its_alternative():
    found = draft(f'{ONE}{TWO}<p><img src="/i/bridge.jpg" alt="Two  piers"></p>{THREE}')
    assert [(figure.caption, figure.before, figure.image.caption) for figure in found.figures] == [("", 2, "Two piers")]


def test_a_picture_between_headline_and_body_stands_first():
    found = draft(ONE + TWO + THREE + FOUR, "<figure><img src=/i/bridge.jpg><figcaption>In May.</figcaption></figure>")
    assert [(figure.url, figure.caption, figure.before) for figure in found.figures] == [(BRIDGE, "In May.", 0)]


def test_each_picture_of_a_gallery_has_its_own_caption():
    shots = "".join(
        f"<figure><img src=/i/{name}.jpg><figcaption>{name.title()}.</figcaption></figure>"
        for name in ("pier", "ferry")
    )
    found = draft(f"{ONE}{TWO}<figure class=gallery>{shots}</figure>{THREE}{FOUR}")
    assert [(figure.caption, figure.before) for figure in found.figures] == [("Pier.", 2), ("Ferry.", 2)]


def test_a_caption_above_its_picture_is_its_caption():
    found = draft(f"{ONE}{TWO}<figure><figcaption>In May.</figcaption><img src=/i/bridge.jpg></figure>{THREE}{FOUR}")
    assert [figure.caption for figure in found.figures] == ["In May."]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/i/bridge.jpg">',
        '<img src="data:image/gif;base64,R0lGOD" data-src="/i/bridge.jpg">',
        '<img src="/static/grey-placeholder.png" data-lazy-src="/i/bridge.jpg">',
        '<img src="/1x1.gif" data-original="//news.example/i/bridge.jpg">',
        '<img srcset="/i/small.jpg 400w, /i/bridge.jpg 1600w, /i/middle.jpg 800w">',
        '<img src="/blank.gif" data-srcset="/i/w_1,h_2/small.jpg 1x,https://news.example/i/bridge.jpg 2x">',
        '<picture><source srcset="/i/bridge.jpg"><img src="data:,"></picture>',
        '<picture><source data-srcset="/i/s.jpg 1x, /i/bridge.jpg 2x"><source media="print"><img></picture>',
        '<picture><source srcset="/i/large.avif"><source srcset="/i/s.webp"><img src="/i/bridge.jpg"></picture>',
        '<img class="lazyload" src="/loading.gif"><noscript><img src="/i/bridge.jpg"></noscript>',
        '<div><img data-src="{{ picture }}"></div><noscript><img src="/i/bridge.jpg"></noscript>',
        '<p>See: <a href="/i/large.jpg"><img src="/i/bridge.jpg" width="600" height="400"></a></p>',
    ],
)
def test_a_picture_is_where_a_browser_shows_it_from_in_the_end(picture):
    assert shown(picture) == [BRIDGE]


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="/i/bridge.jpg" width="1" height="1">',
        '<img src="https://count.example/p?id=1" style="display:none">',
        '<img src="/i/bridge.jpg" style="width: 16px; height: 16px">',
        '<img class="wp-smiley" src="/i/smile.png">',
        '<img src="/theme/icons/print.png">',
        '<img src="/i/site-logo.png">',
        '<img src="/i/arrow-right-of-the-page.svg">',
        '<img src="/i/transparent_h-3_w-4.gif">',
        '<img src="javascript:alert(1)">',
        '<img src="http://[bad">',
        '<img src="">',
        "<img>",
        '<div class="related"><img src="/i/other.jpg"><a href="/other">Another bridge fell into the river</a></div>',
        '<div class="author-bio"><img src="/i/ann.jpg">Ann Other</div>',
    ],
)
def test_decoration_pixels_and_what_is_nowhere_are_no_pictures_of_a_body(picture):
    assert shown(picture) == []


def test_a_picture_that_stands_twice_is_shown_once():
    assert shown('<img src="/i/bridge.jpg"><img src="/i/small.jpg" data-src="/i/bridge.jpg">') == [BRIDGE]


def test_nothing_in_a_caption_or_an_address_is_markup():
    hostile = "<figure><img src='/i/a\"onerror=\"alert(1).jpg' alt='\"><script>alert(2)</script>'>"
    found = read(page(f"{ONE}{TWO}{hostile}<figcaption>&lt;img src=x onerror=y&gt;</figcaption></figure>{THREE}"), URL)
    assert found.html.split("\n")[2] == (
        '<figure><img src="https://news.example/i/a%22onerror=%22alert(1).jpg" '
        'alt="&quot;&gt;&lt;script&gt;alert(2)&lt;/script&gt;">'
        "<figcaption>&lt;img src=x onerror=y&gt;</figcaption></figure>"
    )


@pytest.mark.parametrize("picture", [f'<img srcset="{"a,b " * 200_000}">', f'<img data-src="/{"a." * 400_000}">'])
def test_a_megabyte_of_addresses_is_read_as_any_other(picture):
    assert [one for one in shown(picture + '<img src="/i/bridge.jpg">') if len(one) < 99][-1:] == [BRIDGE]


def test_figures_of_further_pages_stand_behind_those_before():
    further = Page(URL + "?p=2", page(f"{THREE}<figure><img src=/i/ferry.jpg></figure>{FOUR}"))
    whole = Page(URL, page(f"{ONE}<figure><img src=/i/bridge.jpg></figure>{TWO}"), parts=(further,))
    found = extract(whole, Publisher("example", "The Example"))
    assert [(figure.url, figure.before) for figure in found.figures] == [
        (BRIDGE, 1),
        ("https://news.example/i/ferry.jpg", [block.text for block in found.blocks].index(PARAGRAPHS[3])),
    ]
