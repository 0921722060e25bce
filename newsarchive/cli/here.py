"""The project that a command is run in: what `newsarchive init` wrote, or any Scrapy project that names publishers."""

from __future__ import annotations

import configparser
import os
import runpy
from pathlib import Path

#: What a project's settings say, and our commands read from the environment.
NAMES = ("NEWSARCHIVE_PUBLISHERS", "NEWSARCHIVE_DIR")


def adopt(folder: Path) -> None:
    """Let the commands of this process see what the project around `folder` says, unless the environment says more.

    The project is the nearest folder above with a scrapy.cfg, as for Scrapy; its settings are run, as Scrapy does.
    """
    if all(os.environ.get(name) for name in NAMES) or not (path := settings_of(folder)):
        return
    told = runpy.run_path(str(path))
    for name in NAMES:
        value = told.get(name)
        if value and not os.environ.get(name) and Path(str(value).split(os.pathsep)[0]).is_absolute():
            os.environ[name] = str(value)


def settings_of(folder: Path) -> Path | None:
    """The settings.py of the project around `folder`; None outside of one, and where it is no file of the project."""
    for place in (folder, *folder.parents):
        if (place / "scrapy.cfg").is_file():
            read = configparser.ConfigParser()
            read.read(place / "scrapy.cfg", encoding="utf-8")
            path = place / (read.get("settings", "default", fallback="").replace(".", "/") + ".py")
            return path if path.is_file() else None
    return None
