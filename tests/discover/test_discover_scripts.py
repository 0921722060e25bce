"""Further pages of a list that only a script knows: told by counts, by a function that jumps, by what is fetched."""

import pytest

from newsarchive.discover import discover
from newsarchive.model import Page, Publisher

OWN = Publisher("town", "长沙新闻", domains=("news.example",))
ROWS = "<ul><li><a href=7.html>长沙高新区签约十个项目</a><span>2020-01-05</span></ul>"


def further(script, more="", at="http://news.example/news/index.html"):
    body = f"<html><body>{ROWS}{more}<script>{script}</script></body></html>"
    return [link.url.removeprefix("http://news.example") for link in discover(Page(at, body.encode()), OWN).lists]


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        ('createPageHTML(5, 0, "index", "html");', ["/news/index_1.html"]),
        ('createPageHTML(5, 3, "index", "html");', ["/news/index_4.html"]),
        ('createPageHTML(5, 4, "index", "html");', []),
        ('createPageHTML(1, 0, "index", "html");', []),
        ("createPageHTML('pager', 5, 1, 'big', 'list', 'shtml', 98);", ["/news/list_2.shtml"]),
        ("createPageHTML('pager', 5, 5, 'big', 'list', 'shtml', 98);", []),
        ("function createPageHTML(count, current, name, ending) { }", []),
    ],
)
def test_a_pager_that_is_told_how_many_pages_there_are_leads_to_the_next(call, expected):
    assert further(call) == expected


def test_counts_in_variables_and_a_name_in_pieces_lead_to_the_next():
    script = (
        'var currentPage = 1; var countPage = 4; document.write("<a href=\\"list" + "_" + nextPage + "." + "htm\\">");'
    )
    assert further(script) == ["/news/list_2.htm"]
    assert further(script.replace("countPage = 4", "countPage = 2")) == []


def test_a_number_handed_to_a_function_is_put_where_the_function_puts_it():
    script = "function turn(n, m) { var x = 1; location.href = 'list.asp?page=' + n + '&kind=3'; }"
    links = "<a href='javascript:turn(2)'>2</a> <a href='#' onclick=\"return turn('3')\">3</a>"
    assert further(script, links) == ["/news/list.asp?page=2&kind=3", "/news/list.asp?page=3&kind=3"]


def test_a_function_that_leads_nowhere_is_no_pager():
    assert further("function light(n) { document.title = 'x' + n; }", "<a href='javascript:light(2)'>2</a>") == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("let n = 1; more.onclick = () => fetch('/api/stories?limit=9&page=' + ++n)", ["/api/stories?limit=9&page=1"]),
        ("axios.get(`/api/stories?offset=${shown}&limit=9`)", ["/api/stories?offset=0"]),
        ("$.getJSON('/more/list?p=' + n, show)", ["/more/list?p=1"]),
        ("var link = '/archive?page=' + n;", []),
    ],
)
def test_what_a_script_fetches_more_of_is_asked_for_from_its_beginning(script, expected):
    assert further(script) == expected
