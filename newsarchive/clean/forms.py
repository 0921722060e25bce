"""The forms in which pages say who a text was taken from: a table, one row a form, each with an example.

A form's pattern finds its own example and no other row's: what two forms could claim, one of them must leave. Every
pattern is tried on short lines only, and takes time that grows with the line, not with its square.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Shape = Literal["label", "tag", "dateline"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of crediting. The pattern's group `name` is what follows; where it ends is for `attribution` to say."""

    slug: str
    shape: Shape
    """"label": 来源：X, anywhere in a line of credits. "tag": in brackets at the end of a paragraph, or words that
    say whose a text is. "dateline": the opening words of the text."""
    cues: tuple[str, ...]
    """One of these stands in every line that the pattern could match: the cheap test that goes before it."""
    pattern: re.Pattern[str]
    example: str
    name: str
    """What the example credits."""


def _form(slug: str, shape: Shape, cues: str, pattern: str, example: str, name: str) -> Form:
    return Form(slug, shape, tuple(cues.split("|")), re.compile(pattern), example, name)


#: What a label's name may hold; the first mark that ends a sentence or a field ends it too.
_NAME = r"(?P<name>[^\n。；;|｜<>]{1,90})"
_COLON = r"\s?[:：︰﹕]\s*"
#: What makes a label something else's: 图片来源, 资金来源, 数据来源, 凡注明来源.
_OWN = r"(?<![图圖片料据據料金收经經费費入明注明標标题題生地水能光人客货貨财財供的])"


def _label(slug: str, words: str, example: str, name: str, *, before: str = "", colon: str = _COLON) -> Form:
    """A form that is a label and a colon. `words`: its spellings, parted by "|"."""
    return _form(slug, "label", words, rf"{before}(?:{words}){colon}{_NAME}", example, name)


def _western(slug: str, words: str, example: str, name: str) -> Form:
    """A label in a script with spaces: its own word, at the start of the line or after a mark."""
    cues = "|".join(words.split("|"))
    return _form(
        slug, "label", cues, rf"(?:^|(?<=[\s(\[|–—•·-]))(?<!\w )(?:{words})\s?:\s*{_NAME}", example, name
    )


