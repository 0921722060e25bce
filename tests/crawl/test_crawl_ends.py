"""Every URL that was offered ends in one state, and the books balance."""

import json

from loopback import Answer, html

ROWS = 6


def offered(site, *paths):
    """A list of these paths, with titles as long as headlines."""
    rows = [(path, f"园区第{n}批重点项目名单昨天公布", "2020-01-05") for n, path in enumerate(paths)]
    site.list("/news/", rows)
    return rows


def balanced(books):
    ends = (books.added, books.revised, books.unchanged, books.aliases, books.filtered, books.failed, books.pending)
    return books.offered == sum(ends)


def test_each_way_to_fail_has_its_word(site, project):
    offered(site, *(f"/news/{n}.html" for n in range(ROWS)))
    site.article("/news/0.html", "园区第0批重点项目名单昨天公布")
    site.pages["/news/2.html"] = Answer(b"", 200)
    site.pages["/news/3.html"] = Answer(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 9, 200)
    site.pages["/news/4.html"] = Answer(b"slow", 200, wait=4)
    site.pages["/news/5.html"] = Answer(b"x", 500)

    run = project.crawl("-s", "DOWNLOAD_TIMEOUT=1", "-s", "RETRY_TIMES=0")

    assert run.code == 0
    assert project.state("/news/0.html") == ("added", "")
    assert project.state("/news/1.html") == ("failed", "404")
    assert project.state("/news/2.html") == ("failed", "undecodable")
    assert project.state("/news/3.html") == ("failed", "undecodable")
    assert project.state("/news/4.html") == ("failed", "timeout")
    assert project.state("/news/5.html") == ("failed", "500")
    assert balanced(project.books())
    assert "town finished: 6 offered = 1 added" in run.err


def test_a_text_that_nothing_names_is_counted_and_harms_nothing(site, project):
    project.publisher(sitemaps=[site.url + "/sitemap.xml"])
    prose = (
        "<p>" + "The ships lay at the quay, and the town had not seen as many for years, as people said. " * 5 + "</p>"
    )
    site.pages["/news/1.html"] = html(f"<html><body>{prose * 12}</body></html>")
    site.pages["/news/2.html"] = html(f"<html><body><h1>Ships lie at the quay again</h1>{prose * 12}</body></html>")
    locations = "".join(f"<url><loc>{site.url}/news/{n}.html</loc></url>" for n in (1, 2))
    site.pages["/sitemap.xml"] = Answer(f"<urlset>{locations}</urlset>".encode(), 200)

    run = project.crawl()

    assert (run.code, project.state("/news/1.html")) == (0, ("failed", "no-title"))
    assert project.state("/news/2.html") == ("added", "")
    assert "Traceback" not in run.err
    assert balanced(project.books())


def test_what_is_out_of_scope_is_counted_and_never_asked_for(site, project):
    project.publisher(lists=[site.url + "/news/"], ignore=["/private/"])
    site.list(
        "/news/",
        [
            ("/news/0.html", "园区第0批重点项目名单昨天公布", "2020-01-05"),
            ("/news/1.html", "园区第1批重点项目名单昨天公布", "2020-01-05"),
            ("/news/2.html", "园区第2批重点项目名单昨天公布", "2018-06-05"),
            ("/private/3.html", "园区第3批重点项目名单昨天公布", "2020-01-05"),
            ("http://elsewhere.example/4.html", "园区第4批重点项目名单昨天公布", "2020-01-05"),
            ("/files/5.pdf", "园区第5批重点项目名单昨天公布", "2020-01-05"),
            ("/news/" + "6" * 2500, "园区第6批重点项目名单昨天公布", "2020-01-05"),
        ],
    )
    for n in (0, 1):
        site.article(f"/news/{n}.html", f"园区第{n}批重点项目名单昨天公布")

    project.crawl("-a", "since=2019-01-01")

    assert dict(project.books().reasons) == {
        "filtered/since": 1,
        "filtered/ignored": 1,
        "filtered/off-site": 1,
        "filtered/document": 1,
        "filtered/too-long": 1,
    }
    assert sorted(site.paths()) == ["/news/", "/news/0.html", "/news/1.html", "/robots.txt"]


def test_redirects_are_other_names_of_what_they_lead_to(site, project):
    offered(site, *(f"/news/{n}.html" for n in range(5)))
    site.article("/news/0.html", "园区第0批重点项目名单昨天公布")
    site.article("/new/1.html", "园区第1批重点项目名单昨天公布")
    site.pages["/news/1.html"] = Answer(b"", 301, {"Location": "/new/1.html"})
    site.pages["/news/2.html"] = Answer(b"", 302, {"Location": "http://elsewhere.example/"})
    site.pages["/news/3.html"] = Answer(b"", 302, {"Location": "/news/"})
    site.pages["/news/4.html"] = Answer(b"", 302, {"Location": "/news/4.html"})

    project.crawl()

    assert set(project.rows()) == {"/news/0.html", "/new/1.html"}
    assert project.state("/news/1.html") == ("alias", "redirect")
    assert project.state("/news/2.html") == ("filtered", "off-site")
    assert project.state("/news/3.html") == ("filtered", "not-an-article")
    assert project.state("/news/4.html") == ("failed", "redirect")
    with project.archive() as archive:
        assert archive.get(site.url + "/news/1.html").url == site.url + "/new/1.html"
    assert balanced(project.books())


