"""The labels of a line of credits: 作者：X 编辑：Y 浏览次数：30. Where one begins, what stood before it has ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast

Role = Literal["", "source", "author", "editor", "translator", "photographer", "published", "updated", "noise"]

#: The words of each role, one pattern a line. Longer spellings stand before the shorter ones that they begin with.
_WORDS: dict[Role, tuple[str, ...]] = {
    "source": (
        "(?:文章|稿件|新闻|信息|内容|消息|本文|原文|转载|文稿)?(?:来源|來源)(?:[于自於](?=\\s?[:：]))?",
        "稿源|出处|出處|转载自|转自|摘自|轉自|轉載自|摘编自|原载|出自(?=\\s?[\\[《:：])",
    ),
    "updated": ("更新时间|更新日期|修改时间|最后更新|更新時間|更新[於于]",),
    "published": (
        "(?:发布|发表|发稿|录入|上传|添加|撰写|公开|成文|加入|發布|發佈|發表|新闻|文章)?(?:时间|日期|時間)",
        "(?:发布|发表|發布|發佈|發表)[于於]",
        "日時",
    ),
    "editor": (
        "(?:责任|責任|本文|网络|网页|值班|本期|执行|实习|见习|文章|新闻|助理|版面|微信|稿件|视觉|本版|本网)?(?:编辑|編輯)",
        "责编|責編|责 编|主编|主編|编审|校对|校審|审核人?|[一二三初复终]审|审校|审稿|监制|签发",
        "录入员?|发布人|发布者|上传者|录入者|编者",
    ),
    "author": (
        "(?:文章|原创|本文|原文|稿件)?作者",
        "(?:本报|本网|本刊|见习|实习|特约|首席|全媒体|通讯员)*(?:记者|記者)",
        "(?:本报|本网|见习)?实习生|特约通讯员|通讯员|通訊員|特约撰稿人?|撰文|撰稿人?|采写|采编|采访|作 者|文字",
        "文[／/]图|图[／/]文|图文(?=\\s?[:：])|文(?=\\s?[:：/／|｜丨])",
    ),
    "translator": ("译者|翻译|譯者|翻譯|编译|編譯",),
    "photographer": ("摄影记者|摄影|攝影|图片|供图|图|摄",),
    "noise": (
        "(?:文章|页面|本文|本页)?(?:浏览|点击|阅读|访问|查看|瀏覽|點擊|點閱|人氣|人气|閱讀)(?:次数|量|数|率|人次|次數)?",
        "作者单位|作者简介|热度|评论数?|回复数?|跟帖|回覆|評論|已有|参与|次数|字号|字体|字號|字體|字型|文字大小|大中小|大小|背景色|保护视力",
        "分享[到至]?|打印|列印|关闭|收藏|標籤|标签|关键[词字]|關鍵字|栏目|分类|分類|所属|类别|频道|摘要|导读|核心提示|投稿",
        "邮箱|电话|微信号|我来说两句|我要评论|Tags?|TAG|扫一扫|进入|更多|相关|微博|举报|纠错|编号|推荐|声明|原标题|链接|繁體|版次",
    ),
}

#: A label stands where a word could begin, or has two letters and a colon; a colon, a blank or a digit follows.
_BEGINS = "(?:^|(?<=[^\u4e00-\u9fff])|(?<=[日分]))"
_ANYWHERE = (
    "作者|编辑|編輯|责任编辑|責任編輯|责编|时间|发布时间|来源|來源|文章来源|稿源|出处|记者|浏览次数"
    "|点击数?|字体|字号|栏目|频道|責任編輯|責編|發布時間|時間|文章來源|出處|記者|瀏覽次數"
)
#: A label begins with one of the characters that labels are made of, as few characters of prose do: one look.
_FIRST = "".join(sorted({char for words in _WORDS.values() for char in "".join(words) if char > "\u2e7f"}))
_LABEL = re.compile(
    f"(?=[{_FIRST}T])(?:{_BEGINS}(?:"
    + "|".join(f"(?P<{role}>{'|'.join(words)})" for role, words in _WORDS.items())
    + ")(?:[（(][^()（）]{0,8}[)）])?(?:\\s?[:：︰﹕/／|｜丨]\\s*|\\s|(?=[\\d（(【\\[]))"
    + f"|(?P<sticky>{_ANYWHERE})\\s?[:：丨]\\s*)"
)
#: What every label has, or is: without it a line is not searched. It begins with a set of characters: a search skips
#: from one to the next.
_LAST = "辑輯稿写文者员員生编編审校译譯源自处處摄攝"
_MAY_HOLD = re.compile(
    f"[:：︰﹕丨發时時发{_LAST}](?:(?<=[:：︰﹕丨發])|(?<=[{_LAST}])[\\s/／|｜（(【\\[]|(?<=[时時])[间間]|(?<=发)布)"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_WESTERN = re.compile(r"\s[^\W\d_]{3,24}\s?:\s|\s[|•·]\s")
EDGE = " \t|｜丨/／,，;；、—-·•()（）[]【】〔〕>"


@dataclass(slots=True)
class Part:
    """A label with its value; role "" where the words stand before the first label."""

    role: Role
    value: str
    start: int
    """Of the label in the line; `end` is where the next one begins."""
    end: int


def parts(line: str) -> list[Part]:
    """The labelled parts of `line`, in order; each value runs to the next label. None where there is no label.

    >>> [(part.role, part.value) for part in parts("来源：新华网作者：张三 责任编辑：李四")]
    [('source', '新华网'), ('author', '张三'), ('editor', '李四')]
    """
    if line.isascii() or not _HAN.search(line) or not _MAY_HOLD.search(line):
        return []
    found = _not_jobs(list(_LABEL.finditer(line)))
    if not found:
        return []
    starts = [match.start() for match in found] + [len(line)]
    result = [Part("", line[: starts[0]].strip(EDGE), 0, starts[0])] if starts[0] else []
    for match, end in zip(found, starts[1:], strict=True):
        result.append(Part(_role(match), line[match.end() : end].strip(EDGE), match.start(), end))
    return result


def _not_jobs(found: list[re.Match[str]]) -> list[re.Match[str]]:
    """`found` without what follows an author's label at once and has no colon: 作者：见习编辑 X is an author's job."""
    return [
        match
        for before, match in zip([None, *found], found, strict=False)
        if before is None
        or before.end() < match.start()
        or _role(before) != "author"
        or not match[0].endswith((" ", "\u3000"))
    ]


def end_of_value(words: str) -> int:
    """Where the next label begins in `words`, in any language; their length if there is none."""
    ends = [match.start() for match in (_LABEL.search(words), _WESTERN.search(words)) if match]
    return min(ends, default=len(words))


def _role(match: re.Match[str]) -> Role:
    if words := match["sticky"]:
        return next(role for role, patterns in _WORDS.items() if any(re.fullmatch(one, words) for one in patterns))
    return cast(Role, match.lastgroup)
