"""The interface in English and Chinese. Its English words are the keys."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files

_ACCEPTED = re.compile(r"\s*(?P<tongue>[A-Za-z]{2,3})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*q=(?P<weight>[0-9.]{1,6}))?\s*")


def choose(wanted: str, accepted: str) -> str:
    """The tongue that was asked for by name, else the one that the browser likes best: "en" or "zh".

    >>> choose("", "fr, zh-CN;q=0.8, en;q=0.5")
    'zh'
    """
    if wanted in ("en", "zh"):
        return wanted
    likes = [match for part in accepted[:500].split(",") if (match := _ACCEPTED.fullmatch(part))]
    known = [(_weight(like["weight"]), like["tongue"].lower()) for like in likes]
    return max((one for one in known if one[1] in ("en", "zh")), key=lambda one: one[0], default=(0, "en"))[1]


def speaker(tongue: str) -> Callable[[str], str]:
    """What says the interface's words in that tongue."""
    said = words() if tongue == "zh" else {}
    return lambda english: said.get(english, english)


@cache
def words() -> dict[str, str]:
    """English to Chinese."""
    return tomllib.loads((files("newsarchive.web") / "tongues.toml").read_text(encoding="utf-8"))["zh"]  # type: ignore[no-any-return]


def _weight(given: str | None) -> float:
    try:
        return float(given) if given else 1.0
    except ValueError:
        return 0.0
