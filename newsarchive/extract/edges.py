"""Where a body begins and ends: the lines at its head and tail that are none of it."""

from __future__ import annotations

import re
from itertools import dropwhile

from newsarchive import text
from newsarchive.extract.layout import Run

#: A line at the head that is about the article: a date, a source, a counter. Searched in short lines only.
_ABOUT = re.compile(
    r"(?i)\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\b\d{1,2}:\d{2}\b"
    r"|(来源|來源|作者|编辑|編輯|记者|发布|發佈|时间|日期|点击|浏览|阅读|人气|字号|字体|关闭|打印|收藏|次数|责编)\s*[:：\[【(（]?"
    r"|^(by|von|par|por|di)\s+\w|^(for immediate release|(published|posted) (by|on)|contact)\b"
    r"|(上一篇|下一篇|【大\s*中\s*小】)"
)
#: How long reading takes, which readers want to know and no text says.
_READING = re.compile(
    r"(?i)\W*(?:\d{1,3}[\s-]*min(?:ute|uti|utes|uten|utos|uta)?[ns]?\.?\s*"
    r"(?:read|lesezeit|lesedauer|de lectura|de lecture|di lettura|de leitura|czytania|leestijd)"
    r"|(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura"
    r"|czas czytania|время чтения|χρόνος ανάγνωσης|okuma süresi|مدة القراءة|leestijd|lästid|阅读时间|閱讀時間|阅读约)"
    r"\W{0,3}(?:約|约|ca\.?)?\s*\d{1,3}\s*\S{0,9}$"
    r"|(?:この記事は)?\s*約?\d{1,3}分で読め\S*$"
    r"|\d{1,3} ?(?:мин\w* (?:чтения|на чтение)|λεπτά ανάγνωση\w?|dk okuma|dakika(?:da)? okuma|דקות קריאה"
    r"|मिनट में पढ़ें|分钟阅读|分鐘閱讀|분 읽기|phút đọc|min läsning)$)"
)
_TAIL = re.compile(
    r"\W{0,3}(上一[篇条页个则]|下一[篇条页个则]|相关(新闻|文章|阅读|链接|报道|推荐|资讯)|推荐阅读|延伸阅读|更多(新闻|精彩|资讯)|返回(列表|顶部|首页|上一页)?|关闭(窗口|本页)?"
    r"|打印(本页)?|分享(到|至)|标签|关键[词字]|版权所有|免责声明|copyright|©|热门(文章|新闻|推荐)|【(打印|关闭|返回)|网友评论|发表评论|加入收藏|我要评论)"
)
#: A counter at the end of a line. It begins with a set of characters: a search skips from one to the next.
_COUNTER = re.compile(r"[浏点阅][览击读](?:次数|量)?\s*[:：]\s*\d*\s*$")
_SHORT = 100
#: The share of a body that must follow its headline, for the headline to be where it begins.
_MOST = 0.7
#: What a press release ends with, the share of its lines' weight that may follow (the firm's portrait, its notes), and
#: the weight of the longest mark.
_END_WORDS = "ends?|ende|einde|fine?|koniec|конец"
_END_MARK = re.compile(
    rf"(?:#\s?){{3,5}}|[-–—]\s?30\s?[-–—]|[*(\[]?\s?(?:{_END_WORDS.upper()})\s?[*)\].]?|[-–—]+\s?(?i:{_END_WORDS})\s?[-–—]+"
)
_FOLLOWING, _MARK = 0.3, 14
#: Characters up to which a line that ends like a sentence may still be a label.
_LABEL = 30
_SENTENCE = re.compile(r"[。！？!?.…][”’」』\"')）]*$")


def trim(runs: list[Run], headline: Run | None) -> tuple[list[Run], list[Run], list[Run]]:
    """Part the lines of a container: those above the body, the body, and those below it."""
    start = _start(runs, headline)
    end = _end(runs, start)
    return runs[:start], runs[start:end], runs[end:]


def after(runs: list[Run], headline: Run | None) -> list[Run]:
    """The lines of a body without its headline and what stands before it, unless most of the body does, or it is only
    a heading of the text: one that was chosen with prose above it, where the page's own headline is a picture or far
    away."""
    if headline is None or _is_amid(headline, runs):
        return runs
    following = [run for run in runs if run.index > headline.index]
    if sum(run.weight for run in following) < _MOST * sum(run.weight for run in runs):
        return runs
    while following and (_is_same(following[0], headline) or tells_length(following[0].text)):
        following = following[1:]
    return following


def _is_amid(headline: Run, runs: list[Run]) -> bool:
    """Was a line chosen with prose above it?"""
    above = (run for run in runs if run.index < headline.index)
    return any(run.solid for run in above) and any(run is headline for run in runs)


def _start(runs: list[Run], headline: Run | None) -> int:
    start = 0
    if headline is not None:
        start = next((at for at, run in enumerate(runs[:12]) if run.index > headline.index), 0)
        while start < len(runs) and _is_same(runs[start], headline):
            start += 1
    for at in range(start, min(start + 8, len(runs))):
        if not is_about(runs[at].text):
            break
        start = at + 1
    return start


def _is_same(run: Run, headline: Run) -> bool:
    """Does a line say what the headline says?"""
    return len(run.text) <= 4 * len(headline.text) + _SHORT and text.reads(run.text, text.plain(headline.text))


def is_about(words: str) -> bool:
    """Is this line about the article? A sentence is not, though it begins 记者日前 or names a day."""
    if len(words) > _SHORT or (len(words) > _LABEL and _SENTENCE.search(words)):
        return False
    return bool(_ABOUT.search(words)) or tells_length(words)


def tells_length(words: str) -> bool:
    """Does a line say how long reading takes?"""
    return len(words) <= _SHORT and _READING.match(words) is not None


def is_tail(words: str) -> bool:
    """Does a line begin what stands below an article: its neighbours, the buttons, the footer?"""
    return len(words) <= _SHORT and bool(_TAIL.match(words) or _COUNTER.search(words))


def _end(runs: list[Run], start: int) -> int:
    end = len(runs)
    for at in range(len(runs) - 1, max(start, len(runs) - 40), -1):
        if is_tail(runs[at].text) or (_is_mark(runs[at]) and _follows_little(runs, at)):
            end = at
    return end


def _is_mark(run: Run) -> bool:
    return run.weight <= _MARK and _END_MARK.fullmatch(run.text) is not None


def _follows_little(runs: list[Run], at: int) -> bool:
    """Is what follows a release's end but notes: no version in another tongue, no list that belongs to it, and no
    other release, as in a collection of them? A template may set a mark of its own under all."""
    following = list(dropwhile(_is_mark, reversed(runs[at:])))
    marks = sum(map(_is_mark, runs[:at])) + sum(map(_is_mark, following[:-1]))
    return not marks and sum(run.weight for run in following) < _FOLLOWING * sum(run.weight for run in runs)
