"""Lines that stand within a text and are none of it, whatever speaks for them.

Three kinds: the words of the page's own machinery, each alone on its line (Advertisement, Article content, Read also);
teasers in capitals between the paragraphs; and the list of teasers with which a body would end. They have the form of
the text's own lines, so that weights alone keep them; what they say tells them apart, on any publisher's pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from newsarchive.extract.edges import tells_length
from newsarchive.extract.layout import Run, make

#: What such a line says, all of it, in lower case and without the marks around it.
WORDS = frozenset(
    words
    for line in (
        "advert|advertisement|advertisements|advertisement advertisement|article content|story continues below"
        "|story continues below advertisement|article continues below|article continues below advertisement"
        "|article continues after ad|article continues after advertisement|opens new tab|opens in new tab"
        "|opens in a new tab|opens in new window|opens in a new window|(opens in new tab)|(opens in a new window)",
        "we apologize, but this video has failed to load|try refreshing your browser|try refreshing your browser, or"
        "|tap here to see other videos from our team|recommended videos|show caption|hide caption|toggle caption"
        "|image caption|media caption|start quote|end quote|enlarge this image",
        "read more|read also|also read|see also|read next|explore further|don't miss|don’t miss"
        "|related news|related article|related articles|related story|related stories|related posts|related content"
        "|related reading|related coverage|related topics|more below|most read|recommended|recommended for you"
        "|continue reading|continue reading the main story|table of contents|click to tweet|rate this article"
        "|add your opinion|leave a comment|no comments",
        "anzeige|werbung|lesen sie auch|lesen sie mehr|lesen sie hier|lesen sie hier weiter|lesen sie dazu auch"
        "|lesen sie hierzu auch|mehr zum thema|auch interessant|das könnte sie auch interessieren"
        "|das könnte dich auch interessieren|weitere videos|weitere artikel|lust auf mehr|keine kommentare"
        "|inhaltsverzeichnis|empfohlener redaktioneller inhalt|empfohlener externer inhalt",
        "publicité|lire aussi|à lire aussi|à lire également|voir aussi|sur le même sujet|la suite après la publicité",
        "publicidad|lea también|lee también|lea además|te puede interesar|te recomendamos|también te puede interesar"
        "|noticias relacionadas|publicidade|leia também|leia mais|veja também|continua após a publicidade",
        "pubblicità|leggi anche|vedi anche|articoli correlati|advertentie|lees ook|lees verder|annons|annonse|annonce"
        "|læs også|läs också|läs även|les også",
        "reklama|czytaj także|czytaj też|czytaj również|czytaj więcej|zobacz także|zobacz też|zobacz również|polecamy"
        "|dalsza część artykułu pod materiałem wideo|čtěte také|hirdetés|publicitate|citește și|reklam|ilgili haberler",
        "реклама|читайте также|читайте ещё|читайте по теме|смотрите также|материалы по теме|по теме|διαφήμιση"
        "|διαβάστε επίσης|διαβάστε ακόμα|διαβάστε ακόμη|δείτε επίσης|διαβάστε περισσότερα|σχετικά άρθρα",
        "广告|廣告|相关新闻|相关阅读|相关报道|相关链接|延伸阅读|推荐阅读|相關新聞|相關報導|相關閱讀|延伸閱讀|推薦閱讀"
        "|広告|スポンサーリンク|関連記事|関連ニュース|あわせて読みたい|광고|관련기사|관련 기사|관련뉴스",
        "إعلان|اعلان|إعلانات|اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|פרסומת|קראו גם|כתבות נוספות"
        "|تبلیغات|बिज्ञापन|विज्ञापन|यह भी पढ़ें|ये भी पढ़ें|संबंधित खबरें|โฆษณา|ข่าวที่เกี่ยวข้อง|quảng cáo|tin liên quan"
        "|bài liên quan|iklan|baca juga",
    )
    for words in line.split("|")
)  # fmt: skip
#: Weight up to which a line may be one of these; the marks around it.
_BRIEF = max(len(words.encode()) for words in WORDS) + 8
_EDGE = " \t\u00a0:：.!?…»›→>|-–—*+[]【】■▶↓\u200b"
#: A heading that counts comments, in many languages; the weight of the longest.
_ABOUT = (
    "comments?|replies|responses|kommentare?|leserkommentare|commentaires?|réactions?|comentarios?|comentários?|commenti"
    "|commento|komentarz[ye]?|komentarzy|комментари(?:й|я|и|ев)|коментар(?:ів|і)|σχόλι[οα]|yorum(?:lar)?|评论|留言|跟帖|網友留言|评论数"
    "|网友评论|コメント|댓글|تعليقات?|تعليقا|תגובות|टिप्पणियां|ความคิดเห็น|bình luận|reacties|kommentarer|komentářů"
)
_COMMENTS = re.compile(rf"(?i)\W*(?:\d+ ?(?:{_ABOUT})|(?:{_ABOUT})\W{{0,3}}\d+)\W*(?:条|件|개)?\W*")
_COUNT, _DIGIT = 60, re.compile(r"\d")
#: A heading over teasers: more stories, related articles, you may also like.
_OVER = re.compile(
    r"(?i)^\W*(?:(?:[\w’']+ ){0,2}more (?:[\w’']+ ){0,3}(?:stories|articles|news|posts|reads?|coverage)"
    r"|(?:related|recommended|popular|latest|other|similar|recent|further) (?:\w+ )?(?:stories|articles|news|posts"
    r"|reads?|reading|coverage)|you (?:may|might) (?:also )?(?:like|enjoy|be interested in)|also on \S.*"
    r"|mehr zum thema|weitere (?:artikel|themen|beiträge|nachrichten|meldungen)|auch interessant|das könnte .*"
    r"|sur le même sujet|à lire aussi|lire aussi|te puede interesar|noticias relacionadas|leia também|veja também"
    r"|leggi anche|articoli correlati|czytaj (?:także|też|również)|zobacz (?:także|też|również)|polecamy"
    r"|читайте также|материалы по теме|смотрите также|διαβάστε (?:επίσης|ακόμα|ακόμη)|σχετικά άρθρα)\b\W*$"
)
#: Teasers under such a heading at most, and how much of each leads elsewhere at least; weight of the heading at most.
_TEASERS, _LINKED, _HEADING = 15, 0.3, 100
#: Weight of a teaser in capitals at least, how much of it is linked, and how many a page has: one may be a heading.
_LOUD, _WHOLE, _OFTEN = 20, 0.9, 2


def left_out(runs: list[Run]) -> list[Run]:
    """The lines of a body without those that interrupt it."""
    kept = _above_comments([run for run in runs if not is_machinery(run)])
    loud = [run for run in kept if _is_loud(run)]
    if len(loud) >= _OFTEN:
        kept = [run for run in kept if run not in loud]
    return kept[: _end(kept)] or runs


def is_machinery(run: Run) -> bool:
    """Is a line nothing but words of the page's own machinery?"""
    if run.weight > _BRIEF:
        return False
    return run.text.strip(_EDGE).lower() in WORDS or (_DIGIT.search(run.text) is not None and tells_length(run.text))


