"""Which links of a list page are articles, with their titles and dates; and where the list goes on."""

import pytest

from newsarchive.discover import discover
from newsarchive.discover.lists import leads_elsewhere
from newsarchive.model import Page, Publisher, Route

OWN = Publisher("town", "长沙新闻", home="http://news.example/", domains=("news.example",))
AT = "http://news.example/news/index.html"


def page(body, url=AT):
    return Page(url, f"<html><body>{body}</body></html>".encode())


def offered(body, publisher=OWN, url=AT):
    return [(link.url.removeprefix("http://news.example"), link.title, link.published)
            for link in discover(page(body, url), publisher).articles]  # fmt: skip


def further(body, publisher=OWN, url=AT):
    return [link.url.removeprefix("http://news.example") for link in discover(page(body, url), publisher).lists]


MENU = (
    "<ul id=nav><li><a href=/>首页</a><li><a href=/about/>关于我们</a><li><a href=/products/>产品中心</a>"
    "<li><a href=/contact/>联系我们</a></ul>"
)
FOOT = "<div class=friendlink><a href=http://partner.example/>湖南省光学学会合作单位</a></div>"


def test_rows_with_dates_are_articles_and_menus_are_none():
    body = MENU + "<ul><li><a href=7.html>长沙高新区签约十个项目</a><span>2020-01-05</span>" + FOOT
    assert offered(body) == [("/news/7.html", "长沙高新区签约十个项目", "2020-01-05")]


def test_a_layout_table_with_the_date_in_a_cell_of_its_own():
    rows = "".join(
        f"<tr><td><img src=dot.gif><td><a href=show.asp?id={n}>园区第{n}批重点项目</a><td>[2020-1-{n}]" for n in (3, 4)
    )
    assert offered(MENU + f"<table>{rows}</table>") == [
        ("/news/show.asp?id=3", "园区第3批重点项目", "2020-1-3"),
        ("/news/show.asp?id=4", "园区第4批重点项目", "2020-1-4"),
    ]


def test_bare_links_parted_by_breaks_take_the_date_that_follows_them():
    body = "<td>" + "<br>".join(f"· <a href=/n/{n}.htm>园区第{n}批重点项目名单</a> (2020.01.0{n})" for n in (1, 2, 3))
    assert [published for _, _, published in offered(body)] == ["2020.01.01", "2020.01.02", "2020.01.03"]


def test_a_list_without_dates_is_known_by_its_many_long_lines():
    lines = "".join(f"<li><a href=/news/{n}.html>第{n}批光电显示项目集中签约落户</a>" for n in range(5))
    assert len(offered(MENU + f"<ul>{lines}</ul>" + FOOT)) == 5


def test_the_last_page_of_a_list_may_have_one_row_without_a_date_that_says_how_the_story_begins():
    body = (
        "<div><h5><a href=/news/732.html>光电显示项目集中签约落户</a></h5>"
        "<p>昨天上午,十二个光电显示项目在高新区集中签约,总投资超过六十亿元,达产以后预计年产值一百亿元。"
        "<a href=/news/732.html>[详细]</a></p></div>"
    )
    assert [title for _, title, _ in offered(MENU + body)] == ["光电显示项目集中签约落户"]


def test_products_are_no_news_however_many():
    lines = "".join(f"<li><a href=/product/{n}.html>高精度匀胶铬版光掩膜基板{n}号</a>" for n in range(9))
    assert offered(f"<ul>{lines}</ul>") == []


def test_a_row_among_news_is_news_whatever_its_url_looks_like():
    lines = "".join(f"<li><a href=/news/{n}.html>第{n}批光电显示项目集中签约落户</a>" for n in range(4))
    odd = "<li><a href='/index.php?c=old&id=9'>职业技能大赛上的掩膜版工匠</a>"
    assert "/index.php?c=old&id=9" in [url for url, _, _ in offered(f"<ul>{lines}{odd}</ul>")]


