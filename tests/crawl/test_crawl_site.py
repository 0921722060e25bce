"""A site crawled from nothing but its home page's URL."""

import json

import pytest
from loopback import Answer, html

MENU = (
    "<ul id=nav><li><a href=/>首页</a><li><a href=/about.html>公司简介</a><li><a href=/news/>新闻中心</a>"
    "<li><a href=/products/>产品中心</a></ul>"
)


def crawl(project, *more):
    return project.crawl("-a", f"url={project.site.url}/", "-s", "DOWNLOAD_DELAY=0", *more, spider="site")


def home(site, more="", head=""):
    site.pages["/"] = html(f"<html><head>{head}</head><body>{MENU}{more}</body></html>")
    site.article(
        "/about.html", "公司简介", "我们公司成立于一九九八年,注册资金五百万元,厂房面积三千平方米,欢迎来电来函。"
    )


def rows(site, path, numbers, dated=True, more=""):
    lines = [(f"{path}{n}.html", f"园区第{n}批重点项目名单昨天公布", f"2020-01-{1 + n % 28:02}") for n in numbers]
    for at, title, _ in lines:
        site.article(at, title)
    days = [day if dated else "" for _, _, day in lines]
    site.list(path, [(at, title, day) for (at, title, _), day in zip(lines, days, strict=True)], more)
    return {at for at, _, _ in lines}


def test_lists_are_found_through_the_menu_and_read_to_their_end(site, project):
    home(site)
    found = rows(site, "/news/", range(1, 6), more="<a href=/news/list_2.html>下一页</a>")
    later = rows(site, "/old/", range(6, 9))
    site.pages["/news/list_2.html"] = site.pages.pop("/old/")
    assert crawl(project).code == 0
    assert set(project.rows()) == found | later


def test_a_page_of_the_company_is_walked_and_not_archived(site, project):
    home(site)
    rows(site, "/news/", range(1, 4))
    crawl(project)
    assert "/about.html" in site.paths()
    assert "/about.html" not in project.rows()


def test_a_list_without_dates_is_believed_once_its_pages_have_shown_a_day(site, project):
    home(site)
    found = rows(site, "/news/", range(1, 12), dated=False)
    crawl(project)
    assert set(project.rows()) == found


def test_pages_without_any_day_are_no_news(site, project):
    home(site)
    rows(site, "/news/", range(1, 4))
    site.list("/products/", [(f"/products/{n}.html", f"第{n}代铬版掩模基板的性能介绍", "") for n in range(40)])
    for n in range(40):
        site.article(f"/products/{n}.html", f"第{n}代铬版掩模基板的性能介绍")
        page = site.pages[f"/products/{n}.html"]
        page.body = page.body.replace(b"2020-01-05", b"")
    crawl(project)
    assert not [path for path in project.rows() if path.startswith("/products/")]
    assert len([path for path in site.paths() if path.startswith("/products/") and path != "/products/"]) < 20


def test_feeds_and_sitemaps_are_found_by_themselves(site, project):
    home(site, head="<link rel=alternate type=application/rss+xml href=/rss.xml>")
    site.article("/n/1.html", "园区第一批重点项目名单昨天公布")
    site.article("/2020/01/05/signed.html", "长沙高新区昨天签约十个新项目")
    item = f"<item><title>园区第一批重点项目名单昨天公布</title><link>{site.url}/n/1.html</link></item>"
    site.pages["/rss.xml"] = html(f"<rss version='2.0'><channel>{item}</channel></rss>")
    site.pages["/robots.txt"] = html(f"User-agent: *\nSitemap: {site.url}/maps.xml")
    site.pages["/maps.xml"] = html(f"<urlset><url><loc>{site.url}/2020/01/05/signed.html</loc></url></urlset>")
    crawl(project)
    assert set(project.rows()) == {"/n/1.html", "/2020/01/05/signed.html"}


