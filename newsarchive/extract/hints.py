"""What the names that a publisher gives its boxes tell: class, id, role, itemprop.

A hint leads away (`aside`: the reason) or towards the body (`favour`). None is trusted alone: a box that holds most
of a page's prose is the body, whatever it is called.

Names are read one by one, each cut into words: `relatedPosts`, `related-posts` and `related_posts` are "related
posts". Names that say how a box looks, not what it holds (`overflow-hidden`, `md:flex`), and those that WordPress
makes of an article's own categories and tags are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Hint:
    """What boxes of such a name hold; `example` is one such name."""

    reason: str
    pattern: str
    """Searched in the words of one name."""
    example: str


def _words(*patterns: str) -> str:
    return rf"\b(?:{'|'.join(patterns)})\b"


#: Boxes that hold no body.
AWAY = (
    Hint("hidden", r"^(hidden|hide|invisible|d none|display none|no ?display|print only|visible print"
         r"|(sr|screen ?reader|visually|assistive)( only| ?text| ?hidden)*)$", "sr-only"),
    Hint("share", _words("share", "sharing", "shares", "sharebar", "sharetools?", r"social\w*", "addthis", "addtoany",
         "sharedaddy", "jiathis", "bdshare", r"bshare\w*", "fenxiang", "sns", "follow us", "like button", "fb like",
         "tweet button"), "social-share"),
    Hint("related", _words("related", "recommend(ed|ations?|s)?", r"recirc\w*", "outbrain", "taboola", "trending",
         "popular", "see also", "you may( also)? like", "also (read|like)", "read (next|also|on)",
         "more (stories|news|from|on|articles|in)", "most (read|viewed|popular|shared)", "up ?next", "zergnet",
         "yarpp", "xiangguan", "tuijian", "rnews", "hot ?news", "paihang"), "related-posts"),
    Hint("teaser", _words("teasers?", "latest", "cta"), "teaser-text"),
    Hint("comment", _words("comments?", "comment ?list", r"disqus\w*", "respond", "replies", "reply", "livefyre",
         "pinglun", "trackbacks?", "pings", "guestbook"), "comments-area"),
    Hint("nav", _words("nav", "navi", "navbar", "navigation", "menus?", "bread ?crumbs?", "crumbs?", "pager",
         "pagination", "paging", "page ?nav(i)?", "skip ?links?", "tool ?bar", "toolbox", "tools", "top ?bar",
         "masthead",
         "mbx", "weizhi", "location bar", "prev next", "next prev", "post nav", "site (header|nav|menu)"),
         "breadcrumbs"),
    Hint("footer", _words("foot", "footers?", "copy ?rights?", "colophon", "legal", "disclaimer",
         "bottom (bar|nav|links)",
         "foot ?nav", "beian", "icp", "contentinfo"), "site-footer"),
    Hint("sidebar", _words("side ?bars?", "side ?(col|column|nav|box)", "rail", "right ?(rail|col|column|bar|side)",
         "secondary", "widget area", "complementary"), "right-rail"),
    Hint("form", _words(r"newsletter\w*", "subscri(be|ption|bers?)", "sign ?up", "sign ?in", "login", "register",
         "registration", r"search\w*", "cookies?", "consent", "gdpr", "modal", "pop ?ups?", "overlay",
         "lightbox", "tooltip", "drop ?down", "dialog", "donat(e|ion)", "call to action", "poll", "survey",
         "captcha", "optin", "mailing list"), "newsletter-signup"),
    Hint("ad", _words("ads?", "adv", "advert", r"advertis\w+", "adsense", "adsbygoogle",
         "ad ?(box|slot|unit|wrapper|container|zone|space|block|banner|label)", "banner", "sponsor(ed|s)?", "dfp",
         "gpt",
         "promo", "promos", "promotion", "promoted", "guanggao", "commercial", "affiliate"), "ad-slot"),
    Hint("tags", _words("tags?", "tag ?(list|cloud|links)", "keywords?", "topics?", "topic list", "categories",
         "cat links", "entry tags", "filed under"), "entry-tags"),
    Hint("meta", _words("by ?lines?", r"author\w*", "bio", "meta", "metadata", "dateline", "date", "datetime",
         "time ?stamp", "published", "pub (date|time)", "posted on", "post (info|meta|date)", "entry (meta|date|info)",
         "article (info|meta|date)", "laiyuan", "info ?bar", "credits?", r"contributor\w*", "reporter", "writer",
         "editor", "read(ing)? time", "view count"), "entry-meta"),
    Hint("caption", _words("captions?", "caption text", r"wp caption\w*", r"image (credit|caption|info|desc\w*|source)",
         "img desc", "photo (credit|caption|info)", "media (caption|info|credit)", "bildunterschrift", "legende",
         "slideshow", "gallery", "galleries", "carousel", "slider", "swiper"), "wp-caption-text"),
)  # fmt: skip

#: Boxes that hold the body, the surest first.
TOWARDS = (
    Hint("body", _words("article ?body", "article ?(content|text|copy|main)", "story ?(body|content|text|copy)",
         "entry content", "post ?(content|body|text|entry)", "body ?(content|copy|text)",
         "news ?(content|body|text|detail|con)", "text (body|content)", "rich text", "content (body|text|detail|main)",
         "zhengwen", "trs editor", "zoom", "art ?(body|content|text|con)", "show ?content", "content ?show",
         "vsb content", "nr", "detail (content|con|text)", "entry"), "article-body"),
    Hint("article", _words("article", "story", "post", "hentry", "content", "main", "text", "detail", "news", "body",
         "blog", "prose", "contents"), "post"),
)  # fmt: skip

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTING = re.compile(r"[_:/.-]+")
_LOOKS = re.compile(
    r"^(?:tw-|[a-z]{1,3}:|overflow|field-|has-|is-|no-|js-|category-|tag-|post_tag-|type-|status-|format-)"
    r"|^post-\d|[-_](?:hidden|above|inline)$"
)
_AWAY = tuple((hint.reason, re.compile(hint.pattern)) for hint in AWAY)
_TOWARDS = tuple((score, re.compile(hint.pattern)) for score, hint in zip((2, 1), TOWARDS, strict=True))
_HIDING = re.compile(r"(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)")
#: Characters of names that are read: some pages have kilobytes of them.
_LONGEST = 400


@lru_cache(maxsize=16384)
def read(names: str) -> tuple[str, int]:
    """The reason that `names` (class, id and role of a box) lead away, or ""; and how much they favour a body: 0 to 2.

    >>> read("related-posts")
    ('related', 0)
    >>> read("articleBody md:overflow-hidden")
    ('', 2)
    """
    away, favour = "", 0
    for words in spelt(names):
        away = away or next((reason for reason, pattern in _AWAY if pattern.search(words)), "")
        favour = max(favour, next((score for score, pattern in _TOWARDS if pattern.search(words)), 0))
    return away, favour


def spelt(names: str) -> list[str]:
    """The names that say what a box holds, each as lower-case words.

    >>> spelt("relatedPosts col_left tw-flex")
    ['related posts', 'col left']
    """
    return [
        _PARTING.sub(" ", _CAMEL.sub(" ", name)).strip().lower()
        for name in names[:_LONGEST].split()
        if not _LOOKS.search(name)
    ]


def hides(style: str) -> bool:
    """Does a style attribute keep its element from being seen?"""
    return "none" in style and _HIDING.search(style) is not None
