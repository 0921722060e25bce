"""Names of sources: cut out of the words around them, cleaned, and told from words that name nobody."""

from __future__ import annotations

import re

from newsarchive import text
from newsarchive.clean import labels, lines, outlets

#: Characters of the longest name of a source: a joint release of three ministries has about 60.
LONGEST = 80

_PAIRS = (
    "《》",
    "〈〉",
    "「」",
    "『』",
    "【】",
    "〔〕",
    "（）",
    "()",
    "[]",
    "“”",
    "‘’",
    "«»",
    "„“",
    '""',
    "''",
    "＜＞",
    "<>",
)
_OPENERS = frozenset(pair[0] for pair in _PAIRS)
_EDGE = " \t:：,，、;；|｜/／·•-–—~=>»*。"
#: Words that stand where a name should, and name nobody.
_NOBODY = frozenset(
    map(
        text.plain,
        [
            "转载",
            "轉載",
            "原创",
            "原創",
            "本站",
            "本站原创",
            "本站整理",
            "本网",
            "本網",
            "本网站",
            "本刊",
            "本报",
            "本報",
            "本报讯",
            "本刊原创",
            "本网原创",
            "网络",
            "網絡",
            "網路",
            "互联网",
            "互聯網",
            "网络转载",
            "网络整理",
            "网友",
            "网友投稿",
            "未知",
            "不详",
            "佚名",
            "其他",
            "其它",
            "无",
            "暂无",
            "管理员",
            "admin",
            "administrator",
            "综合",
            "综合整理",
            "整理",
            "网络综合",
            "转自网络",
            "来自网络",
            "投稿",
            "自媒体",
            "作者",
            "编辑",
            "未注明",
            "官方",
            "internet",
            "web",
            "unknown",
            "n/a",
            "none",
            "own",
            "staff",
            "various",
            "supplied",
            "eigen",
            "redaktion",
            "agenturen",
            "internet.com",
            "xxx",
            "原文",
            "点击",
            "查看",
            "见文末",
            "如图",
            "图",
            "内容",
            "第三方",
            "本公众号",
            "本公司",
            "公司",
            "我司",
            "本报综合",
            "本网综合",
            "本站综合",
            "作者投稿",
            "读者投稿",
            "讀者投稿",
            "eigene recherche",
            "eigene recherchen",
            "eigene darstellung",
            "eigene berechnung",
            "eigener bericht",
            "own research",
            "own elaboration",
            "own calculations",
            "elaboración propia",
            "elaboração própria",
            "elaborazione propria",
            "opracowanie własne",
            "собственная информация",
            "власна інформація",
            "综合报道",
            "综合消息",
            "وكالات",
            "الوكالات",
            "agencias",
            "agências",
            "agences",
            "agenzie",
            "agencies",
            "news agencies",
            "wire services",
            "агентства",
            "ajanslar",
            "agencje",
            "agenturmeldung",
            "bureau",
            "desk",
            "redacción",
            "redacció",
            "redação",
            "rédaction",
            "la rédaction",
            "redazione",
            "redakcja",
            "редакция",
        ],
    )
)
_NOTHING = re.compile(r"^[\W\d_]*$")
#: What asks readers to do something: 点击查看原文.
_ORDER = re.compile("^(?:点击|點擊|查看|详见|詳見|请|請)")
#: What no name holds: the marks of prose, a citation, the parts of two persons.
_PROSE = re.compile(r"[。！？；=\"#{}]|，.{4,30}，|\bet al\b|\((?:Texte?|Texto|Testo|Bild|Fotos?)\)", re.IGNORECASE)


