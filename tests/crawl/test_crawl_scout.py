"""A look at a site that nobody described yet."""

import json
import subprocess
import sys

from loopback import ROOT, html


def look(project, url):
    """What a look saw, by the place that a file would name."""
    project.data.mkdir()
    command = [sys.executable, "-m", "newsarchive.crawl.scout", url, str(project.data)]
    done = subprocess.run(command, env=project.environment(), cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads((project.data / "look.json").read_text(encoding="utf-8"))


def test_a_list_of_years_is_seen_by_what_its_years_show_and_dead_links_do_no_harm(site, project):
    site.pages["/"] = html("<ul id=nav><li><a href=/gone/>新闻中心</a><li><a href=/past/>通知公告</a></ul>")
    site.pages["/past/"] = html("<html><body><a href=/past/2019/>2019</a> <a href=/past/2020/>2020</a></body></html>")
    for year in (2019, 2020):
        path = f"/past/{year}/7.html"
        site.article(path, "园区第一批重点项目名单昨天公布")
        site.list(f"/past/{year}/", [(path, "园区第一批重点项目名单昨天公布", f"{year}-01-05")])

    seen = look(project, site.url + "/")["seen"]

    shown = [one["articles"] for one in seen if one["url"] == site.url + "/past/"]
    assert sorted(url for urls in shown for url in urls) == [f"{site.url}/past/{year}/7.html" for year in (2019, 2020)]
    assert "/past/2019/7.html" in site.paths()
