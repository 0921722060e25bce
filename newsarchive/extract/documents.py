"""Links that lead to documents and pictures, by the endings of their addresses, however broken these are."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

_DOCUMENT = re.compile(r"\.(pdf|docx?|xlsx?|pptx?|wps|et|ofd|odt|ods|odp|rtf|zip|rar)\s*(?=[?#]|$)", re.IGNORECASE)
_PICTURE = re.compile(r"\.(jpe?g|png|gif|webp|avif|bmp)\s*(?=[?#]|$)", re.IGNORECASE)


def is_document(link: HtmlElement) -> bool:
    """Does a link lead to a document, or say so where a script opens it?"""
    return any(_DOCUMENT.search(link.get(name) or "") for name in ("href", "title"))


def is_picture(link: HtmlElement) -> bool:
    """Does a link lead to a picture?"""
    return bool(_PICTURE.search(link.get("href") or ""))
