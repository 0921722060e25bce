"""The recipes of docs/archive.md run, and say what they promise."""

import re
import sqlite3
from pathlib import Path

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "archive.md").read_text(encoding="utf-8")
SHELL = re.findall(r"^    sqlite3 data/archive\.db '([^']*)'$", PAGE, re.MULTILINE)
SEARCHES = re.findall(r"^    (select title from article_view where id in .* match '[^']*'\))$", PAGE, re.MULTILINE)
RECURSIVE = re.search(r"(?:^    .*\n)+", PAGE[PAGE.index("This makes the phrase") :], re.MULTILINE)[0]


@pytest.fixture
def plain(archive, article):
    archive.add(article(title="湘江", text="人工智能领域"))
    connection = sqlite3.connect(archive.path)
    yield connection
    connection.close()


def test_there_are_recipes():
    assert (len(SHELL), len(SEARCHES)) == (5, 3)


@pytest.mark.parametrize("sql", SHELL)
def test_a_recipe_runs(plain, sql):
    plain.execute(sql).fetchall()


@pytest.mark.parametrize("sql", [*SEARCHES, RECURSIVE])
def test_a_search_in_plain_sql_finds_the_article(plain, sql):
    assert plain.execute(sql).fetchall() == [("湘江",)]
    assert plain.execute(sql.replace("智能", "天气").replace("湘*", "天*")).fetchall() == []
