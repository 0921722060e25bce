"""What looks like a source or an author and is none, and what is one though it stands in other words."""

import pytest
from drafts import PROSE, STORY, article, draft

from newsarchive.clean import clean
from newsarchive.model import Claim, Publisher

SITE = Publisher("site", "Some Site", domains=("paper.example",))

RADA = "Rada zebrała się w poniedziałek wieczorem, aby omówić budżet na przyszły rok, i zdecydowała, że tak zostanie."
LEAD = "Der Rat beriet am Montagabend über den Haushalt für das kommende Jahr, und er beschloss, dass es so bleibt."


def near(*above, tail=(), prose=PROSE, publisher=SITE, **rest):
    return article(prose, prose, *tail, above=above, publisher=publisher, **rest)


@pytest.mark.parametrize(
    "words",
    [
        "This article was reprinted on The Atlantic.",
        "This post was originally published on the 3rd of May 2019.",
        "Source: Doe JR, Roe AB, Poe C et al",
        "Quelle: Jane Doe (Text), John Roe (Bild)",
        "courtesy of a new engine.",
        "(综合整理自红网、虎嗅网、雪球等)",
    ],
)
def test_reprints_elsewhere_citations_and_lists_without_an_end_name_nobody(words):
    assert near("March 12, 2024", tail=(words,), prose=STORY if "综" in words else PROSE).attribution.name == ""


@pytest.mark.parametrize(
    "line",
    ["Science", "A A", "时事", "自然", "新聞速報", "关注新华网", "Bloomberg via Getty Images", "Foto: Wikimedia"],
)
def test_sections_buttons_and_pictures_beside_the_date_are_no_sources(line):
    prose = PROSE if line.isascii() else STORY
    assert near(line, "2024-03-12 14:05", prose=prose).attribution.name == ""


def test_initials_of_an_author_are_no_paper():
    assert near("March 12, 2024", author="AS").attribution.name == ""


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Originally published at www.janedoe.example on November 18, 2011.", "www.janedoe.example"),
        ("Quelle: Pressemitteilung der Polizei Köln", "Polizei Köln"),
        ("Quelle: www.zitate.example [↩]", "www.zitate.example"),
        ("Reprinted with permission from The Atlantic.", "The Atlantic"),
        ("First published in German in the print edition of Die Zeit on January 24th.", "Die Zeit"),
        ("Source: 人民日报社", "人民日报社"),
    ],
)
def test_a_source_ends_where_its_name_does(words, name):
    assert near("March 12, 2024", tail=(words,)).attribution.name == name


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("来源：平安广州、羊城晚报、某某发布", ("平安广州", "羊城晚报", "某某发布")),
        ("Источник: one.example, two.example", ("one.example", "two.example")),
    ],
)
def test_a_list_of_names_that_no_table_holds_is_a_chain(words, chain):
    assert near("2024-03-12", tail=(words,), prose=STORY if "来" in words else PROSE).attribution.chain == chain


@pytest.mark.parametrize("name", ["paper", "The Paper", "paper.example"])
def test_a_source_that_is_called_like_the_host_is_the_page_itself(name):
    assert near("March 12, 2024", tail=(f"Source: {name}",)).attribution.kind == "original"


def test_a_press_suffix_leads_to_the_paper():
    assert near("2024-03-12 来源：人民日报社", prose=STORY).attribution.outlet == "人民日报"


@pytest.mark.parametrize(
    "author",
    [
        "Acme Holdings Ltd", "Przykład sp. z o.o.", "Example University, New Zealand", "Example News", "某某网",
        "有限公司", "John Doe & Sons, Ltd., The Mill, Oldtown", "news.example.pl", "Monday", "Correspondent",
    ],
)  # fmt: skip
def test_firms_offices_days_and_jobs_are_no_authors(author):
    assert near(author=author).authors == ()


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Doe AND John Roe", ("Jane Doe", "John Roe")),
        ("JANE DOE; Compiled by JOHN Q. ROE", ("JANE DOE", "JOHN Q. ROE")),
        ("Jane Doe BBC News", ("Jane Doe",)),
        ("Jane Doe, The Associated Press", ("Jane Doe",)),
        ("Jane Doe for Some Site", ("Jane Doe",)),
        ("：王小明", ("王小明",)),
    ],
)
def test_a_byline_is_parted_into_its_persons(author, names):
    assert near(author=author, prose=STORY if "王" in author else PROSE).authors == names


def byline(words, *, language="en"):
    got = draft(PROSE, PROSE, language=language)
    got.claims.append(Claim("byline", words, "boxes", "sure span.author"))
    return clean(got, SITE).authors


@pytest.mark.parametrize("words", ["Reuters", "PAP", "25.11.2011", "dpa"])
def test_an_agency_or_a_day_in_an_authors_element_is_nobody(words):
    assert byline(words) == ()


@pytest.mark.parametrize("words", ["Jane Doe January 6, 2020", "Jane Doe Monday, 6 January 2020", "Jane Doe"])
def test_an_authors_element_may_hold_the_day(words):
    assert byline(words) == ("Jane Doe",)


def test_a_name_alone_closes_the_text_where_headings_have_no_capitals():
    assert article(RADA, RADA, "Thabo Nkosi", publisher=SITE).authors == ("Thabo Nkosi",)
    assert article(RADA, RADA, "Czytaj więcej", publisher=SITE).authors == ()
    assert article(PROSE, PROSE, "Read More", publisher=SITE, language="en").authors == ()


def test_a_day_between_the_lead_and_the_text_is_that_of_the_page():
    html = f"<h1>x</h1><h2>{LEAD}</h2><span>Jane Doe |</span><span>05.04.2025 - Stand : 05.04.2025</span><p>{PROSE}</p>"
    got = article(LEAD, PROSE, title="x", html=html, publisher=Publisher("site", "Some Site", country="DE"))
    assert got.published_at.isoformat() == "2025-04-05T00:00:00+02:00"


def test_a_day_further_down_is_none():
    pieces = "".join(f"<p>{number}</p>" for number in range(9))
    html = f"<h1>x</h1><h2>{LEAD}</h2>{pieces}<span>05.04.2025</span><p>{PROSE}</p>"
    assert article(LEAD, PROSE, title="x", html=html, publisher=SITE).published_at is None


def test_the_day_of_the_visit_in_the_masthead_is_not_that_of_a_text_with_a_labelled_one_below_its_lead():
    html = f"<p>6 January 2020</p><h1>x</h1><h2>{LEAD}</h2><div>Published: 29.11.2019, 07:50</div><p>{PROSE}</p>"
    got = article(LEAD, PROSE, title="x", html=html, above=("6 January 2020",), publisher=SITE)
    assert got.published_at.strftime("%Y-%m-%d %H:%M") == "2019-11-29 07:50"
