"""What the names that a publisher gives its boxes tell: class, id, role, itemprop.

A hint leads away (`aside`: the reason) or towards the body (`favour`). None is trusted alone: a box that holds most
of a page's prose is the body, whatever it is called.
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
    example: str


#: Boxes that hold no body. Patterns are searched in the lower-case names, `\b` also stands at - and _.
AWAY = (
    Hint("hidden", r"\b(hidden|hide|invisible|(sr|screen ?reader|visually) ?(only|hidden|text)|no ?display|print ?only)\b", "sr-only"),
    Hint("share", r"\b(share|sharing|shares|sharebar|sharetools?|social\w*|addthis|addtoany|sharedaddy|jiathis|bdshare|bshare\w*|fenxiang|sns|follow ?us|like ?button|fb ?like|tweet ?button)\b", "social-share"),
    Hint("related", r"\b(related|recommend(ed|ations?|s)?|recirc\w*|outbrain|taboola|trending|popular|latest|see ?also|you ?may ?like|also ?(read|like)|read ?(next|also|on)|more ?(stories|news|from|on|articles|in)|most ?(read|viewed|popular|shared)|teasers?|upnext|zergnet|yarpp|xiangguan|tuijian|rnews|hotnews|paihang)\b", "related-posts"),
    Hint("comment", r"\b(comments?|commentlist|commentary ?form|disqus\w*|respond|replies|reply|livefyre|pinglun|trackbacks?|pings|guestbook)\b", "comments-area"),
    Hint("nav", r"\b(nav|navi|navbar|navigation|menu|menus|bread ?crumbs?|crumbs?|pager|pagination|paging|pagenavi|page ?nav|skip ?links?|tool ?bar|toolbox|tools|topbar|masthead|mbx|weizhi|location ?bar|prev ?next|next ?prev|post ?nav|wp ?pagenavi|site ?(header|nav|menu)|jump)\b", "breadcrumbs"),
    Hint("footer", r"\b(foot|footer|footers|copy ?rights?|colophon|legal|disclaimer|bottom ?(bar|nav|links)?|footnav|beian|icp)\b", "site-footer"),
    Hint("sidebar", r"\b(side ?bars?|side ?(col|column|nav|box|content)|rail|right ?(rail|col|column|bar|side)|secondary|widgets?|widget ?area)\b", "right-rail"),
    Hint("form", r"\b(newsletter\w*|subscri(be|ption|bers?)|sign ?up|signin|login|register|registration|search\w*|paywall|cookies?|consent|gdpr|modal|popups?|pop ?up|overlay|lightbox|tooltip|drop ?down|dialog|donat(e|ion)|cta|call ?to ?action|poll|survey|captcha|optin|mailing ?list)\b", "newsletter-signup"),
    Hint("ad", r"\b(ads?|adv|advert|advertis\w+|adsense|adsbygoogle|ad ?(box|slot|unit|wrapper|container|zone|space|block|banner|label)|banner|sponsor(ed|s)?|dfp|gpt|promo|promos|promotion|promoted|guanggao|commercial|affiliate)\b", "ad-slot"),
    Hint("tags", r"\b(tags?|tag ?(list|cloud|links|s)|taglist|keywords?|topics?|topic ?list|categories|cat ?links|entry ?tags|filed ?under|labels)\b", "entry-tags"),
    Hint("meta", r"\b(by ?lines?|author\w*|bio|meta|metadata|dateline|date|datetime|time ?stamp|timestamp|published|pub ?(date|time)|posted ?on|post ?(info|meta|date)|entry ?(meta|date|info)|article ?(info|meta|date)|laiyuan|info ?bar|credits?|contributor\w*|reporter|writer|editor|read ?time|reading ?time|view ?count)\b", "entry-meta"),
    Hint("caption", r"\b(captions?|caption ?text|wp ?caption\w*|image ?(credit|caption|info|desc\w*|source)|img ?desc|photo ?(credit|caption|info)|media ?(caption|info|credit)|bildunterschrift|legende|slideshow|gallery|galleries|carousel|slider|swiper)\b", "wp-caption-text"),
)  # fmt: skip

#: Boxes that hold the body, the surest first.
TOWARDS = (
    Hint("body", r"\b(article ?body|articlebody|article ?(content|text|copy|main)|articlecontent|articletext|story ?(body|content|text|copy)|storybody|storytext|storycontent|entry ?content|post ?(content|body|text|entry)|postcontent|body ?(content|copy|text)|bodytext|news ?(content|body|text|detail|con)|newscontent|newstext|newsbody|main ?(content|text)? ?(article|body)|text ?(body|content)|rich ?text|content ?(body|text|detail|main)|article ?(paragraphs?)|zhengwen|trs ?editor|zoom|arttext|art ?(body|content|text|con)|showcontent|content ?show|vsb ?content\w*|nr|detail ?(content|con|text)|description ?body)\b", "article-body"),
    Hint("article", r"\b(article|story|post|entry|hentry|content|main|text|detail|news|body|blog|prose|contents)\b", "post"),
)  # fmt: skip

_BODY = 2
_ARTICLE = 1
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PARTING = re.compile(r"[\s_:/.-]+")
_AWAY = tuple((hint.reason, re.compile(hint.pattern)) for hint in AWAY)
_ANY_AWAY = re.compile("|".join(hint.pattern for hint in AWAY))
_TOWARDS = tuple((score, re.compile(hint.pattern)) for score, hint in zip((_BODY, _ARTICLE), TOWARDS, strict=True))


@lru_cache(maxsize=8192)
def read(names: str) -> tuple[str, int]:
    """The reason that `names` (class, id and role of a box) lead away, or ""; and how much they favour a body: 0 to 2.

    >>> read("related-posts")
    ('related', 0)
    >>> read("articleBody")
    ('', 2)
    """
    words = _PARTING.sub(" ", _CAMEL.sub(" ", names[:400])).lower()
    favour = next((score for score, pattern in _TOWARDS if pattern.search(words)), 0)
    if not _ANY_AWAY.search(words):
        return "", favour
    return next(reason for reason, pattern in _AWAY if pattern.search(words)), favour