FORMS: tuple[Form, ...] = (
    _label("文章来源", "文章来源|文章來源|文章出处|稿件来源|稿件來源|新闻来源|新聞來源|信息来源|資訊來源|资讯来源|内容来源|消息来源|本文来源|本文來源|"
           "原文来源|原文出处|文稿来源|发布来源|转载来源", "文章来源:东方财富网", "东方财富网"),
    _label("来源", "来源|來源", "来源：新华网", "新华网", before=r"(?<![\u4e00-\u9fff])", colon=r"(?:于|自|於)?\s?[:：︰﹕|｜]\s*"),
    _label("稿源", "稿源", "稿源： 兰州日报", "兰州日报"),
    _label("出处", "出处|出處", "出处：每日经济新闻", "每日经济新闻", before=r"(?<![\u4e00-\u9fff])"),
    _label("供稿", "供稿单位|供稿部门|供稿人?|发布机构|发布单位|信息发布单位", "供稿单位：宣传部", "宣传部", before=r"(?<![\u4e00-\u9fff])"),
    _form("转载自", "label", "转载自|轉載自|转载于|轉載於", rf"(?:转载自|轉載自|转载于|轉載於){_COLON}?\s*{_NAME}".replace(_COLON + "?", r"(?:\s?[:：])?"),
          "本文转载自：《中国电子报》", "中国电子报"),
    _form("转自", "label", "转自|轉自", r"(?:转自|轉自)(?:\s?[:：])?\s*" + _NAME, "转自：人民邮电报", "人民邮电报"),
    _form("摘自", "label", "摘自", r"摘自(?:\s?[:：])?\s*" + _NAME, "摘自京华时报", "京华时报"),
    _form("原载", "label", "原载|原載|首发于", r"(?:原载于?|原載於?|首发于)(?:\s?[:：])?\s*" + _NAME, "原载《读书》", "读书"),
    _western("source", "Source|SOURCE|News source|Story source|Article source", "Source: University of Sydney", "University of Sydney"),
    _western("quelle", "Quelle|QUELLE|Quellen", "Quelle: Handelsblatt Online", "Handelsblatt Online"),
    _western("fuente", "Fuente|FUENTE|Fuentes", "Fuente: EFE", "EFE"),
    _western("fonte", "Fonte|FONTE", "Fonte: ANSA", "ANSA"),
    _western("źródło", "Źródło|źródło|ŹRÓDŁO|Źródła", "Źródło: PAP", "PAP"),
    _western("источник", "Источник|ИСТОЧНИК|источник", "Источник: ТАСС", "ТАСС"),
    _form("по материалам", "label", "По материалам|По информации", rf"По (?:материалам|информации)(?: источника| ленты новостей| сайта)?\s?:?\s{_NAME}",
          "По материалам: tsn.ua", "tsn.ua"),
    _western("πηγή", "Πηγή|ΠΗΓΗ|πηγή", "Πηγή: ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ"),
    _western("kaynak", "Kaynak|KAYNAK", "Kaynak: Anadolu Ajansı", "Anadolu Ajansı"),
    _western("المصدر", "المصدر|مصدر", "المصدر: رويترز", "رويترز"),
    _western("bron", "Bron|BRON", "Bron: ANP", "ANP"),
    _label("出典", "出典|ソース|配信元|提供元|情報元", "出典：共同通信", "共同通信"),
    _label("출처", "출처", "출처: 연합뉴스", "연합뉴스"),
    _form("originally published", "tag", "riginally|irst published|irst appeared|epublished|eprinted",
          r"(?:(?:[Oo]riginally|[Ff]irst) (?:published|appeared|posted)|[Rr]epublished|[Rr]eprinted)"
          r"(?: (?:here|online|with permission))? (?:on|by|in|at|from)\s(?P<name>[^\n.;|]{2,80}(?:\.[a-z]{2,6}\b)?)",
          "This article was originally published on getambassador.io", "getambassador.io"),
    _form("courtesy of", "tag", "ourtesy of|OURTESY OF", r"^(?:This (?:article|story) (?:is )?)?[Cc]ourtesy of\s(?P<name>[^\n.;|]{2,60})",
          "Courtesy of Forests News", "Forests News"),
    _form("讯", "dateline", "讯|訊", r"^\s?[（(【〔\[《](?P<name>[\u4e00-\u9fffA-Za-z·]{2,16}?)(?:\d{1,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:专|專|综合|北京|上海)?[讯訊][)）】〕\]》]",
          "（中国电子报讯）近日", "中国电子报"),
    _form("电", "dateline", "电|電", r"^\s?[（(【〔\[]?(?:据|據)?(?P<name>[\u4e00-\u9fff]{1,6}?社)(?:记者|記者)?[\u4e00-\u9fff、\s]{0,14}?(?:\d{1,2}月)?(?:\d{1,2}日)?[电電]",
          "新华社北京1月1日电（记者 张三）", "新华社"),
    _form("wire in brackets", "dateline", "(|（", r"^[^()\n]{0,60}?[(（](?P<name>AP|Reuters|REUTERS|AFP|UPI|ANI|EFE|dpa|Xinhua|IANS|PTI|TASS|KNA|epd|APA|sda|SID|ANSA|Bloomberg|CNN|CP)"
          r"(?:/[A-Za-z]{2,8})?[)）]\s?(?:[-–—:]|\.-|--)", "LONDON (Reuters) - ", "Reuters"),
)


def in_words(words: str) -> list[Form]:
    """The forms that `words` could hold, by their cues."""
    return [form for form in FORMS if any(cue in words for cue in form.cues)]