def test_an_endless_calendar_and_facets_are_bounded_and_counted(site, project):
    """Every page of the trap is new, and leads to more of them."""
    home(site, more="<a href=/calendar?y=2020&m=1>活动日历</a>")
    found = rows(site, "/news/", range(1, 4))

    def trap(asked):
        number = int(asked.path.rpartition("=")[2])
        links = "".join(f"<a href='/calendar?y={2020 + number}&m={number * 7 + n}'>{n}月</a>" for n in range(1, 30))
        return html(f"<html><body>{links}</body></html>")

    class Pages(dict):
        def get(self, path, default=None):
            return trap if path.startswith("/calendar") else super().get(path, default)

    site.pages = Pages(site.pages)
    run = crawl(project)
    assert set(project.rows()) == found
    assert len([path for path in site.paths() if path.startswith("/calendar")]) <= 12
    assert "newsarchive/bounded/barren" in run.err


def test_the_books_balance_and_a_second_crawl_adds_nothing(site, project):
    home(site)
    rows(site, "/news/", range(1, 6))
    crawl(project)
    assert project.books().added == 5
    crawl(project)
    books = project.books()
    assert (books.added, books.unchanged, books.pending) == (0, 5, 0)


def test_a_home_page_that_cannot_be_had_is_an_exit_code(site, project):
    site.pages["/"] = Answer(b"", 500)
    assert crawl(project, "-s", "RETRY_TIMES=0").code == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ((), "which site? -a url=http://news.example/"),
        (("-a", "url=ftp://news.example/"), "which site? -a url=http://news.example/"),
        (("-a", "publisher=town"), "this spider crawls a site that no file describes: -a url=http://…"),
        (("-a", "colour=red"), "unknown argument 'colour'; known: "),
    ],
)
def test_a_wrong_argument_is_told(project, typed, told):
    run = project.crawl(*typed, spider="site")
    assert run.code == 2
    assert run.err.strip().splitlines()[-1].partition("error: ")[2].startswith(told)


def test_a_list_that_is_loaded_as_json_is_read_to_its_end(site, project):
    """The button tells the first page; each page says nothing of the next, which is the next number."""
    home(site, more="<button data-url='/api/list?page=1'>加载更多</button>")
    stories = {
        number: [
            {"title": f"园区第{number}{n}批重点项目名单公布", "url": f"/n/{number}{n}.html", "date": "2020-01-05"}
            for n in range(3)
        ]
        for number in (1, 2)
    }
    for number in (1, 2, 3):
        site.pages[f"/api/list?page={number}"] = html(json.dumps({"data": stories.get(number, [])}))
    for story in [*stories[1], *stories[2]]:
        site.article(story["url"], story["title"])
    crawl(project)
    assert set(project.rows()) == {story["url"] for number in (1, 2) for story in stories[number]}
    assert "/api/list?page=4" not in site.paths()


def test_a_public_name_that_leads_inside_is_asked_for_nothing(site, project):
    """That somebody typed a public name says nothing of where it may lead."""
    home(site)
    rows(site, "/news/", range(1, 4))
    project.names(town_example="127.0.0.1")
    run = project.crawl("-a", f"url={site.url.replace('127.0.0.1', 'town.example')}/", spider="site")
    assert run.code == 1
    assert site.asked == []


def test_a_list_goes_on_while_nobody_knows_yet_what_its_links_are(site, project):
    """No link has a day beside it, and other pages have shown most of them before."""
    home(site)
    found = set()
    for number in (1, 2, 3, 4):
        at = "/news/" if number == 1 else f"/news/list_{number}.html"
        more = f"<a href=/news/list_{number + 1}.html>下一页</a>" if number < 4 else ""
        found |= rows(site, at.replace("list_", "p"), range(5 * number, 5 * number + 4), dated=False, more=more)
        if number > 1:
            site.pages[at] = site.pages.pop(at.replace("list_", "p"))
    crawl(project)
    assert set(project.rows()) == found
