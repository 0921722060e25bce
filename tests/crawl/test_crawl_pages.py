"""An article that is split over several pages is one article: its pages are joined in order, and each is a visit."""

import pytest
from loopback import html

STREETS = ("bridge", "tunnel", "market", "station")


def prose(number):
    return "".join(
        f"<p>On page {number} the council said that the {street} would stay closed for two more weeks.</p>"
        for street in STREETS
    )


def paper(site, path, number, links="", head=""):
    site.pages[path] = html(
        f"<html><head><title>Bridge closed</title>{head}</head><body><h1>Bridge closed for two weeks</h1>"
        f"<p>5 January 2020</p><div class=text>{prose(number)}</div><div class=pages>{links}</div></body></html>"
    )


def listed(site, *paths):
    site.list("/news/", [(path, "Bridge closed for two weeks", "2020-01-05") for path in paths])


def pages_told(row):
    found = [line.split()[2] for line in row["text"].split("\n")]
    return list(dict.fromkeys(found)), len(found)


#: The URLs of an article's pages, and the link from each to the next.
SPLIT = {
    ("/n/7.html", "/n/7_2.html", "/n/7_3.html"): "<a href='{}'>下一页</a>",
    ("/n/8.html", "/n/8-2.html", "/n/8-3.html"): "<b>{now}</b> <a href='{}'>{then}</a>",
    ("/n/9.html", "/n/9.html?page=2", "/n/9.html?page=3"): "<a href='{}'>Seite {then}</a>",
    ("/n/10/index.html", "/n/10/index_2.html", "/n/10/index_3.html"): "<a href='{}'>余下全文</a>",
    ("/n/11/", "/n/11/2/", "/n/11/3/"): "<a href='{}'>Next page &raquo;</a>",
    ("/n/12/", "/n/12/index_2.html", "/n/12/index_3.html"): "<a href='{}'>Page {then}</a>",
    ("/n/13/", "/n/13/page/2/", "/n/13/page/3/"): "<link rel=next href='{}'>",
    ("/n/14", "/n/14/seite-2", "/n/14/seite-3"): "<a href='{}'>Auf Seite {then}: Was nun?</a>",
    ("/n/15,a.html", "/n/15,a,2.html", "/n/15,a,3.html"): "<a href='{}'>następna strona</a>",
    ("/n/16", "/n/16?page=0,1", "/n/16?page=0,2"): "<a href='{}'>Επόμενη ›</a>",
    ("/n/17?id=3", "/n/17?id=3&sayfa=2", "/n/17?id=3&sayfa=3"): "<a href='{}'>Sonraki sayfa</a>",
    ("/n/18.html", "/n/18-p2.html", "/n/18-p3.html"): "<a href='{}'>الصفحة التالية</a>",
    ("/n/19.html", "/n/19_2.html", "/n/19_3.html"): "<select><option value='{}'>Page {then}</option></select>",
}


def test_pages_of_every_make_are_one_article(site, project):
    for paths, link in SPLIT.items():
        for number, (path, then) in enumerate(zip(paths, (*paths[1:], ""), strict=True), start=1):
            links = link.format(then, now=number, then=number + 1) if then else ""
            head = links if links.startswith("<link") else ""
            paper(site, path, number, "" if head else links, head)
    listed(site, *(paths[0] for paths in SPLIT))
    project.crawl()
    assert {path: pages_told(row) for path, row in project.rows().items()} == {
        paths[0]: (["1", "2", "3"], 12) for paths in SPLIT
    }


def test_pages_are_joined_in_order_however_they_are_linked(site, project):
    paths = ["/news/7.html", *(f"/news/7_{number}.html" for number in range(2, 12))]
    links = "".join(f"<a href={paths[number - 1]}>{number}</a>" for number in (10, 3, 2, 11, 5, 4, 9, 6, 8, 7))
    for number, path in enumerate(paths, start=1):
        paper(site, path, number, links)
    listed(site, paths[0])
    project.crawl()
    assert pages_told(project.rows()[paths[0]])[0] == [str(number) for number in range(1, 12)]


def test_every_page_is_a_visit_of_its_own_in_the_archive(site, project):
    paper(site, "/news/7.html", 1, "<a href=/news/7_2.html>下一页</a>")
    paper(site, "/news/7_2.html", 2)
    listed(site, "/news/7.html")
    project.crawl()
    with project.archive() as archive:
        kept = archive.agenda.kept(site.url + "/news/7_2.html")
    assert kept is not None
    assert b"On page 2" in kept.body


def test_the_next_story_is_not_the_next_page(site, project):
    paper(site, "/news/7.html", 1, "<a href=/news/8.html>下一篇</a> <a href=/news/9.html>Next</a>")
    paper(site, "/news/8.html", 2)
    listed(site, "/news/7.html")
    project.crawl()
    assert pages_told(project.rows()["/news/7.html"])[0] == ["1"]


def test_a_page_that_is_not_there_leaves_the_article_with_the_others(site, project):
    paper(site, "/news/7.html", 1, "<a href=/news/7_2.html>2</a><a href=/news/7_3.html>3</a>")
    paper(site, "/news/7_3.html", 3)
    listed(site, "/news/7.html")
    project.crawl()
    assert pages_told(project.rows()["/news/7.html"])[0] == ["1", "3"]


def test_a_second_crawl_finds_the_joined_text_unchanged(site, project):
    paper(site, "/news/7.html", 1, "<a href=/news/7_2.html>下一页</a>")
    paper(site, "/news/7_2.html", 2)
    listed(site, "/news/7.html")
    project.crawl()
    project.crawl("-a", "due=all")
    assert project.books().unchanged == 1
    assert pages_told(project.rows()["/news/7.html"])[0] == ["1", "2"]


@pytest.mark.parametrize(("selector", "ruled"), [("div.body", 2), ("div.text", None)])
def test_a_rule_for_bodies_alone_is_counted_as_long_as_it_matches(site, project, selector, ruled):
    site.articles(2)
    with (project.folder / "publishers" / "town.toml").open("a") as file:
        file.write(f'\n[[rules]]\nbody = "{selector}"\n')

    project.crawl()

    with project.archive() as archive:
        assert archive.crawls(1)[0].stats.get("newsarchive/with/rules") == ruled
