"""Is it the whole article? What pages say of it at their end, in many languages."""

from __future__ import annotations

import json

import pytest

from newsarchive.extract import cuts, extract
from newsarchive.model import Draft, Page, Publisher

TITLE = "Council votes to repair the old bridge"
STORY = [
    "The council met on Tuesday and voted to repair the old bridge before the winter comes, after years of talk.",
    "Engineers had warned since 2019 that two of its piers were moving, and that lorries should be kept off it.",
    "The work is to cost four million and to last until the spring; a ferry will run in the meantime.",
    "“We waited too long,” the mayor said, “and we are lucky that nobody was hurt in all that time.”",
]
BODY = "".join(f"<p>{line}</p>" for line in STORY)
WIDE = "市议会周二召开会议，决定在入冬之前修复旧桥，工程师自二零一九年起就警告说两座桥墩正在移动，重型车辆不应再上桥。"
NEIGHBOURS = "".join(
    f"<div><h4><a href=/{at}>Swimming pool stays closed until July, part {at}</a></h4><p>The {day} reporter writes"
    " about water and those who swim in it, and has done so for many years now.</p></div>"
    for at, day in enumerate(("Monday", "Tuesday", "Friday", "Sunday"))
)


def draft(body: str, head: str = "", after: str = "") -> Draft:
    html = f"<html lang=en><head><title>{TITLE}</title><meta property=og:type content=article>{head}</head><body><main>"
    html += f"<article><h1>{TITLE}</h1><p>2024-03-14</p><div class=copy>{body}</div>{after}</article>"
    html += f"<aside>{NEIGHBOURS}</aside></main></body></html>"
    return extract(Page("https://news.example/2024/bridge.html", html.encode()), Publisher("example", "The Example"))


def told(found: Draft) -> tuple[str, str]:
    return found.completeness, found.incomplete_because


EXAMPLES = {cut.example: cut for cut in (*cuts.ON, *cuts.MORE, *cuts.GATES)}


@pytest.mark.parametrize("cut", cuts.ON, ids=lambda cut: cut.example)
def test_what_leads_to_the_rest_of_an_article_cuts_it(cut):
    assert cuts.leads_on(cut.example, near=False)
    assert not cuts.gate([cut.example])
    for body, after in (
        (f"{BODY}<div class=expand><a href=/all>{cut.example}</a></div>", ""),
        (BODY, f"<p class=more><a href=/all>{cut.example}</a></p>"),
        (f"{BODY}<p>{STORY[0]} … <a href=/all>{cut.example}</a></p>", ""),
    ):
        assert draft(body, after=after).completeness == "truncated"


@pytest.mark.parametrize("cut", cuts.MORE, ids=lambda cut: cut.example)
def test_what_may_lead_elsewhere_cuts_a_text_right_behind_it(cut):
    assert cuts.leads_on(cut.example, near=True)
    assert not cuts.leads_on(cut.example, near=False)
    assert draft(BODY, after=f"<p><a href=/all>{cut.example}</a></p>").completeness == "truncated"
    teasers = f"<h3>Other news</h3><p>Pool stays closed</p><a href=/pool>{cut.example}</a>"
    assert draft(BODY, after=teasers).completeness == "complete"


@pytest.mark.parametrize("cut", cuts.GATES, ids=lambda cut: cut.example)
def test_what_asks_for_a_subscription_shuts_a_short_text(cut):
    assert cuts.gate([cut.example])
    for name in ("offer", "paywall", "subscribe-wall"):
        after = f"<div class={name}><h3>{cut.example}</h3><a href=/buy>OK</a></div>"
        assert draft(BODY, after=after).completeness == "paywalled"
    assert draft(BODY * 8, after=f"<p>{cut.example}</p>").completeness == "complete"


@pytest.mark.parametrize("pager", [
    "<ul class=pagination><li>1</li><li><a href=b_2.html>2</a></li><li><a href=b_3.html>3</a></li></ul>",
    "<div class=page-nav><b>1</b> <a href=b_2.html>2</a> <a href=b_2.html>Weiter</a></div>",
    "<p class=pages><a href=b_2.html>Seite 2</a></p>",
    "<nav><a href=b_2.html>下一页</a></nav>",
    "<div>[1] <a href=b_2.html>[2]</a></div>",
])  # fmt: skip
def test_the_first_of_several_pages_is_a_part_also_where_its_pager_is_passed_over(pager):
    assert draft(BODY, after=pager).completeness == "part"


@pytest.mark.parametrize("line", ["12 comments", "12", "1.2 seconds", "1 reply", "Next story: pool stays closed"])
def test_a_number_below_a_text_is_no_pager(line):
    assert told(draft(BODY, after=f"<p>{line}</p>")) == ("complete", "")


def test_a_gate_in_the_words_of_a_text_is_looked_for_in_its_last_line_alone():
    opening = "<p>This offer is for subscribers only, the paper said in a letter to all its readers on Monday.</p>"
    assert draft(opening + BODY).completeness == "complete"


def test_the_paid_part_of_a_text_in_wide_characters_is_there_though_it_is_short():
    paid = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paid"}
    said = {"@type": "NewsArticle", "isAccessibleForFree": False, "hasPart": [paid]}
    head = f"<script type=application/ld+json>{json.dumps(said)}</script>"
    assert draft(f"<p>{WIDE}</p><div class=paid><p>{WIDE}</p><p>{WIDE}</p></div>", head).completeness == "complete"
    assert draft(f"<p>{WIDE}</p><p>{WIDE}</p><div class=paid><p>成为会员</p></div>", head).completeness == "paywalled"


@pytest.mark.parametrize("lines", [STORY, [WIDE] * 3], ids=["narrow", "wide"])
@pytest.mark.parametrize("kind", ["ld", "next"])
def test_a_body_in_a_script_is_used_where_the_page_has_neighbours_of_a_text_alone(kind, lines):
    if kind == "ld":
        said = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(lines)})
        found = draft("", f"<script type=application/ld+json>{said}</script>")
    else:
        said = json.dumps({"props": {"story": {"html": "".join(f"<p>{line}</p>" for line in lines)}}})
        found = draft("", after=f"<script id=__NEXT_DATA__ type=application/json>{said}</script>")
    assert [block.text for block in found.blocks] == lines
    assert told(found) == ("script-built", "the text stands in a script")


def test_a_notice_is_read_without_the_longer_teasers_beside_it():
    assert [block.text for block in draft(f"<p>{STORY[0]}</p>").blocks] == [STORY[0]]
