"""What was seen of a site becomes the file of its publisher."""

import doctest
import re
import tomllib
from datetime import date

import pytest

from newsarchive.line import proposing
from newsarchive.line.proposing import Looked, Seen, patterns, propose
from newsarchive.model import Article, Publisher, Route, Rules
from newsarchive.publishers import spec, writing

HOME = "http://www.town.com.cn/"


def read(*paths):
    return [Article(HOME + path, "town", "A headline", "A text.", language="zh") for path in paths]


def seen(path, *articles, via="list", goes_on=False):
    return Seen(HOME + path, via, tuple(HOME + article for article in articles), goes_on)


NEWS = [f"news/{n}.html" for n in range(10)]


def test_the_list_that_shows_most_is_named_and_those_that_add_nothing_are_not():
    looked = Looked(HOME, "长沙新闻网 - 首页", [seen("", *NEWS[:3], via="seed"), seen("news/", *NEWS, goes_on=True)])
    proposed = propose(looked, read(NEWS[0]))
    assert proposed.visit.lists == (HOME + "news/",)
    assert (proposed.slug, proposed.name, proposed.domains) == ("town", "长沙新闻网", ("town.com.cn",))
    assert (proposed.country, proposed.language, proposed.timezone) == ("CN", "zh", "Asia/Shanghai")


def test_a_list_that_goes_on_is_named_before_a_home_page_that_shows_more_today():
    looked = Looked(HOME, "", [seen("", *NEWS, via="seed"), seen("news/", *NEWS[:4], goes_on=True)])
    assert propose(looked, read(NEWS[0])).visit.lists == (HOME + "news/", HOME)


def test_an_article_that_a_menu_leads_to_is_no_list_though_it_links_to_others():
    story = "the-old-bridge-of-the-town/"
    looked = Looked(HOME, "", [seen("news/", story, *NEWS), seen(story, "n/1.html", "n/2.html", goes_on=True)])
    assert propose(looked, read(NEWS[0])).visit.lists == (HOME + "news/",)


def test_without_a_pattern_a_list_is_worth_what_its_anatomy_shows():
    slugs = ("old-bridge/", "town-hall/", "new-school/", "wet-summer/")
    stories = tuple(HOME + slug for slug in slugs)
    places = [
        Seen(HOME + "all/", "list", stories, plain=stories[:2]),
        Seen(HOME + "more/", "list", stories, plain=stories),
    ]
    assert propose(Looked(HOME, "", places), read(slugs[0])).visit.lists == (HOME + "more/",)


def test_feeds_and_sitemaps_that_offer_anything_are_named():
    places = [seen("feed/", NEWS[0], via="feed"), seen("rss/", via="feed"), seen("map.xml", NEWS[1], via="sitemap")]
    route = propose(Looked(HOME, "", places), read(NEWS[0])).visit
    assert (route.feeds, route.sitemaps) == ((HOME + "feed/",), (HOME + "map.xml",))


def test_kinds_of_which_those_that_were_read_were_no_articles_do_not_count():
    looked = Looked(HOME, "", [seen("p/", "p/1.html", "p/2.html"), seen("news/", *NEWS)], [HOME + "p/1.html"])
    assert propose(looked, read(NEWS[0])).visit.lists == (HOME + "news/",)


def test_one_page_that_is_none_does_not_speak_for_a_kind_of_which_others_are():
    looked = Looked(HOME, "", [seen("news/", *NEWS)], [HOME + NEWS[1]])
    assert propose(looked, read(NEWS[0])).visit.lists == (HOME + "news/",)


def test_urls_with_numbers_give_a_pattern():
    assert patterns([HOME + path for path in NEWS], [HOME + NEWS[0]]) == (r"/news/\d+\.html$",)


def test_urls_that_look_like_any_page_give_none():
    assert patterns([HOME + "snow/", HOME + "rain/"], [HOME + "snow/"]) == ()


