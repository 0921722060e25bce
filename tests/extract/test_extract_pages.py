"""What is read of pages of every make: fields, body, the lines around it, pictures, wholeness."""

from __future__ import annotations

import json
from datetime import date

import pytest

from newsarchive.errors import NoBody, NotAnArticle, TooLarge, Undecodable
from newsarchive.extract import extract
from newsarchive.model import Draft, Page, Publisher, Rules

URL = "https://news.example/2024/08/21/bridge.html"
PARAGRAPHS = [
    "The council met on Tuesday and voted to repair the old bridge before the winter comes, after years of talk.",
    "Engineers had warned since 2019 that two of its piers were moving, and that lorries should be kept off it.",
    "The work is to cost four million and to last until the spring; a ferry will run in the meantime.",
    "“We waited too long,” the mayor said, “and we are lucky that nobody was hurt in all that time.”",
    "Shopkeepers on the west bank fear for their trade, and have asked the council for help with their rents.",
]
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
TITLE = "Council votes to repair the old bridge"


def draft(body: str, head: str = "", publisher: Publisher | None = None, **more: object) -> Draft:
    html = f"<html lang=en><head><title>{TITLE} | The Example</title>{head}</head><body>{body}</body></html>"
    page = Page(URL, html.encode(), **more)
    return extract(page, publisher or Publisher("example", "The Example"))


def texts(found: Draft) -> list[str]:
    return [block.text for block in found.blocks]


RESULTS = [("Party", "Seats", "Before"), ("Greens", "12", "9"), ("Liberals", "9", "14"), ("Others", "3", "1")]


def test_a_table_of_data_is_one_block_of_rows_and_cells():
    rows = "".join("<tr><td>" + "</td><td>".join(row) + "</td></tr>" for row in RESULTS)
    page = f"<h1>{TITLE}</h1>{BODY}<table>{rows}</table>"
    found = draft(page, publisher=Publisher("example", "The Example", rules=(Rules(body=("body",)),)))
    assert ("table", "\n".join("\t".join(row) for row in RESULTS)) in [(one.kind, one.text) for one in found.blocks]


def test_a_table_that_lays_out_a_page_is_paragraphs():
    rows = "".join(f"<tr><td>{at}.</td><td>{words}</td></tr>" for at, words in enumerate(PARAGRAPHS))
    found = draft(f"<h1>{TITLE}</h1><table>{rows}</table>")
    assert [block.kind for block in found.blocks if block.text in PARAGRAPHS] == ["paragraph"] * len(PARAGRAPHS)


def title(found: Draft) -> str:
    claim = found.first("title")
    return claim.words if claim else ""


PLAIN = f"<header><nav><a href=/>Home</a> <a href=/n>News</a></nav></header><article><h1>{TITLE}</h1>{BODY}</article>"


def test_the_body_is_the_paragraphs_and_nothing_else():
    found = draft(PLAIN + "<footer><p>© 2024 The Example. All rights reserved.</p></footer>")
    assert texts(found) == PARAGRAPHS
    assert title(found) == TITLE


@pytest.mark.parametrize(
    "noise",
    [
        '<div class="share-bar"><a href=/s>Share</a> <a href=/t>Tweet</a></div>',
        '<div class="related-posts"><h3>Related</h3><a href=/1>Ferry to start</a><a href=/2>Mayor resigns</a></div>',
        "<aside><h3>Most read</h3><p>Ten things to do this weekend in town and around it.</p></aside>",
        '<div class="newsletter-signup"><p>Sign up for our newsletter and never miss a story again.</p></div>',
        '<div id="comments"><p>Great article, thank you very much for writing all this down.</p></div>',
        "<script>var text = 'The council met on Monday.';</script><style>p { color: red }</style>",
        '<div style="display: none"><p>This is a hidden text that nobody is meant to read at all.</p></div>',
        '<div class="post-tags"><a href=/tag/b>bridge</a> <a href=/tag/c>council</a></div>',
    ],
)
@pytest.mark.parametrize("place", ["before", "amid", "after"])
def test_noise_is_left_out_wherever_it_stands(noise, place):
    middle = BODY.index("</p>") + 4
    bodies = {"before": noise + BODY, "amid": BODY[:middle] + noise + BODY[middle:], "after": BODY + noise}
    assert texts(draft(f"<div class=story><h1>{TITLE}</h1>{bodies[place]}</div>")) == PARAGRAPHS


