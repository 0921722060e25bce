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
    phrases: str
    """Words, or words in a row, that stand in the name: "~" is a blank or none, "*" any end of the word."""
    example: str


#: Names of what is not to be seen: they count where they are the whole name.
_HIDDEN = frozenset(
    {
        "hidden", "hide", "invisible", "d none", "display none", "no display", "nodisplay", "print only",
        "visible print", "sr only", "sr text", "screenreader", "screen reader", "screenreader text",
        "screen reader text", "screenreader only", "screen reader only", "visually hidden", "visuallyhidden",
        "visually hidden text", "assistive", "assistive text", "katex mathml", "assistive hidden",
        "sr", "sr hidden", "mjx assistive math ml",
    }
)  # fmt: skip

_HIDING_ENDS = frozenset(name.split()[-1] for name in _HIDDEN)

#: Boxes that hold no body. Of two reasons in one name, the first holds.
AWAY = (
    Hint("hidden", "", "sr-only"),
    Hint("share", "share,sharing,shares,sharebar,sharetool,sharetools,social*,addthis,addtoany,sharedaddy,jiathis,"
         "bdshare,bshare*,fenxiang,sns,follow us,like button,fb like,tweet button", "social-share"),
    Hint("related", "related,recommend,recommended,recommendation,recommendations,recommends,recirc*,outbrain,taboola,"
         "trending,popular,see also,you may like,you may also like,also read,also like,read next,read also,read on,"
         "more stories,more news,more from,more on,more articles,more in,most read,most viewed,most popular,"
         "most shared,up~next,zergnet,yarpp,xiangguan,tuijian,rnews,hot~news,paihang", "related-posts"),
    Hint("teaser", "teaser,teasers,latest,cta", "teaser-text"),
    Hint("comment", "comment,comments,commentlist,disqus*,respond,replies,reply,livefyre,pinglun,trackback,trackbacks,"
         "pings,guestbook", "comments-area"),
    Hint("nav", "nav,navi,navbar,navigation,menu,menus,bread~crumb,bread~crumbs,crumb,crumbs,pager,pagination,paging,"
         "page~nav,page~navi,skip~link,skip~links,tool~bar,toolbox,tools,top~bar,masthead,mbx,weizhi,location bar,"
         "prev next,next prev,post nav,site header,site nav,site menu", "breadcrumbs"),
    Hint("footer", "foot,footer,footers,copy~right,copy~rights,colophon,legal,disclaimer,bottom bar,bottom nav,"
         "bottom links,foot~nav,beian,icp,contentinfo", "site-footer"),
    Hint("sidebar", "side~bar,side~bars,side~col,side~column,side~nav,side~box,rail,right~rail,right~col,right~column,"
         "right~bar,right~side,secondary,widget area,complementary", "right-rail"),
    Hint("form", "newsletter*,subscribe,subscription,subscriber,subscribers,sign~up,sign~in,login,register,"
         "registration,search*,cookie,cookies,consent,gdpr,modal,pop~up,pop~ups,overlay,lightbox,tooltip,drop~down,"
         "dialog,donate,donation,call to action,poll,survey,captcha,optin,mailing list", "newsletter-signup"),
    Hint("ad", "ad,ads,adv,advert,advertis*,adsense,adsbygoogle,ad~box,ad~slot,ad~unit,ad~wrapper,ad~container,"
         "ad~zone,ad~space,ad~block,ad~banner,ad~label,banner,sponsor,sponsored,sponsors,dfp,gpt,promo,promos,"
         "promotion,promoted,guanggao,commercial,affiliate", "ad-slot"),
    Hint("tags", "tag,tags,tag~list,tag~cloud,tag~links,keyword,keywords,topic,topics,categories,cat links,"
         "filed under", "entry-tags"),
    Hint("meta", "by~line,by~lines,author*,bio,meta,metadata,dateline,date,datetime,time~stamp,published,pub date,"
         "pub time,posted on,post info,article info,entry info,entry date,laiyuan,info~bar,credit,credits,contributor*,"
         "reporter,writer,editor,read time,reading time,view count", "entry-meta"),
    Hint("caption", "caption,captions,image credit,image info,image desc,image description,image source,img desc,"
         "photo credit,photo info,media info,media credit,textpic imagewrap,bildunterschrift,legende,slideshow,gallery,"
         "galleries,carousel,slider,swiper", "wp-caption-text"),
)  # fmt: skip

#: Boxes that hold the body, the surest first.
TOWARDS = (
    Hint("body", "article~body,article~content,article~text,article~copy,article~main,story~body,story~content,"
         "story~text,story~copy,entry content,post~content,post~body,post~text,post~entry,body~content,body~copy,"
         "body~text,news~content,news~body,news~text,news~detail,news~con,text body,text content,rich text,"
         "content body,content text,content detail,content main,zhengwen,trs editor,zoom,art~body,art~content,"
         "art~text,art~con,show~content,content~show,vsb content,nr,detail content,detail con,detail text,entry",
         "article-body"),
    Hint("article", "article,story,post,hentry,content,main,text,detail,news,body,blog,prose,contents", "post"),
)  # fmt: skip

