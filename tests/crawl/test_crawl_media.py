"""By setting, what an article shows is kept like its page: each payload once, with its caption."""

import hashlib

import pytest
from loopback import PROSE, Answer

PNG = b"\x89PNG\r\n\x1a\n" + b"".join(hashlib.sha256(bytes([n])).digest() for n in range(256))
PDF = b"%PDF-1.4\n" + bytes(range(256))


@pytest.fixture
def shown(site):
    """Two articles that show one photo at two URLs, a chart that is not there, and a report as an attachment."""
    rows = [(f"/news/{n}.html", f"园区第{n}批重点项目名单昨天公布", f"2020-01-0{n}") for n in (1, 2)]
    site.list("/news/", rows)
    for path, title, _ in rows:
        number = path[6]
        site.article(
            path,
            title,
            f"{PROSE[0][:-1]}({title})。",
            f'<img src="/img/{number}.png" alt="园区全景" width="600" height="400">',
            f"{PROSE[1][:-1]}({title})。",
            '<img src="/img/none.png" width="600" height="400">',
            f'{PROSE[2][:-1]}({title})。附件：<a href="/files/report.pdf">重点项目名单</a>',
        )
        site.pages[f"/img/{number}.png"] = Answer(PNG, headers={"Content-Type": "image/png"})
    site.pages["/files/report.pdf"] = Answer(PDF, headers={"Content-Type": "application/pdf"})


def media(project):
    with project.archive() as archive:
        return {
            row["url"][-6]: [
                (one.kind, one.url.removeprefix(project.site.url), one.caption, archive.page(one.raw).body)
                for one in archive.media.shown(row["id"], row["revisions"])
            ]
            for row in archive.rows()
        }


def test_nothing_is_kept_unless_it_is_asked_for(site, project, shown):
    project.crawl()
    assert media(project) == {"1": [], "2": []}
    assert "/img/1.png" not in site.paths()


def test_images_and_attachments_are_kept_with_their_captions(site, project, shown):
    run = project.crawl("-s", "NEWSARCHIVE_KEEP_MEDIA=images,attachments")
    assert run.code == 0, run.err
    assert media(project) == {
        number: [
            ("image", f"/img/{number}.png", "园区全景", PNG),
            ("attachment", "/files/report.pdf", "重点项目名单", PDF),
        ]
        for number in ("1", "2")
    }
    assert site.paths().count("/files/report.pdf") == 1
    assert "'newsarchive/media/image': 2" in run.err
    assert "'newsarchive/media_refused/404'" in run.err


def test_each_payload_is_in_the_warc_once(project, shown):
    project.crawl("-s", "NEWSARCHIVE_KEEP_MEDIA=images")
    with project.archive() as archive:
        shown = [one for row in archive.rows() for one in archive.media.shown(row["id"], 1)]
        assert {one.digest for one in shown} == {hashlib.sha1(PNG).hexdigest()}
        assert [one.raw.length > len(PNG) for one in shown] == [True, False]
        assert [check for check in archive.health() if not check.good] == []


def test_what_robots_txt_forbids_is_not_kept(site, project, shown):
    site.pages["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /img/\n")
    run = project.crawl("-s", "NEWSARCHIVE_KEEP_MEDIA=images")
    assert media(project) == {"1": [], "2": []}
    assert "'newsarchive/media_refused/robots'" in run.err
    assert project.books().added == 2


def test_a_wrong_word_for_media_is_refused(project, shown):
    run = project.crawl("-s", "NEWSARCHIVE_KEEP_MEDIA=films")
    assert "neither images nor attachments" in run.err