def test_a_body_split_over_siblings_by_an_advertisement_is_joined():
    halves = ["".join(f"<p>{words}</p>" for words in part) for part in (PARAGRAPHS[:3], PARAGRAPHS[3:])]
    body = f"<h1>{TITLE}</h1><div>{halves[0]}</div><div class=ad-slot>Advertisement</div><div>{halves[1]}</div>"
    assert texts(draft(f"<main>{body}</main>")) == PARAGRAPHS


def test_bare_text_between_breaks_is_paragraphs():
    found = draft(f"<h1>{TITLE}</h1><td>{'<br><br>'.join(PARAGRAPHS)}</td>")
    assert texts(found) == PARAGRAPHS


def test_kinds_of_blocks_are_told_apart():
    items = "<ul><li>Two piers are moving under the weight.</li><li>Lorries are kept off it for now.</li></ul>"
    quote = "<blockquote><p>We waited far too long for this.</p></blockquote>"
    body = f"{BODY}<h2>What comes next</h2>{BODY}{items}{quote}{BODY}"
    found = draft(f"<article><h1>{TITLE}</h1>{body}</article>")
    kinds = {block.text: (block.kind, block.level) for block in found.blocks}
    assert kinds["What comes next"] == ("heading", 2)
    assert kinds["Two piers are moving under the weight."] == ("item", 0)
    assert kinds["We waited far too long for this."] == ("quote", 0)


def test_inline_markup_is_kept_and_links_made_absolute():
    linked = (
        '<p>The council <b>met</b> on <a href="/days/tuesday">Tuesday</a> &amp; voted to repair the bridge at last.</p>'
    )
    found = draft(f"<article><h1>{TITLE}</h1>{linked}{BODY}</article>")
    assert found.blocks[0].text == "The council met on Tuesday & voted to repair the bridge at last."
    assert found.blocks[0].html == (
        'The council <strong>met</strong> on <a href="https://news.example/days/tuesday">Tuesday</a> &amp; voted to'
        " repair the bridge at last."
    )


@pytest.mark.parametrize("href", ["javascript:alert(1)", "#top", "http://[bad", "data:text/html,x", ""])
def test_a_link_that_leads_nowhere_loses_its_address(href):
    found = draft(
        f'<article><h1>{TITLE}</h1><p>The <a href="{href}">council</a> met today, it is said.</p>{BODY}</article>'
    )
    assert "href" not in found.blocks[0].html


def test_lines_between_headline_and_body_are_above_it_and_what_follows_is_below():
    about = "<p>2024年8月21日 来源:新华社</p>"
    found = draft(f"<div><h1>{TITLE}</h1>{about}<div>{BODY}</div><p>责任编辑:李明</p></div>")
    assert "2024年8月21日 来源:新华社" in found.above
    assert texts(found)[0] == PARAGRAPHS[0]
    assert "责任编辑:李明" in [*texts(found)[-1:], *found.below]


HEAD = """<meta property="og:site_name" content="The Example">
<meta property="article:published_time" content="2024-08-21T09:30">
<meta name="author" content="Ann Other"><meta name="ContentSource" content="新华社">
<link rel="canonical" href="/bridge">
<meta property="og:title" content="Council votes to repair the old bridge - The Example">"""
JSON = """<script type="application/ld+json">/* <![CDATA[ */ {"@graph": [{"@type": "WebSite", "name": "x"},
{"@type": ["NewsArticle"], "headline": "Council votes to repair the old bridge",
"datePublished": "2024-08-21T09:31:00Z", "author": [{"@type": "Person", "name": "Ann Other"}, "Bob Third"],
"publisher": {"name": "The Example"},}]} /* ]]> */</script>"""


def test_claims_stand_in_the_order_of_their_readers():
    found = draft(PLAIN, HEAD + JSON)
    published = [(claim.reader, claim.words) for claim in found.all("published")]
    assert published == [("structured", "2024-08-21T09:31:00Z"), ("metatags", "2024-08-21T09:30")]
    assert [claim.words for claim in found.all("author")] == ["Ann Other", "Bob Third", "Ann Other"]
    assert found.first("source").words == "新华社"
    assert found.first("language").words == "en"
    assert {claim.words for claim in found.all("title")} == {TITLE}


