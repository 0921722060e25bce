"""What is installed from a wheel is whole: every file of the package that is no code is in it."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel's files, of a copy of the project: building leaves files behind where it is done."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    for path in package():
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes((ROOT / path).read_bytes())
    build = ["wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", "made", "."]
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *build],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    (made,) = (folder / "made").glob("newsarchive-*.whl")
    with zipfile.ZipFile(made) as file:
        return {name: file.read(name) for name in file.namelist()}


def package():
    """Every file of the package, as it lies in the project."""
    found = (path for path in (ROOT / "newsarchive").rglob("*") if path.is_file())
    return sorted(path.relative_to(ROOT).as_posix() for path in found if "__pycache__" not in path.parts)


def test_a_wheel_holds_every_file_of_the_package(wheel):
    kinds = {Path(name).suffix for name in package()}
    assert kinds >= {".py", ".toml", ".sql", ".json", ".html", ".css", ".js", ".txt"}
    assert [name for name in package() if wheel.get(name) != (ROOT / name).read_bytes()] == []


def test_a_wheel_holds_nothing_else(wheel):
    beside = {name for name in wheel if not re.match(r"newsarchive-[^/]+\.dist-info/", name)}
    assert beside == set(package())


def test_a_wheel_names_the_command_the_plugin_and_the_settings(wheel):
    (entries,) = (words.decode() for name, words in wheel.items() if name.endswith("/entry_points.txt"))
    assert "newsarchive = newsarchive.__main__:main" in entries
    assert "[datasette]\nnewsarchive = newsarchive.web.plugin" in entries
    assert "[scrapy]\nsettings = newsarchive.settings" in entries
