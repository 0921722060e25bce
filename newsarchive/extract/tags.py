"""HTML's tags, by what they do to a line of text. What is named nowhere is inline."""

from __future__ import annotations

from typing import Final

from newsarchive.model import BlockKind

#: What a tag does: hold no text, end a line, be a box, be a box if its name says so, mark up words.
OUT: Final = 0
BREAK: Final = 1
BLOCK: Final = 2
NAMED: Final = 3
INLINE: Final = 4
UNKNOWN: Final = 5

#: Never text of an article, whatever they hold.
_OUT = frozenset(
    [
        "head",
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "annotation",
        "annotation-xml",
        "mjx-math",
        "iframe",
        "frame",
        "object",
        "embed",
        "applet",
        "audio",
        "video",
        "canvas",
        "map",
        "select",
        "option",
        "datalist",
        "optgroup",
        "button",
        "input",
        "textarea",
        "progress",
        "meter",
        "img",
        "track",
        "param",
        "link",
        "meta",
        "base",
        "title",
        "area",
        "col",
        "colgroup",
        "marquee",
        "noframes",
    ]
)

#: Begin and end a line.
_BLOCK = frozenset(
    [
        "html",
        "body",
        "main",
        "article",
        "section",
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "header",
        "footer",
        "nav",
        "aside",
        "address",
        "form",
        "fieldset",
        "legend",
        "center",
        "details",
        "summary",
        "dialog",
        "menu",
        "dir",
        "hgroup",
        "listing",
        "xmp",
        "search",
        "frameset",
    ]
)

#: End a line, and hold nothing.
_BREAK = frozenset({"br", "hr"})

#: What a block's tag says of the text in it. A cell begins anew: a layout table may stand in anything.
KINDS: dict[str, BlockKind] = {
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "li": "item",
    "dd": "item",
    "dt": "item",
    "blockquote": "quote",
    "pre": "code",
    "listing": "code",
    "xmp": "code",
    "figcaption": "caption",
    "caption": "caption",
    "td": "paragraph",
    "th": "paragraph",
}

#: Tags that lead away from an article by their meaning, with the reason.
ASIDE = {
    "nav": "nav",
    "menu": "nav",
    "footer": "footer",
    "aside": "sidebar",
    "dialog": "form",
    "figcaption": "caption",
    "address": "meta",
    "search": "form",
    "fieldset": "form",
    "legend": "form",
}

#: Inline tags that are kept in a block's HTML, under their plain names.
KEPT = {
    "a": "a",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "cite",
    "code": "code",
    "sub": "sub",
    "sup": "sup",
    "q": "q",
    "s": "s",
    "del": "del",
    "ins": "ins",
    "mark": "mark",
    "kbd": "kbd",
    "abbr": "abbr",
    "ruby": "ruby",
    "rt": "rt",
    "rp": "rp",
    "bdo": "bdo",
    "u": "u",
}

#: Tags whose own text is no words.
INVISIBLE_TEXT = frozenset({"script", "style", "template", "noscript"})

#: The role of every tag that is known. A custom element (its name has a hyphen) is a block.
ROLES: Final[dict[str, int]] = {
    **dict.fromkeys(_OUT, OUT),
    **dict.fromkeys(_BLOCK, BLOCK),
    **dict.fromkeys(_BREAK, BREAK),
    **dict.fromkeys(("span", "font", "small"), NAMED),
    **dict.fromkeys(KEPT, INLINE),
    **dict.fromkeys(
        [
            "label",
            "time",
            "big",
            "tt",
            "nobr",
            "strike",
            "acronym",
            "data",
            "output",
            "noindex",
            "picture",
            "source",  # lxml knows no end of it: the <img> of a <picture> stands in its sources
            "wbr",
            "blink",
            "dfn",
            "var",
            "samp",
            "math",
            "mjx-container",  # MathJax sets a formula as pictures of letters, and as <math> for those who hear it
            "mjx-assistive-mml",
        ],
        INLINE,
    ),
}
