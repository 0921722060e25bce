"""What people can type, set, count or import is documented, or a test fails here."""

import dataclasses
import re
from pathlib import Path

import pytest

import newsarchive
from newsarchive import errors, model, settings
from newsarchive.archive import Archive
from newsarchive.cli import commands
from newsarchive.crawl import stats
from newsarchive.publishers import spec

ROOT = Path(__file__).parents[2]


def doc(name):
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(commands.commands))
def test_every_command_and_option_is_documented_and_has_an_example(name):
    command, page = commands.commands[name], doc("docs/commands.md")
    row = next((row for row in page.splitlines() if row.startswith(f"| `newsarchive {name}")), None)
    assert row, f"docs/commands.md has no row for newsarchive {name}"
    for option in (option for parameter in command.params for option in parameter.opts if option.startswith("--")):
        assert f"`{option}`" in row, f"{name} {option}"
    assert "Example" in (command.epilog or ""), f"{name} --help shows no example"


def test_every_setting_is_documented():
    names = [name for name in vars(settings) if name.startswith("NEWSARCHIVE_")]
    assert names
    assert [name for name in names if f"`{name}`" not in doc("docs/settings.md")] == []


def test_every_setting_that_the_code_names_is_set_somewhere():
    named = {
        name
        for path in (ROOT / "newsarchive").rglob("*.py")
        for name in re.findall(r"\bNEWSARCHIVE_[A-Z_]+\b", path.read_text(encoding="utf-8"))
    }
    assert named - set(vars(settings)) == set()


def test_every_stat_key_is_documented():
    keys = [value for value in vars(stats).values() if isinstance(value, str) and value.startswith("newsarchive/")]
    assert keys
    assert [key for key in keys if f"`{key}`" not in doc("docs/stats.md")] == []


def test_every_table_and_column_of_the_view_is_documented(tmp_path):
    page = doc("docs/archive.md")
    with Archive(tmp_path / "archive.db") as archive:
        tables = list(archive.stats().rows)
    assert "articles" in tables
    assert [table for table in tables if f"`{table}`" not in page] == []


def test_every_key_of_a_publishers_file_is_documented():
    page = doc("docs/publishers.md")
    assert [key for key in (*spec.PUBLISHER, *spec.VISIT, *spec.RULES) if f"`{key}`" not in page] == []


def test_every_public_name_and_field_is_documented():
    page = doc("docs/python.md")
    names = [name for name in newsarchive.__all__ if not name.startswith("__")]
    for noun in (model.Page, model.Article, model.Attribution, model.Receipt, model.Hit):
        names += [noun.__name__, *(field.name for field in dataclasses.fields(noun))]
    assert [name for name in names if not re.search(rf"\b{name}\b", page)] == []


def test_every_error_has_a_docstring_of_its_own():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert [kind.__name__ for kind in kinds if "__doc__" not in vars(kind)] == []


def test_the_readmes_links_lead_somewhere():
    links = re.findall(r"\]\(([^)#]+)\)", doc("README.md"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readmes_commands_exist():
    lines = re.findall(r"^(?:\.venv/bin/)?newsarchive (\w+)", doc("README.md"), re.MULTILINE)
    assert set(lines) <= set(commands.commands)
    assert {"demo", "search"} <= set(re.findall(r"newsarchive (\w+)", doc("README.md")))