#: A word of a name. What begins with a digit is a number, whatever letters follow: names may be drawn by lot.
_WORD = re.compile(r"[A-Z]*[a-z]+|[A-Z]+|[0-9][0-9A-Za-z]*|[^\W_]")
#: How names begin and end that say how a box looks, or what an article is about.
_LOOKS = (
    "tw-", "overflow", "field-", "has-", "is-", "no-", "js-", "category-", "tag-", "post_tag-", "type-", "status-",
    "format-",
)  # fmt: skip
_SHOWN = ("-hidden", "_hidden", "-above", "_above", "-inline", "_inline")
_STYLE = re.compile(r"[a-z]{1,3}:|post-\d")
#: The name of a section that is made of its heading (sharing-with-a-friend): words that no box's purpose needs.
_SLUG = re.compile(r"(?=(?:.*-)?(?:the|of|with|how|what|why|are)-|.*[a-z]{3}-an?-[a-z]{3})[a-z0-9]+(?:-[a-z0-9]+){3,}")
_HIDING = re.compile(r"(?i)\b(?:display\s*:\s*none|visibility\s*:\s*hidden)")
#: Characters of names that are read: some pages have kilobytes of them.
_LONGEST = 400


#: What the phrases of all hints are looked up by, each with the rank of its hint: words, stems of words that may end in
#: any way, and words in a row by the first of them. Names are not searched for phrases: pages have hundreds.
_WORDS: dict[str, int] = {}
_STEMS: dict[str, int] = {}
_ROWS: dict[str, list[tuple[list[str], int]]] = {}
for _rank, _hint in enumerate((*AWAY, *TOWARDS)):
    for _phrase in _hint.phrases.split(","):
        for _row in (_phrase.replace("~", " ").split(), _phrase.replace("~", "").split()):
            if len(_row) > 1:
                _ROWS.setdefault(_row[0], []).append((_row, _rank))
            elif _row:
                (_STEMS if _row[0].endswith("*") else _WORDS)[_row[0].rstrip("*")] = _rank
_STARTS = tuple(_STEMS)
_LAST = len(AWAY) + len(TOWARDS)


def _ranks(words: list[str]) -> list[int]:
    """The ranks of the hints that the words of a name give."""
    found = [_WORDS[word] for word in words if word in _WORDS]
    for word in [word for word in words if word.startswith(_STARTS)]:
        found.append(next(rank for stem, rank in _STEMS.items() if word.startswith(stem)))
    if len(words) > 1 and not _ROWS.keys().isdisjoint(words):
        found += [
            rank
            for at, word in enumerate(words)
            for row, rank in _ROWS.get(word, ())
            if row == words[at : at + len(row)]
        ]
    return found


@lru_cache(maxsize=16384)
def read(names: str) -> tuple[str, int]:
    """The reason that `names` (class, id and role of a box) lead away, or ""; and how much they favour a body: 0 to 2.

    >>> read("related-posts")
    ('related', 0)
    >>> read("articleBody md:overflow-hidden")
    ('', 2)
    """
    away, favour = "", 0
    for name in names[:_LONGEST].split():
        reason, score = _told(name)
        away = away or reason
        favour = max(favour, score)
    return away, favour


@lru_cache(maxsize=65536)
def _told(name: str) -> tuple[str, int]:
    """What one name tells. Sites share most of their names, so that few are new."""
    if not (words := _words(name)):
        return "", 0
    ranks = _ranks(words)
    hidden = words[-1] in _HIDING_ENDS and " ".join(words) in _HIDDEN
    if not ranks:
        return ("hidden" if hidden else ""), 0
    if _SLUG.fullmatch(name):
        ranks = [rank for rank in ranks if rank >= len(AWAY)] or [_LAST]
    first = min(ranks)
    towards = min([rank for rank in ranks if rank >= len(AWAY)], default=_LAST)
    return "hidden" if hidden else AWAY[first].reason if first < len(AWAY) else "", _LAST - towards


def spelt(names: str) -> list[str]:
    """The names that say what a box holds, each as lower-case words.

    >>> spelt("relatedPosts col_left tw-flex")
    ['related posts', 'col left']
    """
    return [" ".join(words) for name in names[:_LONGEST].split() if (words := _words(name))]


def _words(name: str) -> list[str]:
    """The words of one name, in lower case; none if it says how its box looks."""
    if name.startswith(_LOOKS) or name.endswith(_SHOWN) or ((":" in name or "post-" in name) and _STYLE.match(name)):
        return []
    return _WORD.findall(name) if name.islower() else [word.lower() for word in _WORD.findall(name)]


def hides(style: str) -> bool:
    """Does a style attribute keep its element from being seen?"""
    return "none" in style and _HIDING.search(style) is not None
