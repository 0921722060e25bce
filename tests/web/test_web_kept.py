"""Kept pages are shown as they looked, and do nothing; pictures are those that the archive keeps."""

import asyncio
import base64
import hashlib

import pytest
from exhibits import PAGE, PNG, PROSE, Looked, kept, told

from newsarchive import Archive
from newsarchive.web import server

ROOM = "/-/news"
_INERT = {"a", "body", "br", "h1", "head", "hr", "html", "img", "meta", "p", "style", "title"}


@pytest.fixture
def bridge(number):
    return number("Bridge opens")


def test_a_kept_page_is_shown_in_a_frame_that_holds_it(browser, bridge):
    page = browser.get(f"{ROOM}/article/{bridge}/page").text
    assert f'<iframe sandbox referrerpolicy="no-referrer" src="{ROOM}/article/{bridge}/page/content?revision=1"' in page
    told = browser.get(f"{ROOM}/article/{bridge}/page.json").json()
    assert (told["url"], told["revision"], told["revisions"]) == ("https://bridges.example/1.html", 1, [1])
    assert told["raw"]["file"].endswith(".warc.gz")


def test_the_page_itself_is_answered_into_a_sandbox_without_scripts_and_loads(browser, bridge):
    answer = browser.get(f"{ROOM}/article/{bridge}/page/content")
    policies = answer.headers.get_list("content-security-policy")
    assert len(policies) == 1
    assert policies[0].startswith("sandbox; default-src 'none'; img-src data:;")
    assert "allow-" not in policies[0]
    assert "script-src" not in policies[0]
    assert answer.headers["x-frame-options"] == "SAMEORIGIN"


def test_its_pictures_are_those_that_are_kept(browser, bridge):
    page = browser.get(f"{ROOM}/article/{bridge}/page/content").text
    assert f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="The bridge">' in page
    assert '<img alt="Not kept">' in page
    assert "<a>Elsewhere</a>" in page
    assert "The new bridge over the canal" in page


def test_a_hostile_page_does_nothing_and_loads_nothing(browser, number):
    found = Looked(browser.get(f"{ROOM}/article/{number('<script>')}/page/content").text)
    assert found.tags <= _INERT
    named = {name for name, _ in found.attributes}
    assert named <= {"charset", "style", "alt"}
    page = browser.get(f"{ROOM}/article/{number('<script>')}/page/content").text
    assert "Hostile words are only words here." in page
    assert "alert" not in page


@pytest.mark.parametrize("address", ["article/{}/page?revision=9", "article/{}/page/content?revision=9"])
def test_a_revision_whose_page_is_not_kept_is_missing(browser, bridge, address):
    assert browser.get(f"{ROOM}/{address.format(bridge)}").status_code == 404


def test_an_article_without_a_page_says_so(browser, number):
    one = number("Mayor")
    assert "/page" not in browser.get(f"{ROOM}/article/{one}").text
    for part in ("page", "page/content", "explain"):
        assert browser.get(f"{ROOM}/article/{one}/{part}").status_code == 404


def test_an_article_shows_its_pictures_where_they_stand_and_names_those_that_are_not_kept(browser, bridge):
    page = browser.get(f"{ROOM}/article/{bridge}").text
    told = browser.get(f"{ROOM}/article/{bridge}.json").json()["pictures"]
    assert [one["caption"] for one in told] == ["The bridge", "", "Outside of the text"]
    first, second, third = PROSE.splitlines()
    places = [first, f'<img src="{ROOM}/media/{told[0]["kept"]}" alt="Two &#34;piers&#34;"', second]
    places += [f"{told[1]['url']}</bdi>", third]
    assert [page.index(one) for one in places] == sorted(page.index(one) for one in places)
    assert page.index(f"{told[2]['url']}</bdi>") < page.index(first)


def test_no_picture_is_shown_twice_and_none_from_another_host(browser, bridge):
    page = browser.get(f"{ROOM}/article/{bridge}").text
    assert page.count("<img") == 1
    assert page.count("This picture is not kept here") == 2
    assert page.count("The bridge</figcaption>") == 1


def test_a_kept_picture_is_served_as_what_it_is(browser, bridge):
    told = browser.get(f"{ROOM}/article/{bridge}.json").json()["pictures"]
    answer = browser.get(f"{ROOM}/media/{told[0]['kept']}")
    assert answer.content == PNG
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")


def test_what_is_no_picture_is_only_to_be_saved(browser):
    digest = hashlib.sha1(b"<svg onload='alert(9)'/>").hexdigest()
    answer = browser.get(f"{ROOM}/media/{digest}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == 'attachment; filename="svg.png"'
    assert browser.get(f"{ROOM}/media/{'0' * 40}").status_code == 404


def test_explain_says_which_reader_gave_what(browser, bridge):
    page = browser.get(f"{ROOM}/article/{bridge}/explain").text
    assert "heading: h1" in page
    fields = {
        one["field"]: one
        for one in browser.get(f"{ROOM}/article/{bridge}/explain.json").json()["explanation"]["fields"]
    }
    assert fields["title"]["today"] == "Bridge opens"
    assert fields["title"]["place"]["end"] > fields["title"]["place"]["start"]


def test_explain_shows_hostile_words_as_words(browser, number):
    answer = browser.get(f"{ROOM}/article/{number('<script>')}/explain")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_a_page_whose_record_is_gone_says_so_and_the_rest_is_read(tmp_path):
    with Archive(tmp_path / "archive.db") as archive:
        kept(archive, told("wire", 0, "A page", text="Some words that are told."), PAGE.encode())
    for file in (tmp_path / "warc").iterdir():
        file.unlink()
    client = server.room(tmp_path / "archive.db").client
    answer = asyncio.run(client.get(f"{ROOM}/article/1/page"))
    assert answer.status_code == 410
    assert "this file is missing" in answer.text
    assert asyncio.run(client.get(f"{ROOM}/article/1")).status_code == 200
