"""verify, backup, restore, redact, as people type them."""

import json
import sqlite3
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from newsarchive.archive import Archive
from newsarchive.archive.triggers import thawed
from newsarchive.cli import commands, securing
from newsarchive.errors import Locked
from newsarchive.model import Article, Visit

URL = "https://news.example/1.html"
NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "data" / "archive.db"
    with Archive(path) as archive:
        visit = archive.keep(Visit(URL, NOON, status=200, body=b"<p>" + "人工智能".encode()))
        archive.add(Article(URL, "example", "A title", "A text.", fetched_at=NOON), visit=visit)
    return path


def run(kept, *words, **options):
    return CliRunner().invoke(commands, [*words, "--archive", str(kept)], **options)


def damage(kept):
    with sqlite3.connect(kept) as plain, thawed(plain, "texts"):
        plain.execute("UPDATE texts SET text = 'Another text.'")
    plain.close()


def test_verify_says_that_all_is_well(kept):
    told = run(kept, "verify")
    assert (told.exit_code, told.stdout, told.stderr) == (0, "", "Everything is as it was written.\n")


def test_verify_names_what_is_not(kept):
    damage(kept)
    told = run(kept, "verify")
    assert (told.exit_code, told.stdout) == (1, "texts row 1: the text does not have its digest\n")
    told = run(kept, "verify", "--json", "--part", "texts")
    fault = {"where": "texts", "row": 1, "offset": None, "words": "the text does not have its digest"}
    assert json.loads(told.stdout) == fault
    assert run(kept, "verify", "--part", "revisions").exit_code == 0


def test_verify_looks_into_the_search_index_when_it_is_asked_to(kept):
    assert run(kept, "verify", "--part", "search").exit_code == 0
    with sqlite3.connect(kept) as plain:
        plain.execute("UPDATE article_search_data SET block = zeroblob(length(block)) WHERE id > 10")
    plain.close()
    told = run(kept, "verify", "--part", "search")
    assert (told.exit_code, told.stdout.startswith("article_search: ")) == (1, True)


def test_verify_waits_for_who_writes_and_does_not_call_that_damage(kept):
    with Archive(kept) as archive, Archive(kept, wait=0.1) as other, archive._db.writing(), pytest.raises(Locked):
        list(other.upkeep.verify("search"))


def test_backup_and_restore(kept, tmp_path):
    folder = str(tmp_path / "backup")
    assert "1 would be copied" in run(kept, "backup", folder, "--dry-run").stdout
    assert "1 copied" in run(kept, "backup", folder).stdout
    assert json.loads(run(kept, "backup", folder, "--json").stdout)["kept"] == 1
    refused = run(kept, "restore", folder)
    assert (refused.exit_code, "--force replaces it" in refused.stderr) == (4, True)
    assert run(kept, "restore", folder, "--force").exit_code == 0
    assert run(tmp_path / "new" / "archive.db", "restore", folder).exit_code == 0
    assert run(tmp_path / "new" / "archive.db", "verify").exit_code == 0


def test_a_backup_of_what_is_damaged_says_so(kept, tmp_path):
    damage(kept)
    told = run(kept, "backup", str(tmp_path / "backup"))
    assert (told.exit_code, "texts row 1" in told.stdout) == (1, True)


def test_redact_asks_first(kept):
    told = run(kept, "redact", URL, "--reason", "court", input="n\n")
    assert (told.exit_code, "article 1 with 1 revisions, 1 texts, 1 kept pages" in told.stdout) == (1, True)
    assert json.loads(run(kept, "show", URL, "--json").stdout)["title"] == "A title"
    assert run(kept, "redact", URL, "--reason", "court", "--dry-run").exit_code == 0
    assert json.loads(run(kept, "show", URL, "--json").stdout)["title"] == "A title"
    assert run(kept, "redact", URL, "--reason", "court", "--yes").exit_code == 0
    assert json.loads(run(kept, "show", URL, "--json").stdout)["title"] == "[redacted]"
    assert run(kept, "verify").exit_code == 0


def test_redact_knows_what_it_does_not_know(kept):
    told = run(kept, "redact", "https://news.example/2", "--reason", "court", "--yes")
    assert (told.exit_code, told.stderr) == (3, "the archive knows nothing of https://news.example/2\n")


def test_merge(kept, tmp_path):
    other = tmp_path / "other" / "archive.db"
    with Archive(other) as archive:
        archive.add(Article("https://paper.example/2", "paper", "Another", "Another text.", fetched_at=NOON))
    assert "1 new articles, 0 that both have" in run(kept, "merge", str(other), "--dry-run").stdout
    assert run(tmp_path / "none.db", "merge", str(other), "--dry-run").exit_code == 4
    assert json.loads(run(kept, "merge", str(other), "--json").stdout)["articles"] == 1
    assert "0 new articles, 1 that both have" in run(kept, "merge", str(other)).stdout
    assert run(kept, "merge", str(kept)).exit_code == 4


def test_export(kept, tmp_path):
    told = run(kept, "export", str(tmp_path / "a.csv"))
    assert (told.exit_code, told.stderr) == (0, f"{tmp_path}/a.csv: 1 articles\n")
    assert json.loads(run(kept, "export", "-", "--format", "jsonl").stdout)["title"] == "A title"
    told = run(kept, "export", str(tmp_path / "site"), "--site", "title", "--json")
    assert json.loads(told.stdout) == {"file": str(tmp_path / "site"), "format": "site", "articles": 1}
    assert run(kept, "export", str(tmp_path / "b.jsonl"), "nowhere").stderr.endswith(": 0 articles\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [(["x.doc"], "does not tell the format"), (["-"], "does not tell the format"),
     (["-", "--format", "parquet"], "needs a file"), (["x.csv", '"open'], "not closed")],
)  # fmt: skip
def test_an_export_that_cannot_be(kept, words, said):
    told = run(kept, "export", *words)
    assert (told.exit_code, said in told.stderr) == (2, True)


@pytest.mark.parametrize("words", [["verify"], ["backup", "x"], ["redact", URL, "--reason", "x"]])
def test_there_must_be_an_archive(tmp_path, words):
    assert run(tmp_path / "none.db", *words).exit_code == 4


def test_ctrl_c_is_no_crash(kept, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(securing, "_faults", stop)
    told = run(kept, "verify")
    assert (told.exit_code, told.stderr) == (130, "Stopped.\n")
