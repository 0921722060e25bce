"""A second crawl asks only for what can be new, and says so; further ones look deeper, or back."""

from loopback import Answer, html

TITLE = "园区第{}批重点项目名单昨天公布"


def day(number):
    """The greater the number of an article, the older it is."""
    return f"2020-01-{28 - number % 28:02}"


def pages_of(site, count, each=5):
    """A list of `count` pages, the newest first; returns a function that puts a new article on top."""
    numbers = list(range(count * each))

    def write():
        for at in range(0, len(numbers), each):
            page = at // each
            rows = [(f"/news/{n}.html", TITLE.format(n), day(n)) for n in numbers[at : at + each]]
            more = f"<a href='/news/{page + 2}/'>下一页</a>" if at + each < len(numbers) else ""
            site.list("/news/" if page == 0 else f"/news/{page + 1}/", rows, more)

    for n in numbers:
        site.article(f"/news/{n}.html", TITLE.format(n))
        page = site.pages[f"/news/{n}.html"]
        page.body = page.body.replace(b"2020-01-05", day(n).encode())
    write()

    def add(number):
        numbers.insert(0, number)
        site.article(f"/news/{number}.html", TITLE.format(number))
        write()

    return add


def lists(site, since=0):
    return [path for path in site.paths()[since:] if path.endswith("/")]


def articles(site, since=0):
    return [path for path in site.paths()[since:] if path.endswith(".html")]


def test_a_list_is_left_at_known_ground_unless_told_to_look_deeper(site, project):
    add = pages_of(site, 4)
    project.crawl()
    assert lists(site) == ["/news/", "/news/2/", "/news/3/", "/news/4/"]
    add(100)
    asked = len(site.asked)

    project.crawl()

    assert lists(site, asked) == ["/news/", "/news/2/"]
    assert articles(site, asked) == ["/news/100.html"]
    books = project.books()
    assert (books.added, books.reasons["unchanged/not-due"], books.offered) == (1, 9, 10)
    asked = len(site.asked)
    project.crawl("-a", "deep=1")
    assert lists(site, asked) == ["/news/", "/news/2/", "/news/3/", "/news/4/", "/news/5/"]


def test_a_list_that_was_not_followed_to_its_end_is_no_known_ground(site, project):
    pages_of(site, 3)
    page = site.pages.pop("/news/3/")
    project.crawl("-s", "RETRY_TIMES=0")
    site.pages["/news/3/"] = page

    project.crawl()

    assert len(project.rows()) == 15


def test_what_a_limit_cut_off_is_no_known_ground(site, project):
    pages_of(site, 3)
    project.crawl("-a", "limit=2")
    project.crawl()
    assert len(project.rows()) == 15


def validated(site, path):
    page = site.pages[path]

    def answer(asked):
        tag = f'"{hash(page.body)}"'
        known = asked.headers.get("If-None-Match") == tag
        return Answer(b"", 304, {}) if known else Answer(page.body, 200, {**page.headers, "ETag": tag})

    site.pages[path] = answer


def test_lists_and_feeds_are_asked_conditionally_and_still_offer_what_they_showed(site, project):
    paths = site.articles(3)
    items = "".join(f"<item><title>{TITLE.format(n)}</title><link>{path}</link></item>" for n, path in enumerate(paths))
    feed = f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>".encode()
    site.pages["/feed"] = Answer(feed, 200, {"Content-Type": "application/rss+xml"})
    for path in ("/news/", "/feed"):
        validated(site, path)
    project.publisher(lists=[site.url + "/news/"], feeds=[site.url + "/feed"])
    project.crawl()
    asked = len(site.asked)

    run = project.crawl()

    assert sorted(site.paths()[asked:]) == ["/feed", "/news/", "/robots.txt"]
    assert "'newsarchive/lists_not_modified': 2" in run.err
    assert project.books().reasons == {"unchanged/not-due": 3}


def test_a_list_that_is_unchanged_but_was_lost_is_asked_for_anew(site, project):
    site.articles(2)
    validated(site, "/news/")
    project.crawl()
    for file in (project.data / "warc").iterdir():
        file.unlink()

    assert project.crawl().code == 0

    assert project.books().offered == 2


def test_recheck_asks_for_articles_alone_and_finds_the_one_that_changed(site, project):
    paths = site.articles(3)
    project.crawl()
    site.pages[paths[1]] = html(site.pages[paths[1]].body.decode().replace("六成", "七成"))
    asked = len(site.asked)

    assert project.crawl("-a", "publisher=town", spider="recheck").code == 0
    assert articles(site, asked) == []
    project.crawl("-a", "publisher=town", "-a", "due=all", spider="recheck")

    assert (sorted(articles(site, asked)), lists(site, asked)) == (paths, [])
    assert (project.books().revised, project.books().unchanged) == (1, 2)


def test_backfill_goes_to_the_end_of_the_lists_for_what_is_old_and_not_there(site, project):
    pages_of(site, 5)
    project.crawl("-a", "limit=3")
    asked = len(site.asked)

    project.crawl("-a", "publisher=town", "-a", "since=2020-01-15", "-a", "until=2020-01-20", spider="backfill")

    assert lists(site, asked) == ["/news/", "/news/2/", "/news/3/", "/news/4/"]
    assert sorted(articles(site, asked)) == [f"/news/{n}.html" for n in range(10, 14)] + [
        "/news/8.html",
        "/news/9.html",
    ]
    days = sorted(row["published_at"][:10] for row in project.rows().values())
    assert days == [f"2020-01-{n}" for n in (15, 16, 17, 18, 19, 20, 26, 27, 28)]