def test_patterns_that_miss_what_lists_offer_are_none():
    assert patterns([HOME + "news/1.html", HOME + "city/snow/", HOME + "city/rain/"], [HOME + "news/1.html"]) == ()


def test_a_folder_in_which_nothing_but_articles_lies_gives_a_pattern():
    posts = [HOME + f"posts/{slug}/" for slug in ("snow", "rain", "wind")]
    assert patterns(posts, posts[:1], [HOME + "posts/", HOME + "about/"]) == (r"/posts/[^/?]+/$",)
    assert patterns(posts, posts[:1], [HOME + "posts/authors/"]) == ()


def test_what_nothing_speaks_for_counts_once_others_of_its_kind_were_articles():
    shown = Seen(HOME + "posts/", "list", (), True, tuple(f"{HOME}posts/{slug}/" for slug in ("snow", "rain", "wind")))
    other = Seen(HOME + "shop/", "list", (), True, tuple(f"{HOME}shop/{slug}/" for slug in ("hat", "coat", "shoe")))
    looked = Looked(HOME, "", [shown, other])
    assert propose(looked, read("posts/snow/")).visit.lists == (HOME + "posts/",)


def test_sections_with_slugs_of_many_words_are_one_pattern():
    offered = [f"{HOME}{section}/{n}/many-words-in-a-slug/" for section in ("a", "b", "c", "d", "e") for n in range(2)]
    assert patterns(offered, offered) == (r"://[^/]+/[^/]+/\d+/[^/?]+/$",)


def test_a_query_gives_a_pattern_in_its_own_order_and_with_its_category():
    offered = [HOME + f"index.php?m=content&a=show&catid=6&id={n}" for n in (21, 22)]
    (found,) = patterns(offered, offered[:1])
    assert found == r"/index\.php\?m=content&a=show&catid=6&id=\d+$"


def test_many_sections_are_one_pattern():
    offered = [f"{HOME}{section}/{n}.html" for section in ("a", "b", "c", "d", "e") for n in range(2)]
    assert patterns(offered, offered) == (r"://[^/]+/[^/]+/\d+\.html$",)


def test_an_open_pattern_fits_nothing_at_the_top_of_the_site_and_no_page_that_is_no_article():
    sections = ("politics", "business", "sport", "science", "arts")
    offered = [f"{HOME}{section}/the-old-bridge-{n}-is-closed" for section in sections for n in (1, 2)]
    (pattern,) = patterns(offered, offered)
    assert not re.search(pattern, HOME + "about")
    assert patterns(offered, offered, [HOME + "help/how-to-write-to-us"]) == ()


def test_an_index_that_several_of_its_parts_stand_for_is_named_once():
    places = [seen("archive/", *NEWS[:4]), seen("archive/", *NEWS[4:]), seen("archive/", goes_on=True)]
    assert propose(Looked(HOME, "", places), read(NEWS[0])).visit.lists == (HOME + "archive/",)


def test_examples_hold():
    assert doctest.testmod(proposing).failed == 0


FULL = Publisher(
    slug="town",
    name='The "Town" 报',
    home=HOME,
    also=("Town", "城"),
    domains=("town.com.cn",),
    country="CN",
    language="zh",
    timezone="Asia/Shanghai",
    visit=Route(
        lists=tuple(f"{HOME}a/rather/long/way/to/list-{n}/index.html" for n in range(4)),
        feeds=(HOME + "feed/",),
        articles=(r"/news/\d+\.html$",),
        delay=2.5,
        concurrency=2,
        inside=True,
    ),
    rules=(Rules(title=("h1",)), Rules(until=date(2022, 12, 31), body=("div.text",), drop=("div.ad", "//aside"))),
)
SMALL = Publisher("town", "Town", home=HOME, domains=("town.com.cn",), visit=Route(lists=(HOME,)))


@pytest.mark.parametrize("publisher", [FULL, SMALL])
def test_a_written_file_reads_back_as_the_same_publisher(publisher):
    assert spec.publisher(tomllib.loads(writing.toml(publisher)), "town.toml") == publisher