def test_a_page_that_names_another_url_as_its_own_is_an_alias_of_it(site, project):
    offered(site, "/m/0.html", "/news/1.html", "/news/2.html")
    site.article("/m/0.html", "园区第0批重点项目名单昨天公布", head="<link rel=canonical href=/news/0.html>")
    for n in range(3):
        site.article(f"/news/{n}.html", f"园区第{n}批重点项目名单昨天公布")

    project.crawl()

    assert set(project.rows()) == {"/news/0.html", "/news/1.html", "/news/2.html"}
    assert project.state("/m/0.html") == ("alias", "canonical")


def test_a_page_whose_canonical_url_fails_is_archived_itself(site, project):
    offered(site, "/m/0.html", "/news/1.html", "/news/2.html")
    for n, path in enumerate(("/m/0.html", "/news/1.html", "/news/2.html")):
        site.article(path, f"园区第{n}批重点项目名单昨天公布", head="<link rel=canonical href=/lost.html>")

    project.crawl()

    assert set(project.rows()) == {"/m/0.html", "/news/1.html", "/news/2.html"}
    assert project.state("/lost.html") == ("failed", "404")
    assert balanced(project.books())


def test_a_template_that_calls_every_page_by_one_url_swallows_nothing(site, project):
    paths = [f"/news/{n}.html" for n in range(4)]
    offered(site, *paths)
    for n, path in enumerate(paths):
        site.article(path, f"园区第{n}批重点项目名单昨天公布", head="<link rel=canonical href=/news/0.html>")

    project.crawl()

    assert set(project.rows()) == set(paths)


def test_two_pages_that_call_each_other_their_own_are_both_brought_to_an_end(site, project):
    offered(site, "/news/0.html", "/news/1.html", "/news/2.html")
    for n, other in ((0, 1), (1, 0), (2, 2)):
        site.article(
            f"/news/{n}.html", "园区第一批重点项目名单昨天公布", head=f"<link rel=canonical href={other}.html>"
        )

    project.crawl()

    assert project.books().pending == 0
    assert balanced(project.books())


def test_articles_are_asked_for_in_the_order_of_the_list(site, project):
    paths = site.articles(6)
    project.crawl()
    assert [path for path in site.paths() if path in paths] == paths


def test_a_limit_is_how_many_articles_come_and_the_rest_stays_pending(site, project):
    site.articles(12)
    project.publisher(lists=[site.url + "/news/"], concurrency=8)

    assert project.crawl("-a", "limit=5", "-O", str(project.folder / "out.jsonl")).code == 0

    lines = (project.folder / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert (len(lines), project.books().added, project.books().pending) == (5, 5, 7)
    project.crawl()
    assert len(project.rows()) == 12


def test_what_leaves_the_line_is_one_flat_object_an_article(site, project):
    site.articles(2)
    out = project.folder / "out.jsonl"

    project.crawl("-O", str(out))

    first = json.loads(out.read_text(encoding="utf-8").splitlines()[0])
    assert first["published_at"].startswith("2020-01-05T00:00:00+08:00")
    assert (first["source"], first["status"], first["revision"]) == ("长沙晚报", "added", 1)
    assert all(not isinstance(value, dict) for value in first.values())
    assert first["text"].count("\n") == 2


def test_a_second_crawl_asks_conditionally_and_notices_what_changed(site, project):
    paths = site.articles(4)

    def validated(page, tag):
        def answer(asked):
            known = asked.headers.get("If-None-Match") == tag
            return Answer(b"", 304, {}) if known else Answer(page.body, 200, {**page.headers, "ETag": tag})

        return answer

    pages = {path: site.pages[path] for path in paths}
    for path, page in pages.items():
        site.pages[path] = validated(page, f'"{path}"')
    project.crawl()
    changed = html(pages[paths[1]].body.decode().replace("六成", "七成"))
    site.pages[paths[1]] = validated(changed, '"new"')

    run = project.crawl("-a", "due=all", "-O", str(project.folder / "new.jsonl"))

    books = project.books()
    assert (books.offered, books.unchanged, books.revised, books.added) == (4, 3, 1, 0)
    assert "'newsarchive/asked_conditionally': 4" in run.err
    assert "'newsarchive/not_modified': 3" in run.err
    assert project.rows()[paths[1]]["revisions"] == 2
    assert len((project.folder / "new.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_list_that_fails_is_told_and_does_not_harm_the_others(site, project):
    site.articles(2)
    project.publisher(lists=[site.url + "/lost/", site.url + "/news/"])

    run = project.crawl()

    assert project.books().added == 2
    assert "list failed" in run.err
    assert "'newsarchive/lists_failed': 1" in run.err


def test_a_page_without_anything_new_does_not_end_a_list_and_two_in_a_row_do(site, project):
    paths = site.articles(4)
    rows = [(path, "园区第一批重点项目名单昨天公布", "2020-01-05") for path in paths]
    shown = (rows[:2], rows[:2], rows[2:3], [], [], rows[3:])
    for day, those in enumerate(shown, start=1):
        site.list(f"/days/{day}/", those, f"<a href=/days/{day + 1}/>下一页</a>" if day < len(shown) else "")
    project.publisher(lists=[site.url + "/days/1/"])

    project.crawl()

    assert set(project.rows()) == set(paths[:3])


def test_the_log_is_json_lines_where_a_setting_says_so(site, project):
    site.articles(1)
    run = project.crawl("-s", "NEWSARCHIVE_JSON_LOG=1")
    lines = run.err.splitlines()
    told = [json.loads(line) for line in lines if line.startswith("{") and '"words"' in line]
    assert any(one["words"].startswith("town finished: 1 offered = 1 added") for one in told)
    assert {one["level"] for one in told} <= {"INFO", "WARNING"}
