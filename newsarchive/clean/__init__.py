"""Draft -> Article: what we state of it."""

from __future__ import annotations

from newsarchive.model import Article, Draft, Publisher


def clean(draft: Draft, publisher: Publisher) -> Article:
    """Return what we state of `draft`. Raises NoBody where nothing is left of its body."""
    raise NotImplementedError
