"""The first minutes: init."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from newsarchive.cli import terminal

#: What `init` writes: the name in the project, and the name of its text in cli/project/.
PROJECT = {
    "scrapy.cfg": "scrapy.cfg",
    "settings.py": "settings.py.txt",
    "spiders/__init__.py": "spiders.py.txt",
    "spiders/news.py": "news.py.txt",
    "setup.py": "setup.py.txt",
    "publishers/example.toml": "example.toml",
    "data/README.md": "data.md",
}


@click.command(epilog="\b\nExample:\n  newsarchive init mynews && cd mynews && scrapy list")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
def init(folder: Path) -> None:
    """Write a small project into DIR: scrapy.cfg, settings.py, setup.py, spiders/, publishers/, data/.

    Files that are there already are left alone, and named.
    """
    texts = files("newsarchive.cli") / "project"
    for name, text in PROJECT.items():
        path = folder / name
        if path.exists():
            terminal.err().print(f"left alone: {path}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((texts / text).read_text(encoding="utf-8"), encoding="utf-8")
        terminal.err().print(f"written:    {path}")
    terminal.err().print(f"\nNext: cd {folder} && scrapy list, then make publishers/example.toml your own publisher's.")
