"""The pictures in the documentation, taken anew: python bench/screenshots.py [--to docs/pictures].

A real Chromium looks at the reading room over a synthetic archive (bench/library.py). Debian: apt-get install chromium.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import library
from playwright.sync_api import Browser, sync_playwright

from newsarchive import Archive

DOCS = Path(__file__).parents[1] / "docs" / "pictures"
DESK, PHONE = (1200, 860), (390, 780)
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: its name, the page, and how it is looked at."""

    name: str
    path: str
    size: tuple[int, int] = DESK
    scheme: str = "light"
    locale: str = "en-GB"
    whole: bool = False
    """The whole page, not what a window shows of it."""


def shots(path: Path) -> list[Shot]:
    """What is looked at in the archive at `path`."""
    with Archive(path, readonly=True) as archive:
        follower, edited = (archive.search(words)[0].article_id for words in ("publisher:voc", "publisher:gazette"))
        story, _ = archive.desk.told([follower])[follower]
        kept = next(hit.article_id for hit in archive.search("publisher:oim") if archive.desk.kept(hit.article_id, 1))
    article, search = f"/article/{follower}", "/search?q=人工智能"
    return [
        Shot("today", ""),
        Shot("search", search),
        Shot("article", article),
        Shot("article-dark", article, scheme="dark", locale="zh-CN"),
        Shot("article-phone", article, PHONE),
        Shot("search-phone", search, PHONE, locale="zh-CN"),
        Shot("difference", f"/article/{edited}/revisions/1-3"),
        Shot("story", f"/story/{story}", whole=True),
        Shot("story-phone", f"/story/{story}", PHONE),
        Shot("sources", "/sources"),
        Shot("edits", "/edits"),
        Shot("publisher", "/publisher/oim"),
        Shot("kept-page", f"/article/{kept}/page"),
        Shot("explain", f"/article/{kept}/explain"),
    ]


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of the reading room while the block runs."""
    command = [sys.executable, "-m", "newsarchive", "serve", "--port", "0", "--archive", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        yield server.stdout.readline().strip().rstrip("/") + "/-/news"
        server.terminate()


def take(browser: Browser, shot: Shot, room: str, folder: Path) -> None:
    """Write one picture."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.scheme, locale=shot.locale
    )  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(room + shot.path, wait_until="networkidle")
    page.screenshot(path=folder / f"{shot.name}.png", full_page=shot.whole)
    context.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--to", type=Path, default=DOCS)
    asked = options.parse_args()
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if not program:
        raise SystemExit(f"none of {', '.join(PROGRAMS)} is installed")
    asked.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = library.open_in(Path(folder) / "archive")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        with served(path) as room:
            for shot in shots(path):
                take(browser, shot, room, asked.to)
                print(asked.to / f"{shot.name}.png")


if __name__ == "__main__":
    main()
