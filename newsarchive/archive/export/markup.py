"""An article's HTML made safe for a page of ours, whoever wrote it: nothing in it acts, or loads."""

from __future__ import annotations

import html

import nh3

from newsarchive.archive.export.entries import Entry
from newsarchive.text import BIDI

_TAGS = {
    "p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td",
    "caption", "pre", "code", "em", "strong", "b", "i", "u", "s", "sub", "sup", "br", "hr", "a", "figure", "figcaption",
    "dl", "dt", "dd", "q", "cite", "small", "mark", "bdi", "ruby", "rb", "rp", "rt",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "*": {"dir", "lang"}}
_REL = "noopener noreferrer nofollow"


def safe(entry: Entry) -> str:
    """The article's paragraphs as HTML that cannot do anything: no scripts, styles, forms, pictures or frames."""
    if not entry.html:
        return "\n".join(f"<p>{html.escape(line)}</p>" for line in entry.text.split("\n"))
    return nh3.clean(entry.html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https"}, link_rel=_REL)


def words(said: str) -> str:
    """Plain words for HTML, in text or attribute; marks that turn the direction of what follows are taken out."""
    return html.escape(BIDI.sub("", said))


def link(url: str) -> str:
    """A URL for an attribute; "" unless it is http or https, since nothing else may be followed."""
    return html.escape(url) if url.startswith(("http://", "https://")) else ""
