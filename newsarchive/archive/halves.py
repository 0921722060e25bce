"""Halves of characters: a page's script may cut a text inside an emoji, and no file in UTF-8 can hold what is left."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Stated = TypeVar("Stated")


def mended(stated: Stated) -> Stated:
    """`stated`, an article say, with U+FFFD in place of every lone surrogate in its strings."""
    value: Any = stated
    if isinstance(value, str):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    elif isinstance(value, tuple):
        value = tuple(map(mended, value))
    elif isinstance(value, dict):
        value = {mended(name): mended(words) for name, words in value.items()}
    elif is_dataclass(value) and not isinstance(value, type):
        value = replace(value, **{part.name: mended(getattr(value, part.name)) for part in fields(value)})
    return value  # type: ignore[no-any-return]