def test_products_are_told_from_news_by_the_page_that_shows_them():
    news = "".join(f"<tr><td><a href=NewsShow.aspx?id={n}>第{n}批光电显示项目集中签约落户</a>" for n in range(4))
    box = "".join(f"<li><a href=ProductShow.aspx?id={n}>高精度匀胶铬版光掩膜基板{n}号</a>" for n in range(4))
    assert [url for url, _, _ in offered(f"<ul>{box}</ul><table>{news}</table>")] == [
        f"/news/NewsShow.aspx?id={n}" for n in range(4)
    ]


def test_headlines_in_headings_are_articles_where_urls_are_slugs():
    budget, bridge = "Council votes on the budget", "Bridge closed for repairs"
    stories = [("council-votes-on-the-budget", budget), ("bridge-closed", bridge)]
    body = "".join(
        f"<article><a href=/{slug}/><img src=x.jpg></a><h2><a href=/{slug}/>{title}</a></h2><p>Some words.</p>"
        f"<a href=/{slug}/>Read more</a> <time datetime=2020-01-0{n}T08:00:00Z>January {n}</time></article>"
        for n, (slug, title) in enumerate(stories, 1)
    )
    assert offered(body) == [
        ("/council-votes-on-the-budget/", budget, "2020-01-01T08:00:00Z"),
        ("/bridge-closed/", bridge, "2020-01-02T08:00:00Z"),
    ]


def test_a_title_that_is_cut_short_is_read_from_its_attribute():
    body = "<li><a href=7.html title='长沙高新区昨天签约十个光电项目'>长沙高新区昨天签约...</a> 2020-01-05"
    assert offered(body)[0][1] == "长沙高新区昨天签约十个光电项目"


def test_a_calendar_leaf_is_put_in_order():
    body = "<li><p class=day>10</p><p>2018-07</p><h3><a href=/a/35.html>涉密信息系统集成服务上线</a></h3></li>"
    assert offered(body)[0][2] == "2018-07-10"


def test_a_publishers_patterns_decide_alone():
    own = Publisher("town", "T", domains=("news.example",), visit=Route(articles=(r"/show/\d+",)))
    body = "<a href=/show/1>短</a><li><a href=/news/7.html>长沙高新区签约十个项目</a> 2020-01-05"
    assert [url for url, _, _ in offered(body, own)] == ["/show/1"]


def test_months_and_categories_are_no_articles():
    body = (
        "<li><a href=/2020/08/>August 2020</a><li><a href=/2020/07/>July 2020</a><li><a href=/2020/06/>June 2020</a>"
        "<div><a href=/category/views/>Views and analysis</a> 24 September 2019</div>"
    )
    assert offered(body) == []


def test_links_that_a_script_opens():
    body = "".join(
        f"<tr onclick=\"location.href='view.jsp?id={n}'\"><td>园区第{n}批重点项目名单<td>2020-01-0{n}" for n in (1, 2)
    )
    assert [url for url, _, _ in offered(f"<table>{body}</table>")] == ["/news/view.jsp?id=1", "/news/view.jsp?id=2"]


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        ("<a href=list_2.html>下一页</a><a href=list_9.html>尾页</a>", ["/news/list_2.html", "/news/list_9.html"]),
        ("<a href=list_2.html>[2]</a><a href=list_3.html>第3页</a>", ["/news/list_2.html", "/news/list_3.html"]),
        ("<div class=pages><a href='?page=2'>»</a></div>", ["/news/index.html?page=2"]),
        ("<a href=/page/2/>← Older posts</a>", ["/page/2/"]),
        ("<a href='/l?start=20'>2</a><a href='/l?start=40'>3</a>", ["/l?start=20", "/l?start=40"]),
        ("<link rel=next href=/news/p2>", ["/news/p2"]),
        ("<select onchange='location.href=this.value'><option value=l_1.html>1<option value=l_2.html>2</select>",
         ["/news/l_1.html", "/news/l_2.html"]),
    ],
)  # fmt: skip
def test_pagers(body, urls):
    assert further(body) == urls