def test_rules_go_first_and_name_their_selector():
    rules = Rules(title=("h2.t",), body=("#b",), drop=(".x",))
    publisher = Publisher("example", "The Example", rules=(rules,))
    ruled = f"<div id=b>{BODY}<p class=x>Not this line.</p></div>"
    body = f"<h1>Something else</h1><h2 class=t>{TITLE}</h2>{ruled}<p>{PARAGRAPHS[0]}</p>"
    found = draft(body, publisher=publisher)
    assert found.first("title").reader == "rules"
    assert found.first("title").rule == "h2.t"
    assert texts(found) == PARAGRAPHS


def test_rules_that_match_nothing_are_told():
    rules = Rules(title=("h2.old", "h1"), published=(".day",), author=(".by",), body=("#gone",))
    publisher = Publisher("example", "The Example", rules=(rules,))
    found = draft(f"<article><h1>{TITLE}</h1><p class=by>By Ann Other</p>{BODY}</article>", publisher=publisher)
    assert found.unmatched == ["published", "body"]
    assert texts(found)[-1] == PARAGRAPHS[-1]
    assert draft(PLAIN).unmatched == []


PAID = """<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": "False",
"hasPart": {"@type": "WebPageElement", "isAccessibleForFree": false, "cssSelector": "%s"}}</script>"""


@pytest.mark.parametrize(
    ("rest", "selector", "completeness", "because"),
    [
        (f"<div class='x paid'>{BODY}</div>", ".paid", "complete", ""),
        (f"<div id=paid>{BODY}</div>", "#paid", "complete", ""),
        ("<div class=paid></div>", ".paid", "paywalled", "isAccessibleForFree is false, .paid is empty"),
        ("", ".paid", "paywalled", "isAccessibleForFree is false"),
    ],
)
def test_the_selector_of_a_paywall_tells_whether_its_text_is_there(rest, selector, completeness, because):
    found = draft(f"<article><h1>{TITLE}</h1>{BODY}{rest}</article>", PAID % selector)
    assert (found.completeness, found.incomplete_because) == (completeness, because)


def test_text_in_json_that_is_much_longer_than_the_page_is_a_sign_of_a_cut():
    words = " ".join(PARAGRAPHS).replace('"', "'") * 4
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{words}"}}</script>'
    found = draft(PLAIN, script)
    assert (found.completeness, found.incomplete_because) == (
        "truncated",
        "articleBody is longer than the page's text",
    )


def test_where_the_text_was_found_is_told():
    ruled = Publisher("example", "The Example", rules=(Rules(body=("#b", "div.old")),))
    page = f"<h1>{TITLE}</h1><div id=b class=story-text>{BODY}</div>"
    script = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(PARAGRAPHS)})
    built = f"<h1>{TITLE}</h1><div id=root></div><script type='application/ld+json'>{script}</script>"
    assert [found.text_by for found in (draft(page), draft(page, publisher=ruled), draft(built))] == [
        "body: div.b story-text",
        "rules: #b, div.old",
        "scripts",
    ]
    assert draft(page.replace("id=b", "id=c"), publisher=ruled).text_by == "body: div.c story-text"


def test_how_the_bytes_were_read_is_claimed():
    found = draft(f"<article><h1>{TITLE}</h1>{BODY}</article>" + "<!-- " + "never closed " * 40)
    assert [(claim.field, claim.words, claim.rule) for claim in found.claims if claim.reader == "markup"] == [
        ("encoding", "utf-8", "detected"),
        ("parser", "BeautifulSoup", "a comment without an end"),
    ]


@pytest.mark.parametrize("script", [
    '<script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "%s"}</script>',
    '<script id="__NEXT_DATA__" type="application/json">{"props": {"article": {"body": "%s"}}}</script>',
])  # fmt: skip
def test_a_body_carried_in_a_script_is_used_where_the_page_has_none(script):
    words = "\\n".join(words.replace('"', "'") for words in PARAGRAPHS)
    found = draft(f"<h1>{TITLE}</h1><div id=root></div>{script % words}")
    assert texts(found) == PARAGRAPHS
    assert found.completeness == "script-built"