def _above_comments(runs: list[Run]) -> list[Run]:
    """The lines above a heading that counts comments, where none below has the form of a paragraph above."""
    for at, run in enumerate(runs):
        if run.weight <= _COUNT and _DIGIT.search(run.text) and _COMMENTS.fullmatch(run.text):
            forms = {make(above.box) for above in runs[:at] if above.solid}
            if forms and forms.isdisjoint(make(below.box) for below in runs[at + 1 :]):
                return runs[:at]
    return runs


def _is_loud(run: Run) -> bool:
    """Is a line a teaser in capitals: all link, and no heading?"""
    return (
        run.linked >= _WHOLE * run.weight
        and run.weight >= _LOUD
        and run.box.kind == "paragraph"
        and run.text.isupper()
        and " " in run.text
    )


def _end(runs: Sequence[Run]) -> int:
    """How many of the lines stand before a list of teasers at their end, and its heading."""
    for below, run in enumerate(islice(reversed(runs), _TEASERS + 1)):
        if run.linked >= _LINKED * run.weight and not _heads(run):
            continue
        return len(runs) - below - 1 if below and _heads(run) else len(runs)
    return len(runs)


def _heads(run: Run) -> bool:
    return run.weight <= _HEADING and not run.solid and _OVER.match(run.text) is not None