def test_a_calendar_is_no_pager():
    days = "".join(f"<td><a href=/2020/01/{day:02}/>{day}</a>" for day in range(1, 32))
    assert further(f"<table class=calendar><tr>{days}</table>") == []


def test_next_story_is_no_next_page():
    assert further("<p><a href=/story-of-a-town/>Next: a story of a town</a> <a href=8.html>下一篇</a></p>") == []


def test_an_asp_net_pager_is_posted_with_its_form():
    body = (
        "<form action=news.aspx method=post><input type=hidden name=__VIEWSTATE value=abc=>"
        "<input type=submit name=go value=Go><input type=text name=q value=''>"
        "<a href=\"javascript:__doPostBack('Pager','2')\">下一页</a>"
        "<a href=\"javascript:__doPostBack('Pager','6')\">...</a>"
        "<a href=\"javascript:__doPostBack('Login','')\">登录</a></form>"
    )
    links = discover(page(body), OWN).lists
    assert [link.url for link in links] == ["http://news.example/news/news.aspx"] * 2
    assert dict(links[0].form) == {"__EVENTTARGET": "Pager", "__EVENTARGUMENT": "2", "__VIEWSTATE": "abc=", "q": ""}
    assert dict(links[1].form)["__EVENTARGUMENT"] == "6"


NEWSROOM = Publisher(
    "town", "T", home="http://news.example/", domains=("news.example",), visit=Route(follow=("NEWS", "新闻"))
)


@pytest.mark.parametrize("words", ["NEWS", "新闻中心", "公司新闻", "新闻 NEWS", "News & Events"])
def test_a_section_is_followed_by_its_name(words):
    links = discover(page(f"<a href=/list/>{words}</a>", "http://news.example/"), NEWSROOM)
    assert [link.url for link in links.lists] == ["http://news.example/list/"]
    assert links.sections == {"http://news.example/list/"}


@pytest.mark.parametrize("words", ["Newsletter", "公司召开新闻发布会介绍新一代产品", "产品中心", "newspaper"])
def test_other_words_are_not_followed(words):
    assert further(f"<a href=/list/>{words}</a>", NEWSROOM, "http://news.example/") == []


def test_a_link_called_more_is_followed_under_the_sections_name():
    body = "<div><h3>公司新闻</h3><a href=/list/>更多&gt;&gt;</a></div><div><h3>产品</h3><a href=/p/>更多</a></div>"
    assert further(body, NEWSROOM, "http://news.example/") == ["/list/"]


def test_a_frameset_leads_to_its_frames():
    frames = Page(
        "http://news.example/", b"<html><frameset cols=20,80><frame src=left.htm><frame src=main.htm></frameset>"
    )
    assert [link.url for link in discover(frames, OWN).lists] == [
        "http://news.example/left.htm",
        "http://news.example/main.htm",
    ]


def test_base_href_is_honoured():
    found = Page(
        AT, "<head><base href=/other/></head><li><a href=7.html>长沙高新区签约十个项目</a> 2020-01-05".encode()
    )
    assert discover(found, OWN).articles[0].url == "http://news.example/other/7.html"


def test_links_are_sent_as_a_browser_sends_them():
    """Slashes turned, and the query in the encoding of the page, which is not that of the path."""
    body = "<li><a href='\\news\\show.asp?title=长沙'>长沙高新区签约十个项目</a> 2020-01-05"
    found = Page(AT, f"<meta charset=gb2312><body>{body}".encode("gb18030"))
    assert discover(found, OWN).articles[0].url == "http://news.example/news/show.asp?title=%B3%A4%C9%B3"


@pytest.mark.parametrize(
    ("path", "elsewhere"),
    [
        ("/about-us/", True),
        ("/ProductDetail.aspx?id=3", True),
        ("/tag/x", True),
        ("/gongsirongyu/1.html", True),
        ("/culture/heritage-day-at-the-old-workshop/", False),
        ("/politics/help-with-jobs-and-services-for-the-river-bank-4.html", False),
        ("/bishop-opens-stage/", False),
    ],
)
def test_an_address_leads_elsewhere_by_its_folders_and_short_names_not_by_a_headline(path, elsewhere):
    assert leads_elsewhere("http://news.example" + path) is elsewhere