def test_a_text_for_readers_without_scripts_is_used_where_the_page_has_no_other():
    assert texts(draft(f"<h1>{TITLE}</h1><noscript><div>{BODY}</div></noscript>")) == PARAGRAPHS


@pytest.mark.parametrize(
    ("body", "head", "completeness"),
    [
        (PLAIN, "", "complete"),
        (f"<article><h1>{TITLE}</h1>{BODY}<p>Continue reading</p></article>", "", "truncated"),
        (f"<article><h1>{TITLE}</h1>{BODY}<p>Subscribe to continue reading this story.</p></article>", "", "paywalled"),
        (
            PLAIN,
            '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>',
            "paywalled",
        ),
        (f"<article><h1>{TITLE}</h1>{BODY}</article><a href=a_2.html>下一页</a>", "", "part"),
    ],
)
def test_wholeness_is_told_with_its_reason(body, head, completeness):
    found = draft(body, head)
    assert found.completeness == completeness
    assert bool(found.incomplete_because) == (completeness != "complete")


TEASERS = "".join(
    f"<li><a href=/{at}><h3>A headline of the day that is long enough</h3></a><p>A few words of {at}…</p></li>"
    for at in range(20)
)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (f"<h1>News</h1><ul>{TEASERS}</ul>", 200),
        (PLAIN, 404),
        ("<h1>Page not found</h1><p>The page you are looking for does not exist. It may have moved.</p>", 200),
        ("<h1>出错了</h1><p>您访问的页面不存在或已被删除,请返回首页。</p>", 200),
    ],
)
def test_what_is_no_article_is_refused(body, status):
    with pytest.raises((NotAnArticle, NoBody)):
        draft(body, status=status)


def test_the_first_words_of_an_article_under_the_name_of_its_list_are_none():
    teaser = f"<div class=item><h3><a href=/1>{TITLE}</a></h3><p>{PARAGRAPHS[0]} {PARAGRAPHS[1]} Read more</p></div>"
    html = f"<html><head><title>News</title></head><body><h1>News</h1>{teaser}</body></html>".encode()
    with pytest.raises(NotAnArticle, match="teaser"):
        extract(Page("https://news.example/town.html", html), Publisher("example", "The Example"))


def test_the_index_of_a_section_is_told_from_an_article_by_its_address():
    words = "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    html = f"<html><head><title>Town news</title></head><body><h2>Town news</h2>{words}</body></html>".encode()
    publisher = Publisher("example", "The Example")
    assert extract(Page("https://news.example/town/2024-0821.html", html), publisher).blocks
    with pytest.raises(NotAnArticle, match="address of an index"):
        extract(Page("https://news.example/news/town/index.html", html), publisher)


def test_a_feed_served_as_html_is_no_article():
    item = f"<item><title>{TITLE}</title><description>{BODY}</description></item>"
    feed = f"<?xml version='1.0'?><rss><channel>{item}</channel></rss>"
    with pytest.raises(NotAnArticle):
        extract(Page(URL, feed.encode()), Publisher("example", "The Example"))


def test_pages_without_anything_raise_what_is_wrong_with_them():
    publisher = Publisher("example", "The Example")
    with pytest.raises(Undecodable):
        extract(Page(URL, b""), publisher)
    with pytest.raises(TooLarge):
        extract(Page(URL, b"x" * (16 * 1024 * 1024 + 1)), publisher)


