"""Bytes -> text -> tree."""

from __future__ import annotations

from newsarchive.markup.encodings import LARGEST, Decoded, decode
from newsarchive.markup.trees import Grown, by_tag, grow, parse, without_declaration

__all__ = ["LARGEST", "Decoded", "Grown", "by_tag", "decode", "grow", "parse", "without_declaration"]