def test_the_words_that_go_on_reading_are_not_taken_for_the_headline_beside_them():
    rows = "".join(
        f"<div class=row><h3><a href=/a/{n}-der-gemeinderat-tagt>Der Gemeinderat beschließt den Plan {n}</a></h3>"
        f"<a href=/a/{n}-der-gemeinderat-tagt>Weiterlesen</a> <i>0{n}.01.2020</i></div>"
        for n in (1, 2)
    )
    assert [title for _, title, _ in offered(rows)] == [f"Der Gemeinderat beschließt den Plan {n}" for n in (1, 2)]


def test_a_link_of_the_footer_is_no_row_of_a_list_that_has_one():
    story = "<h2><a href=/the-old-bridge-is-closed/>The old bridge is closed for repairs</a></h2><i>2020-01-05</i>"
    assert (
        len(
            offered(
                f"<div>{story}</div><footer><a href=/become-a-member-now/>Become a member of this site</a></footer>"
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    "row",
    [
        "<div data-href=/news/7.html><b>长沙高新区签约十个项目</b><i>2020-01-05</i></div>",
        "<article data-link='/news/7.html'>长沙高新区签约十个项目 <i>2020-01-05</i></article>",
        "<div onclick=\"location.href='/news/7.html'\"><b>长沙高新区签约十个项目</b><i>2020-01-05</i></div>",
    ],
)
def test_a_row_that_a_script_makes_a_link_of_is_one(row):
    assert offered(f"<div>{row}</div>") == [("/news/7.html", "长沙高新区签约十个项目", "2020-01-05")]


def test_a_story_that_is_shown_twice_is_offered_though_both_rows_say_read_more():
    row = "<div class=c><h2><a href=/{0}/>{1}</a></h2><i>2020-01-05</i><a href=/{0}/>Read more</a></div>"
    rows = [
        ("the-old-bridge-is-closed", "The old bridge is closed"),
        ("a-new-town-hall-opens", "A new town hall opens"),
    ]
    body = "".join(row.format(*one) for one in (rows[0], *rows))
    assert [title for _, title, _ in offered(f"<div>{body}</div>")] == [title for _, title in rows]


@pytest.mark.parametrize(
    ("form", "posted"),
    [
        ("<form method=post action=/more><input type=hidden name=offset value=8><button>Voir plus</button></form>",
         ("/more", (("offset", "8"),))),
        ("<form action=/news><input type=hidden name=page value=2><input type=submit value='Load more'></form>",
         ("/news?page=2", ())),
    ],
)  # fmt: skip
def test_a_form_with_nothing_but_a_button_for_more_is_asked(form, posted):
    found = discover(page(form), OWN).lists
    assert [(link.url.removeprefix("http://news.example"), link.form) for link in found] == [posted]


def test_a_form_that_asks_a_reader_for_something_is_left_alone():
    assert not further("<form method=post action=/join><input name=mail><button>Show more</button></form>")


def test_stories_that_a_page_carries_as_data_are_offered():
    story = '{"url": "/n/1", "title": "The old bridge is closed for repairs", "datePublished": "2020-01-05"}'
    menu = '{"url": "/about-us", "title": "About the people of this paper"}'
    body = (
        f"<script type=application/json>{{'props': 1}}</script><script type=application/json>[{story}, {menu}]</script>"
    )
    assert offered(body) == [("/n/1", "The old bridge is closed for repairs", "2020-01-05")]


@pytest.mark.parametrize("day", ["令和2年1月5日", "5. 1. 2020", "5 يناير، 2020"])
def test_days_of_other_calendars_and_tongues_stand_beside_links(day):
    row = f"<li><a href=/the-old-bridge-is-closed/>The old bridge is closed for repairs</a> {day}</li>"
    assert [published for _, _, published in offered(f"<ul>{row}</ul>")] == [day]
