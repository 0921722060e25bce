"""`newsarchive upgrade`: an archive that an earlier newsarchive wrote."""

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from newsarchive.archive.schema import SCHEMA
from newsarchive.cli import commands

KEPT = Path(__file__).parents[1] / "archive" / "schemas" / "1.sql"


def run(*arguments):
    return CliRunner().invoke(commands, [str(argument) for argument in arguments])


@pytest.fixture
def older(tmp_path):
    path = tmp_path / "archive.db"
    with sqlite3.connect(path) as db:
        db.executescript(KEPT.read_text("utf-8"))
    db.close()
    return path


def test_an_archive_of_an_earlier_version_names_the_command_that_upgrades_it(older):
    refused = run("search", "重点任务", "--archive", older)
    assert refused.exit_code == 4
    assert "newsarchive upgrade" in refused.stderr
    assert run("upgrade", "--archive", older).exit_code == 0
    assert run("search", "重点任务", "--archive", older).exit_code == 0


def test_upgrade_says_which_schema_there_is_now(older):
    assert run("upgrade", "--archive", older).stdout == f"{older} has schema {SCHEMA}\n"


def test_upgrade_makes_no_archive(tmp_path):
    assert run("upgrade", "--archive", tmp_path / "none.db").exit_code == 4
    assert list(tmp_path.iterdir()) == []


def test_upgrade_says_first_what_it_would_make_anew(older):
    before = older.read_bytes()
    told = run("upgrade", "--dry-run", "--archive", older).stdout
    assert f"schema: 1 -> {SCHEMA}\n" in told
    assert [line.partition(":")[0] for line in told.splitlines()] == ["schema", "search index", "index of near copies"]
    assert older.read_bytes() == before
    run("upgrade", "--archive", older)
    assert run("upgrade", "--dry-run", "--archive", older).stdout == ""
