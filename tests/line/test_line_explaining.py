"""Why an article says what it says."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from conferences import page

from newsarchive import Archive, Page, publishers
from newsarchive.cli import commands
from newsarchive.line.explaining import explained
from newsarchive.line.places import Source
from newsarchive.text import plain

URL = "https://paper.example/2024/1.html"
JSON_LD = """<script type="application/ld+json">{"@type":"NewsArticle","headline":"另一个标题",
"datePublished":"2024-08-21T09:30:00+08:00","author":{"name":"\\u674e\\u660e"}}</script></head>""".encode()


@pytest.fixture
def fields():
    body = page(1).replace(b"</head>", JSON_LD)
    told = explained(Page(URL, body), publishers.of(URL))
    return {one.field: (one, body) for one in told.fields}


def bytes_of(fields, name):
    one, body = fields[name]
    return body[one.place.start : one.place.end].decode()


def test_the_headline_is_that_of_the_body_by_its_node_and_bytes(fields):
    title = fields["title"][0]
    assert (title.origin, title.place.node) == ("heading: h1", "/html/body/div[2]/h1")
    assert bytes_of(fields, "title") == "湖南举行第1次产业大会"


def test_other_claims_to_a_field_are_told(fields):
    refused = {(one.words, one.origin) for one in fields["title"][0].refused}
    assert ("另一个标题", "structured: JSON-LD headline") in refused


def test_words_in_a_script_are_found_through_its_escapes(fields):
    assert fields["authors"][0].today == ("李明",)
    assert bytes_of(fields, "authors") == r"\u674e\u660e"
    assert fields["authors"][0].place.node == "/html/head/script"


def test_a_source_rests_on_the_words_of_a_line(fields):
    assert bytes_of(fields, "attribution") == "来源：东方财富网"
    assert fields["attribution"][0].place.node == "/html/body/div[2]/div[1]"


def test_the_text_spans_from_its_first_paragraph_to_its_last(fields):
    assert bytes_of(fields, "text").startswith("近日,会议在长沙召开")
    assert bytes_of(fields, "text").endswith("取得实实在在的成效")
    assert fields["text"][0].place.node == "/html/body/div[2]/div[2]"


def test_bytes_count_in_the_encoding_of_the_page():
    body = page(1).decode().replace("utf-8", "gb18030").encode("gb18030")
    (title,) = [one for one in explained(Page(URL, body), publishers.of(URL)).fields if one.field == "title"]
    assert body[title.place.start : title.place.end].decode("gb18030") == "湖南举行第1次产业大会"


def test_tags_blanks_and_entities_between_letters_do_not_hide_words():
    source = Source(Page(URL, b"<html><body><p>Caf&eacute; <b>Oper</b>a&nbsp;\n house</p></body></html>"))
    place = source.find("Café Opera house")
    assert place.node == "/html/body/p"
    assert source.find("Nowhere") is None


RICH = """<script type="application/ld+json">{"@type":"NewsArticle","headline":"另一个标题","inLanguage":"zh",
"datePublished":"2024-08-21T09:30:00+08:00","dateModified":"2024-08-22T10:00:00+08:00","articleSection":"产业",
"keywords":["人工智能"],"author":{"name":"李明"},"editor":{"name":"王芳"}}</script></head>"""


def test_every_field_that_has_a_value_tells_its_reader_and_its_bytes():
    body = page(1).replace(b"</head>", RICH.encode())
    told = explained(Page(URL, body), publishers.of(URL)).fields
    given = {one.field: one for one in told if one.today and one.field != "attribution"}
    assert {"title", "authors", "published_at", "updated_at", "section", "tags", "text"} <= set(given)
    for name, one in given.items():
        assert ": " in one.origin, f"{name}: neither reader nor rule in {one.origin!r}"
        if one.words and one.place and name != "text":
            shown = body[one.place.start : one.place.end].decode()
            assert plain(shown) == plain(one.words), name
    assert {name for name, one in given.items() if one.place is None} <= {"language"}


def test_a_page_that_is_no_article_says_why():
    told = explained(Page(URL, b"<html><body>404 Not Found</body></html>"), publishers.of(URL))
    assert told.fields == ()
    assert told.refusal


def run(*words):
    return CliRunner().invoke(commands, [str(word) for word in words])


def test_the_command_shows_what_is_stored_beside_what_is_read(kept):
    result = run("explain", URL, "--archive", kept)
    assert result.exit_code == 0, result.stderr
    assert "东方财富网 (reprint)" in result.stdout
    assert "stored  unknown" in result.stdout
    assert "above: 来源" in result.stdout
    assert "record at byte" in result.stdout


def test_the_command_as_json(kept):
    told = json.loads(run("explain", 5, "--json", "--archive", kept).stdout)
    fields = {one["field"]: one for one in told["fields"]}
    assert fields["title"]["today"] == fields["title"]["stored"] == "湖南举行第5次产业大会"
    assert told["raw"]["file"].startswith("warc/")


def test_an_article_without_a_kept_page_cannot_be_explained(kept):
    with Archive(kept) as archive:
        archive.add(replace(archive.get(5), url="https://paper.example/elsewhere.html"))
    assert run("explain", 7, "--archive", kept).exit_code == 3
    assert run("explain", 99, "--archive", kept).exit_code == 3