LANGUAGES = {
    "zh": "近日,全省工业和信息化工作会议在长沙召开,总结全年工作,分析当前形势,部署新一年的各项任务。",
    "zh-Hant": "近日,全省工業會議在臺北召開,總結全年工作,分析當前形勢,部署新一年的各項任務,與會者眾。",
    "ja": "きょうの東京は晴れでした。多くの人が公園に集まり、桜の花をながめて、春の一日を楽しんでいました。",
    "ko": "오늘 서울에서 열린 회의에서 장관은 새로운 계획을 발표했다. 많은 사람들이 모여 그의 말을 들었다.",
    "ru": "Сегодня в Москве прошло заседание правительства, на котором обсуждали новый закон о печати.",
    "el": "Στην Αθήνα συνεδρίασε σήμερα το υπουργικό συμβούλιο για τα νέα μέτρα κατά της ακρίβειας.",
    "ar": "اجتمع مجلس الوزراء اليوم في القاهرة لبحث القانون الجديد الذي يهم جميع المواطنين في البلاد.",
    "he": "הממשלה התכנסה היום בירושלים כדי לדון בחוק החדש שנוגע לכל תושבי המדינה בשנים הקרובות.",
    "hi": "आज नई दिल्ली में मंत्रिमंडल की बैठक हुई जिसमें नए कानून पर चर्चा की गई और कई फैसले लिए गए।",
    "th": "วันนี้ที่กรุงเทพมหานครมีการประชุมคณะรัฐมนตรีเรื่องแผนงานใหม่สำหรับประชาชนทั่วประเทศในปีนี้",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_script_is_read(language):
    lines = [f"{number}. {LANGUAGES[language]}" for number in range(1, 8)]
    body = "".join(f"<p>{line}</p>" for line in lines)
    nav = "<nav><ul><li><a href=/1>1</a></li><li><a href=/2>2</a></li></ul></nav>"
    assert texts(draft(f"{nav}<div><h1>{TITLE}</h1>{body}</div><footer>© 2024</footer>")) == lines


@pytest.mark.parametrize(("published", "expected"), [("2021-05-01T08:00", "Old"), ("2024-05-01T08:00", "New")])
def test_the_day_of_a_page_chooses_among_dated_rules(published, expected):
    rules = (Rules(title=(".new",)), Rules(title=(".old",), until=date(2022, 12, 31)))
    publisher = Publisher("example", "The Example", rules=rules)
    head = f'<meta property="article:published_time" content="{published}">'
    found = draft(f"<h3 class=old>Old</h3><h3 class=new>New</h3>{BODY}", head, publisher)
    assert found.first("title").words == expected


NOTICE = "我公司受市政府采购中心委托，于2012年10月15日发布公告的消防整改工程，现将有关事项公告如下，请各投标单位周知。"
NOTICED = ("招标机构：深圳市示例招标有限公司", "联系电话： 0755－82940000 或 82940001", "邮 编： 518034")


def test_a_notice_goes_on_to_whom_to_call_and_to_the_day_that_signs_it():
    lines = "".join(f"<p>{words}</p>" for words in (NOTICE, NOTICE[::-1], *NOTICED))
    signed = "<div style='text-align:right'>深圳市示例招标有限公司</div><div>二〇一二年十月二十四日</div>"
    beside = "<div class=next>上一篇：<a href=/1.html>别的公告</a></div><p><a href=/2.html>又一个公告</a></p>"
    found = texts(draft(f"<h1>消防整改工程延期公告</h1><div class=content>{lines}{signed}</div>{beside}"))
    assert found[-5:] == [*NOTICED, "深圳市示例招标有限公司", "二〇一二年十月二十四日"]


def test_a_page_that_calls_itself_news_is_held_for_an_article_by_that_too():
    html = "<html><head><title>x</title>{}</head><body><div>{}</div></body></html>"
    publisher, url = Publisher("example", "The Example"), "https://news.example/2024/bridge"
    with pytest.raises(NotAnArticle):
        extract(Page(url, html.format("", BODY).encode()), publisher)
    assert extract(Page(url, html.format("<meta property=og:type content=news>", BODY).encode()), publisher).blocks


def test_of_a_page_that_somebody_vouches_for_all_is_read_where_no_text_stands_out():
    few = "<h1>Closed</h1><ul><li><a href=/1>Bridge</a></li><li><a href=/2>Ferry</a></li></ul>"
    with pytest.raises((NotAnArticle, NoBody)):
        draft(few)
    assert texts(draft(few, anyway=True))[-2:] == ["Bridge", "Ferry"]
    with pytest.raises(NoBody):
        draft("<div class=nav><a href=/>Home</a></div>", anyway=True)


def test_the_only_words_of_a_page_that_somebody_vouches_for_are_its_text():
    """They were taken for its headline, since they say what its title does."""
    page = Page(
        "https://news.example/2024/bridge", b"<title>The bridge is closed</title><div>The bridge is closed.</div>"
    )
    with pytest.raises((NotAnArticle, NoBody)):
        extract(page, Publisher("example", "The Example"))
    page = Page(page.url, page.body, anyway=True)
    assert texts(extract(page, Publisher("example", "The Example"))) == ["The bridge is closed."]
