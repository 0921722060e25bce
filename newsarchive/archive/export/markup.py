"""An article's HTML made safe for a page of ours, whoever wrote it: nothing in it acts, or loads."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import nh3

from newsarchive.archive.export.entries import Entry
from newsarchive.text import BIDI

_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
    "caption", "pre", "code", "em", "strong", "b", "i", "u", "s", "sub", "sup", "br", "hr", "a", "figure", "figcaption",
    "dl", "dt", "dd", "q", "cite", "small", "mark", "bdi", "ruby", "rb", "rp", "rt", "img",
}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "*": {"dir", "lang"},
}
_REL = "noopener noreferrer nofollow"


#: A picture as nh3 writes it: every value in quotation marks, and none in a value.
_PICTURE = re.compile(r'<img((?: \w+="[^"]*")*)>')
_VALUE = re.compile(r'(\w+)="([^"]*)"')

#: What is shown in place of a picture, as HTML, by its address and its words: neither is HTML.
Draw = Callable[[str, str], str]


def linked(url: str, said: str) -> str:
    """A link to a picture: nothing is loaded from another host before it is asked for."""
    target = link(url)
    return f'<a href="{target}" rel="{_REL}">{words(said or url)}</a>' if target else words(said)


def safe(entry: Entry, draw: Draw = linked) -> str:
    """The article's paragraphs as HTML that cannot do anything: no scripts, styles, forms or frames; pictures as
    `draw` shows them."""
    if not entry.html:
        return "\n".join(f"<p>{html.escape(line)}</p>" for line in entry.text.split("\n"))
    cleaned = nh3.clean(entry.html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=_REL)
    return _PICTURE.sub(lambda found: _drawn(found[1], draw), cleaned)


def _drawn(attributes: str, draw: Draw) -> str:
    said = {name: html.unescape(value) for name, value in _VALUE.findall(attributes)}
    return draw(said.get("src", ""), said.get("alt", "")) if said else ""


def words(said: str) -> str:
    """Plain words for HTML, in text or attribute; marks that turn the direction of what follows are taken out."""
    return html.escape(BIDI.sub("", said))


def link(url: str) -> str:
    """A URL for an attribute; "" unless it is http or https, since nothing else may be followed."""
    return html.escape(url) if url.startswith(("http://", "https://")) else ""
