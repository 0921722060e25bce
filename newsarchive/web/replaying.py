"""A kept page as it looked, and harmless: nothing in it runs, is sent, leads anywhere, or is loaded from anywhere.

Three walls, each enough by itself: tags and attributes are those of a list, the answer's Content-Security-Policy puts
it into a sandbox without scripts, forms and loads, and the page that shows it keeps it in a frame with a sandbox too.
Pictures are those that the archive keeps, written into the page.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urljoin

import nh3

from newsarchive.model import Page

#: What the answer tells browsers.
POLICY = (
    "sandbox; default-src 'none'; img-src data:; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'self'"
)
#: What a picture's bytes begin with; SVG is none of them, since it is a document.
_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"), (b"BM", "image/bmp"),
)  # fmt: skip
#: Bytes of pictures in one page.
_MOST = 6_000_000
_TAGS = {
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center",
    "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "i", "img", "ins", "kbd", "li",
    "main", "mark", "nav", "ol", "p", "pre", "q", "rb", "rp", "rt", "ruby", "s", "samp", "section", "small", "span",
    "strike", "strong", "style", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr",
    "tt", "u", "ul", "var", "wbr",
}  # fmt: skip
_EVERYWHERE = {"align", "bgcolor", "border", "class", "dir", "id", "lang", "style", "title", "valign"}
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": {"href"},
    "font": {"color", "face", "size"},
    "img": {"alt", "height", "src", "width"},
    "table": {"cellpadding", "cellspacing", "width"},
    "td": {"colspan", "height", "rowspan", "width"},
    "th": {"colspan", "height", "rowspan", "width"},
}
_DROPPED = {"script", "noscript", "template", "title", "textarea", "select", "iframe", "object", "svg", "math"}

#: The bytes of a picture at a URL; None where they are not kept.
Find = Callable[[str], bytes | None]


def document(pages: Sequence[Page], find: Find) -> str:
    """Pages that were one to who read them, as one document. Raises Undecodable, TooLarge."""
    room = _Room(find)
    parts = "\n<hr>\n".join(_cleaned(page, room) for page in pages)
    title = escape(pages[0].url)
    style = "body{margin:1rem;overflow-wrap:anywhere}img{max-width:100%;height:auto}"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{style}</style>'
    return f"<!doctype html>\n<html><head>{head}</head><body>\n{parts}\n</body></html>\n"


def kind_of(body: bytes) -> str:
    """The media type of a picture that browsers show, by its first bytes; "" for anything else.

    >>> kind_of(b"GIF89a"), kind_of(b"<svg onload=alert(1)>")
    ('image/gif', '')
    """
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:12] in (b"ftypavif", b"ftypavis"):
        return "image/avif"
    return next((kind for start, kind in _PICTURES if body.startswith(start)), "")


class _Room:
    """Pictures for one document, as long as there is room for them."""

    def __init__(self, find: Find) -> None:
        self._find, self._left = find, _MOST

    def address(self, url: str) -> str | None:
        """The picture as a data: URL; None where it is not kept, is none, or is too large."""
        body = self._find(url)
        kind = kind_of(body) if body else ""
        if not body or not kind or len(body) > self._left:
            return None
        self._left -= len(body)
        return f"data:{kind};base64,{base64.b64encode(body).decode()}"


def _cleaned(page: Page, room: _Room) -> str:
    def attribute(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return room.address(_absolute(page.url, value)) if tag == "img" else None
        return None if name == "href" else value  # a link would lead out of the archive

    return nh3.clean(
        page.decoded.text,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "data"},
        link_rel=None,
    )


def _absolute(base: str, url: str) -> str:
    try:
        return urljoin(base, url.strip())
    except ValueError:  # brackets that are no address
        return ""
