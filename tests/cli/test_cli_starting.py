"""init: a project for people who have no checkout."""

import os
import subprocess
import sys

from click.testing import CliRunner

from newsarchive.cli import commands


def init(folder):
    return CliRunner().invoke(commands, ["init", str(folder)])


def scrapy(folder, *words):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("SCRAPY", "NEWSARCHIVE"))}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_a_new_project_lists_its_publishers(tmp_path):
    assert init(tmp_path / "mynews").exit_code == 0
    listed = scrapy(tmp_path / "mynews", "list")
    assert listed.returncode == 0, listed.stderr
    assert set(listed.stdout.split()) >= {"example", "news", "oim"}


def test_what_is_there_already_is_left_alone(tmp_path):
    init(tmp_path)
    (tmp_path / "settings.py").write_text("MINE = True\n")
    result = init(tmp_path)
    assert (tmp_path / "settings.py").read_text() == "MINE = True\n"
    assert "left alone" in result.stderr


def test_a_wrong_file_is_named_by_scrapy_list(tmp_path):
    init(tmp_path)
    (tmp_path / "publishers" / "example.toml").write_text('slug = "example"\nnome = "?"\n')
    listed = scrapy(tmp_path, "list")
    assert listed.returncode != 0
    assert "example.toml: nome: is not known here" in listed.stderr