_DATE = re.compile(
    r"[\s(（\[【,，]{0,4}(?:(?:19|20)\d\d\s?[-年/.]\s?\d|\d{1,2}[:：]\d\d|(?:19|20)\d\d$|\d{1,2}[./]\d{1,2}[./])"
)
_TAIL = re.compile(
    r"\s?(?:under (?:a|the) |sous licence|bajo licencia|sob licença|con licenza|[（(]I[Dd]|with permission|\(?https?:"
    r"|, (?:and|which|where|who|as) |\s(?:on|am|le|el|il) (?:the )?(?:\d{1,2}\.?\s)?[^\W\d_]{3,10}\.? \d{1,2}(?!\d)"
    r"|(?<![A-Z])\. | / |[。；;]|为您|【|报道[，。,]|，(?=[\u4e00-\u9fff]{3,}))"
)
_ADDRESS = re.compile(r"^https?://(?:www\.)?([^/\s]+).*$")
#: The end of a sentence, and of no abbreviation: Corp. stays, and example.com. loses its last mark.
_FULL_STOP = re.compile(r"(?:(?<=[a-zß-ÿα-ωа-я]{4})|(?<=\.[a-z]{2})|(?<=\.[a-z]{3}))\.$")
#: A small word before the day that was cut off, and the mark of a footnote: example.com on, example.com [↩].
_LEFT_OVER = re.compile(r"\s(?:on|in|at|am|vom|le|el|il|em|de|den|dne|dnia|от)$|\s?\[\W?\d{0,2}\]$")
#: What a text was taken from, where it is followed by whose: press release of the police.
_RELEASE = re.compile(
    r"^(?:Presse(?:mitteilung|meldung|information|aussendung)|Press [Rr]elease|Communiqué(?: de presse)?"
    r"|Comunicado(?: de prensa)?|Comunicato(?: stampa)?|Persbericht|Pressmeddelande|Пресс-релиз)"
    r"(?:\s(?:der|des|von|vom|by|from|of|de la|del|de|du|di|van|från|компании))?\s(?=[^\W\d_a-z])"
)
#: 《半月谈》2005年第2期: a title, and where in it.
_TITLED = re.compile(r"^[《〈](.{2,40})[》〉]\s?(?:杂志|雜誌|周刊)?[（(]?[\d第年期总卷月日版.,，、\s—-]*[）)]?$")
#: What parts the outlets of a list, and a word before it that says they were put together.
_LIST = re.compile(r"\s?[、，,]\s?|\s(?:y|e|et|und|and|i|и|&)\s|(?<=[\u4e00-\u9fff])[和与](?=[\u4e00-\u9fff])")
_SUMMED_UP = re.compile("^(?:综合|綜合)(?:整理)?自?")
_FIRM = re.compile(r"(?:Inc|Ltd|LLC|Corp|Co|plc|S\.?A|GmbH|AG|SE|N\.?V|Pty)\b", re.IGNORECASE)
#: An account is named by what it is and its name: 微信公众号“X”; a paper by what it is and its name: the newspaper X.
_ACCOUNT = re.compile(r"^(?:微信)?(?:公众号|公眾號|公号)\s?[:：]?\s?[“\"「‘]?([^“”\"「」‘’]{2,20})[”\"」’]?$")
_SORT = re.compile(
    r"^(?:(?:the|der|die|das|dem|den|la|le|el|il|lo|o|a)\s)?(?:news(?:paper|site)|magazine|Wochenzeitung|Tageszeitung"
    r"|Zeitschrift|Zeitung|Nachrichtenagentur|Agentur|Magazin|Internetseite|Website|journal|quotidien|revue|magazine"
    r"|diario"
    r"|revista|agencia|sitio|portal|rivista|quotidiano|jornal|agência|газет[аеы]|агентств[ао]|агентства"
    r"|журнала?)\s(?=.)",
    re.IGNORECASE,
)
_HAN = re.compile("[\u4e00-\u9fff]")
#: A site's address, and characters of the longest outlet of a Chinese list, whose mark 、 parts nothing else.
_HOST = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}$")
_LISTED = 16
_OPENING, _CLOSING = "（([【〔《「『“", "）)]】〕》」』”"


def cut(words: str) -> str:
    """`words` up to where a name ends: the next label, a date, a closing bracket, in Chinese the first blank.

    >>> cut("dpa, AFP | 6.1.2020")
    'dpa'
    """
    return _first_of_list(reach(words))


def reach(words: str) -> str:
    """`words` up to where a name, or a list of them, ends."""
    words = words[: labels.end_of_value(words)]
    for end in (_DATE, _TAIL):
        if match := end.search(words, 1):
            words = words[: match.start()]
    words = _LEFT_OVER.sub("", _balanced(words).rstrip(" ,"))
    first, blank, _ = words.partition(" ")
    if blank and len(_HAN.findall(first)) > 1:
        words = first
    return words.rstrip(" -–—|｜,，、")


def several(words: str) -> list[str]:
    """The outlets in a list of nothing else: 新华社、央视新闻; dpa, AFP; AFP y EFE. [] where it is no such list."""
    parts = _LIST.split(_SUMMED_UP.sub("", words))
    if len(parts) > 1 and all(outlets.named(part) or _HOST.match(part) for part in parts):
        return parts
    listed = words.split("、")
    is_list = (
        len(listed) > 1
        and not words.endswith("等")
        and all(1 < len(part) <= _LISTED and text.han_share(part) > 0.5 for part in listed)
    )
    return [part for part in listed if not is_nobody(part)] if is_list else []


def _first_of_list(words: str) -> str:
    """The outlet that a list opens with: ntv.de, ino/dpa. A comma inside of a name stays."""
    first, comma, rest = words.partition(", ")
    known = comma and (outlets.named(first) is not None or " " not in first or " " not in rest)
    return (
        first if known and not first.endswith(("California", "Texas", "Wisconsin")) and not _FIRM.match(rest) else words
    )


def _balanced(words: str) -> str:
    """`words` up to the first bracket that closes what they did not open."""
    depth = 0
    for index, char in enumerate(words):
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth < 0:
            return words[:index]
    return words


def name(words: str) -> str:
    """The name in `words`, as a person would write it: without brackets and stray marks; "" if there is none.

    >>> name("《半月谈内部版》"), name("( 华声在线 )"), name("本站原创")
    ('半月谈内部版', '华声在线', '')
    """
    found = lines.tidy(words).strip(_EDGE.replace("»", "") if "«" in words else _EDGE)
    if found[:1] in "《〈" and (title := _TITLED.match(found)):
        found = title[1]
    for pair in _PAIRS if found[:1] in _OPENERS else ():
        if found[:1] == pair[0] and found[-1:] == pair[1] and pair[0] not in found[1:-1]:
            found = found[1:-1].strip(_EDGE)
    found = _FULL_STOP.sub("", found) if found.endswith(".") else found
    found = _RELEASE.sub("", found).lstrip("©ⓒ ")
    if found.endswith(".") and outlets.named(found[:-1]):
        found = found[:-1]
    if account := _ACCOUNT.match(found):
        found = account[1]
    elif (sort := _SORT.match(found)) and not outlets.named(found) and outlets.named(found[sort.end() :]):
        found = found[sort.end() :]
    found = _ADDRESS.sub(r"\1", found) if "://" in found else found
    return "" if len(found) > LONGEST or is_nobody(found) or _PROSE.search(found) else found


def is_nobody(words: str) -> bool:
    """Do these words name nobody: 转载, 本站原创, "Internet", digits and marks alone?"""
    return bool(_NOTHING.match(words) or _ORDER.match(words)) or text.plain(words) in _NOBODY
