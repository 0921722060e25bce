"""Credits that stand far from the body, in boxes that readers pass by: asked for only where nothing near it says.

The page's own source is searched for a label and what follows it. A label that stands there more than once belongs to
other articles as well, and tells nothing.
"""

from __future__ import annotations

import re

from newsarchive import urls
from newsarchive.model import Page

#: Tags between a label and its value, at most, each of few characters: the search takes time that grows with the page.
_TAGS = r"(?:<(?!a\s)[^<>]{0,120}>\s{0,20}){0,3}"
_EDITOR = re.compile(
    rf"(?:责任编辑|責任編輯|责编)\s{{0,4}}[:：]\s{{0,20}}{_TAGS}(?!责|責)([\u4e00-\u9fff]{{2,4}})(?![\u4e00-\u9fff])"
)
#: The labels of an editor by the character with which they begin: to look for one takes a tenth of the time.
_EDITOR_LABELS = {"责": ("任编辑", "编"), "責": ("任編輯",)}
#: The label of a source by language: what figures are labelled with too, so that it counts only before a link. In
#: English it is the label of data far more than of texts.
_LABELS = {
    "de": "Quelle", "es": "Fuente", "it": "Fonte", "pt": "Fonte", "pl": "Źródło", "cs": "Zdroj",
    "ru": "Источник", "uk": "Джерело", "el": "Πηγή", "tr": "Kaynak", "nl": "Bron", "sv": "Källa", "da": "Kilde",
    "no": "Kilde", "fi": "Lähde", "hu": "Forrás", "ro": "Sursa", "ar": "المصدر",
}  # fmt: skip
_LINKED = {
    label: re.compile(
        rf"(?P<words>{label}(?<=[>\s]{label})\s?:\s{{0,60}}){_TAGS}<a\s[^<>]{{0,300}}?href=[\"']?(?P<url>https?://[^"
        rf"\s\"'<>]{{3,300}})"
        r"[^<>]{0,300}>\s{0,60}(?P<name>[^<>]{2,60})</a"
    )
    for label in _LABELS.values()
}


def editor(page: Page) -> str:
    """The one editor whom the page names anywhere; "" if none, or several."""
    source = page.decoded.text
    pieces = (piece.startswith(rest) for first, rest in _EDITOR_LABELS.items() for piece in source.split(first)[1:])
    if not any(pieces):
        return ""
    found = set(_EDITOR.findall(source))
    return found.pop() if len(found) == 1 else ""


def source(page: Page, language: str) -> tuple[str, str, str]:
    """Name, words and address of the one source named by a label and a link to another site; "" where there is none."""
    label = _LABELS.get(language, "")
    if not label or label not in page.decoded.text:
        return "", "", ""
    found = list(_LINKED[label].finditer(page.decoded.text))
    if len(found) != 1 or page.decoded.text.count(label + ":") > 1:
        return "", "", ""
    name, address = found[0]["name"].strip(), found[0]["url"]
    if urls.site(urls.host(address)) == urls.site(urls.host(page.url)):
        return "", "", ""
    return name, f"{found[0]['words'].strip()} {name}", address
