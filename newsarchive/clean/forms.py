"""The forms in which pages say who a text was taken from: a table, one row a form, each with an example.

A form's pattern finds its own example and no other row's. Patterns are searched in short lines only, and take time
that grows with the line, not with its square. Where a name ends is for `names.cut` to say, not for the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Literal

Shape = Literal["label", "tag", "dateline", "signature", "copyright"]


@dataclass(frozen=True, slots=True)
class Form:
    """One way of crediting. The group `name` of its pattern holds the name and may hold more after it."""

    slug: str
    shape: Shape
    """"label": 来源：X in a line of credits. "tag": a phrase that says whose a text is. "dateline": the text's opening
    words. "signature": its closing words. "copyright": a line of rights."""
    cues: tuple[str, ...]
    """One of these stands in every line that the pattern could match: the cheap test that goes before it."""
    pattern: re.Pattern[str]
    example: str
    name: str
    """Whom the example credits."""
    weak: bool = False
    """Is it also the label of figures and pictures? It counts close to the end of the text only."""
    faint: bool = False
    """Does it speak of a part of the text as often as of all of it? A bare name beside the date goes before it."""
    known: Literal["", "outlet", "agency"] = ""
    """What the name must be in the table of outlets, for words that say many another thing."""


_NAME = r"(?P<name>[^\n。；;|｜<>]{1,90})"
_COLON = r"\s?[:：︰﹕]\s*"
#: Small words within the name of a place: Rio de Janeiro, Frankfurt a.M.
_SMALL = r"(?:(?:de|del|da|do|das|dos|di|la|las|los|le|les|el|am|an|der|den|im|in|of|on|sur|upon|bei|al)\s|a\.\s?){0,2}"
#: A label in Chinese begins a word; only after an author's name does it stand without a mark between them.
_NOT_HAN = r"(?:(?<![\u4e00-\u9fff])|(?<=作者[:：][\u4e00-\u9fff]{2})|(?<=作者[:：][\u4e00-\u9fff]{3}))"
_CAPITAL = "[A-ZÀ-ÞĀ-ŽΆ-ΫА-ЯЁЇІЄ]"
#: Where a text was sent from, and when: LONDON, Jan 6; Madrid, 6 ene; МОСКВА, 6 января.
_PLACE = rf"{_CAPITAL}[\w.'’/-]*(?:[ ,]{{1,2}}{_SMALL}(?:{_CAPITAL}|[(\d])[\w.'’/)]*){{0,6}}"
_SENT = r"(?:[,.]?\s\d{1,2}\.?º?\s(?:de\s)?[^\W\d_]{2,10}\.?(?:\s(?:de\s)?\d{4})?)?"
_DAY = r"(?:\d{4}年)?(?:\d{1,2}月)?(?:[\d１２３４５６７８９０]{1,2}日)?"


def _chinese(words: str, example: str, name: str, *, colon: str = _COLON) -> Form:
    """A label that no other Chinese word runs into. `words`: its spellings, parted by "|"."""
    pattern = rf"(?:{words}){colon}{_NAME}"
    return Form(words.split("|")[0], "label", tuple(words.split("|")), re.compile(pattern), example, name)


def _western(words: str, example: str, name: str, *, colon: str = _COLON) -> Form:
    """A label that begins a line or follows a mark or a blank, in a script with spaces; figures are labelled so too."""
    pattern = rf"(?:^|(?<=[(\[–—•·|.;\s-]))(?:{words}){colon}{_NAME}"
    return Form(
        words.split("|")[0].lower(), "label", tuple(words.split("|")), re.compile(pattern), example, name, weak=True
    )


def _form(
    slug: str,
    shape: Shape,
    cues: str,
    pattern: str,
    example: str,
    name: str,
    *,
    known: Literal["", "outlet", "agency"] = "",
    faint: bool = False,
) -> Form:
    return Form(slug, shape, tuple(cues.split("|")), re.compile(pattern), example, name, faint=faint, known=known)


_CHINESE = (
    _chinese(
        "文章来源|文章來源|文章出处|稿件来源|稿件來源|原文来源|原文出处|文稿来源|本文来源|本文來源",
        "文章来源:东方财富网",
        "东方财富网",
    ),
    _chinese(
        "新闻来源|新聞來源|消息来源|信息来源|資訊來源|资讯来源|内容来源|发布来源|转载来源",
        "信息来源： 内蒙古日报",
        "内蒙古日报",
    ),
    _form(
        "来源",
        "label",
        "来源|來源|来 源|來 源",
        rf"{_NOT_HAN}(?:来\s?源|來\s?源)(?:\s?[于自於])?(?:\s?[:：︰﹕|｜丨]|\s(?=\S))\s*{_NAME}",
        "来源：新华网",
        "新华网",
    ),
    _chinese("稿源", "稿源： 兰州日报", "兰州日报"),
    _form(
        "出处", "label", "出处|出處", rf"{_NOT_HAN}(?:出处|出處){_COLON}{_NAME}", "出处：每日经济新闻", "每日经济新闻"
    ),
    _form(
        "供稿", "label", "供稿", rf"{_NOT_HAN}供稿(?:单位|部门)?{_COLON}{_NAME}", "供稿单位：党委宣传部", "党委宣传部"
    ),
    _form(
        "转载自",
        "label",
        "转载自|轉載自",
        rf"(?:转载自|轉載自)(?:{_COLON})?{_NAME}",
        "本文转载自：《中国电子报》",
        "中国电子报",
    ),
    _form(
        "转自",
        "label",
        "转自|轉自|出自",
        rf"(?:转自|轉自|出自\[)(?:{_COLON})?{_NAME}",
        "转自：人民邮电报",
        "人民邮电报",
    ),
    _form("摘自", "label", "摘自|摘编自", rf"摘编?自(?:{_COLON})?\s?{_NAME}", "摘自京华时报", "京华时报"),
    _form(
        "原载",
        "label",
        "原载|原載|首发于|刊于|刊於",
        rf"(?:原载于?|原載於?|首发于|原?文?(?:首|原)?刊[于於])(?:{_COLON})?{_NAME}",
        "原载《读书》2005年第2期",
        "读书",
    ),
    _form(
        "据X",
        "tag",
        "据|據",
        r"^[（(【]?[据據]《(?P<name>[^《》\n]{2,20})》(?:报道|報道|報導)?[）)】]?$",
        "据《中国青年报》",
        "中国青年报",
        faint=True,
    ),
    _form(
        "据X）",
        "tag",
        "据|據|综合|綜合",
        r"^[（(【]?(?:[据據]|(?:综合|綜合)(?:整理)?自)(?P<name>(?!本)[\u4e00-\u9fffA-Za-z、]{2,30}?)(?:[电電]|报道|報道"
        r"|報導)?[）)】]?。?$",
        "（据央视新闻）",
        "央视新闻",
        known="outlet",
    ),
    _form(
        "本文来自",
        "label",
        "来自|來自|选自|源自",
        rf"^[（(]?(?:本文|文章|内容|原文)(?:整理)?(?:[来來]自|源自|选自|節選自|节选自)(?:于)?(?:{_COLON}|(?=微信|公众|公眾)){_NAME}",
        "本文来自微信公众号：虎嗅APP",
        "虎嗅APP",
    ),
    _form(
        "X消息",
        "dateline",
        "消息",
        rf"^[据據]?(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}}?){_DAY}(?:综合|最新)?消息[，,：:\s]",
        "据央视新闻消息，昨日",
        "央视新闻",
        known="outlet",
    ),
    _form(
        "X报道",
        "dateline",
        "报道|報導|报导",
        rf"^[（(【\[]?(?P<name>[\u4e00-\u9fffA-Za-z]{{3,10}}?){_DAY}(?:综合|綜合)?(?:报道|報導|报导)(?:[】）)\]]|[，,：:\s])",
        "参考消息网1月6日报道 外媒称",
        "参考消息网",
        known="outlet",
    ),
    _form(
        "X电",
        "dateline",
        "电|電|讯|訊",
        r"^[（(【〔\[]?\s?[据據]?(?P<name>(?!本)[\u4e00-\u793d\u793f-\u9fffA-Za-z]{3,16}?)\s?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日"
        r"(?:专|專)?[电電](?=[\s（(：:)）】〕\]　，,]|[\u4e00-\u9fff“]|$)[)）】〕\]]?",
        "人民网北京1月6日电（记者 张三）",
        "人民网",
        known="outlet",
    ),
    _form(
        "讯",
        "dateline",
        "讯|訊",
        rf"^[（(【〔\[《](?P<name>[\u4e00-\u9fffA-Za-z·]{{2,16}}?){_DAY}(?:专|專|综合)?[讯訊][)）】〕\]》]",
        "（中国电子报讯）近日",
        "中国电子报",
    ),
    _form(
        "X讯",
        "dateline",
        "讯|訊",
        rf"^(?P<name>[\u4e00-\u9fffA-Za-z]{{2,12}}?){_DAY}[讯訊](?=[（(：:，,]|\S{{1,3}}记者)",
        "新浪财经讯（记者 张三）北京时间",
        "新浪财经",
        known="outlet",
    ),
    _form(
        "XX讯 ",
        "dateline",
        "讯 |訊 ",
        r"^(?P<name>[\u4e00-\u9fff]{2})[讯訊]\s",
        "红网讯 记者日前",
        "红网",
        known="outlet",
    ),
    _form(
        "X讯 ",
        "dateline",
        "讯 |訊 ",
        rf"^(?P<name>(?!本)[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z]{{2,11}}){_DAY}(?<![快简簡喜通短资資音电電腾騰获獲])[讯訊]\s",
        "通信产业网讯 走进装配车间",
        "通信产业网",
    ),
    _form(
        "电",
        "dateline",
        "电|電",
        r"^[（(【〔\[]?\s?[据據]?(?P<name>[\u4e00-\u9fff]{1,6}?社)\s?(?:[记記]者)?[\u4e00-\u9fff、／\s]{0,16}?"
        rf"{_DAY}(?:专|專)?(?:[综綜]合)?外?[电電](?:[报報][导導道])?"
        r"(?=[\s（(：:)）】〕\]　／/，,]|[\u4e00-\u9fff“]|$)[)）】〕\]]?",
        "新华社北京1月1日电（记者 张三）",
        "新华社",
    ),
    _form(
        "报道",
        "dateline",
        "报|報|记者|記者",
        r"^[（(【〔\[](?P<name>[\u4e00-\u9fff]{2,10}?)\s?[／/]?\s?(?:[记記]者|特派|特约|驻|\d{4}年)[^（()）【】〔〕\[\]\n]{2,24}[)）】〕\]]",
        "【台灣醒報記者林宜靜台北報導】",
        "台灣醒報",
        known="outlet",
    ),
    _form(
        "X記者Y",
        "dateline",
        "報導|报道",
        r"^(?P<name>[\u4e00-\u9fff]{2,8}?)[记記]者[\u4e00-\u9fff]{2,4}\s?[／/]\s?[\u4e00-\u9fff]{2,6}(?:報導|报道)",
        "聯合報記者林大明／台北即時報導 市府",
        "聯合報",
        known="outlet",
    ),
    _form(
        "〔X〕",
        "dateline",
        "〔|【|（|(",
        r"^[〔【（(](?P<name>[\u4e00-\u9fff]{2,6}社)[〕】）)]",
        "〔中央社〕最新一期",
        "中央社",
    ),
)

_WESTERN = (
    _western(
        "Source|SOURCE|News source|Story source|Article source", "Source: University of Sydney", "University of Sydney"
    ),
    _western("Quelle|QUELLE|Quellen", "Quelle: Handelsblatt Online", "Handelsblatt Online"),
    _western("Fuente|FUENTE", "Fuente: EFE", "EFE"),
    _western("Fonte|FONTE", "Fonte: ANSA", "ANSA"),
    _western("Źródło|źródło|ŹRÓDŁO", "Źródło: PAP", "PAP"),
    _western("Zdroj", "Zdroj: ČTK", "ČTK"),
    _western("Forrás", "Forrás: MTI", "MTI"),
    _western("Sursa|Sursă", "Sursa: Agerpres", "Agerpres"),
    _western("Källa", "Källa: TT", "TT"),
    _western("Kilde", "Kilde: Ritzau", "Ritzau"),
    _western("Lähde", "Lähde: STT", "STT"),
    _western("Bron|BRON", "Bron: ANP", "ANP"),
    _western("Allikas", "Allikas: BNS", "BNS"),
    _western("Avots", "Avots: LETA", "LETA"),
    _western("Šaltinis", "Šaltinis: ELTA", "ELTA"),
    _western("Izvor", "Izvor: Hina", "Hina"),
    _western("Vir", "Vir: STA", "STA"),
    _western("Извор", "Извор: Танјуг", "Танјуг"),
    _western("Източник", "Източник: БТА", "БТА"),
    _western("Крыніца", "Крыніца: БелТА", "БелТА"),
    _western("Nguồn|nguồn", "Nguồn: TTXVN", "TTXVN"),
    _western("Sumber|SUMBER", "Sumber: Antara", "Antara"),
    _western("मूल स्रोत|स्रोत", "स्रोत: भाषा", "भाषा"),
    _western("מקור", "מקור: רויטרס", "רויטרס"),
    _western("منبع", "منبع: ایرنا", "ایرنا"),
    _western("Kaynak|KAYNAK", "Kaynak: Anadolu Ajansı", "Anadolu Ajansı"),
    _western("Источник|ИСТОЧНИК|источник", "Источник: ТАСС", "ТАСС"),
    _western("Джерело", "Джерело: Укрінформ", "Укрінформ"),
    _western("Πηγή|ΠΗΓΗ|πηγή", "Πηγή: ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ"),
    _western("المصدر|مصدر", "المصدر: رويترز", "رويترز"),
    _western("出典|配信元|配信|提供元|引用元|転載元|出所|情報元|ソース|提供", "出典：共同通信", "共同通信"),
    _western("출처", "출처: 연합뉴스", "연합뉴스", colon=r"\s?[:：=＝]\s*"),
    _western("Courtesy", "Courtesy: Dawn", "Dawn"),
    _western("Vía|Via|VIA", "Vía: El Universal", "El Universal"),
)

_PHRASES = (
    _form(
        "по материалам",
        "tag",
        "По материалам|по материалам",
        rf"^[(\s]*[Пп]о материалам(?: источника| ленты новостей| сайта| агентства)?(?:\s?:\s?|\s){_NAME}",
        "По материалам: tsn.ua",
        "tsn.ua",
    ),
    _form(
        "SOURCE X",
        "tag",
        "SOURCE ",
        r"^SOURCE\s(?P<name>[A-Z][^\n:;|<>]{2,70})$",
        "SOURCE Acme Holdings, Inc.",
        "Acme Holdings, Inc.",
    ),
    _form(
        "tomado de",
        "tag",
        "omado de|ratto da|ripreso da|etirado d|xtraído d|epris d|a podstawie|ernommen |vergenomen |ναδημοσίευση από"
        "|ерепечатано |scito su|pparso su",
        r"(?:^|(?<=[(*\s]))(?:(?:[Tt]omado|[Rr]etirado|[Ee]xtraído) de(?:l diario|l| la)?|[Tt]ratto da(?:l|lla)?"
        r"|[Rr]ipreso da"
        r"|[Rr]epris d[eu]|[Nn]a podstawie|[Üü]bernommen (?:von|aus)|[Oo]vergenomen (?:van|uit|van de)"
        r"|[Αα]ναδημοσίευση από"
        r"|[Пп]ерепечатано (?:с сайта|из)|è (?:uscito|apparso)(?: originariamente| in origine)? su)\s?:?\s"
        r"(?P<name>[^\n;|()]{2,60})",
        "Tomado de Cubadebate",
        "Cubadebate",
        known="outlet",
    ),
    _form(
        "Original-Content von",
        "tag",
        "Original-Content von",
        r"Original-Content von:\s?(?P<name>[^\n,;|]{2,80})",
        "Original-Content von: Polizei Köln, übermittelt durch news aktuell",
        "Polizei Köln",
    ),
    _form(
        "originally published",
        "tag",
        "riginally|irst published|irst appeared|epublished|eprinted",
        r"(?:(?:[Oo]riginally|[Ff]irst) (?:published|appeared|posted)(?: here| online)? (?:on|by|in|at|from)"
        r"|(?:[Rr]epublished|[Rr]eprinted)(?: here| online)?(?: with (?:the )?permission)? (?:from|of)"
        r"|(?:[Rr]epublished|[Rr]eprinted)(?: here| online)? (?:by permission of|courtesy of))"
        r"\s(?!(?:the )?\d|[A-Z][a-z]+ \d|my\b|his\b|her\b|our\b|this\b)"
        r"(?:[A-Z][a-z]{2,12} (?:translation )?in )?(?:the (?:print|online) (?:edition|version) of )?"
        r"(?P<name>(?:the )?[A-Za-z\d][^\n;|:]{1,80})",
        "This article was originally published on getambassador.io",
        "getambassador.io",
    ),
    _form(
        "zuerst erschienen",
        "tag",
        "erschien|veröffentlicht",
        r"(?:(?:[Zz]uerst|[Uu]rsprünglich) (?:erschienen|veröffentlicht)|erschien (?:zuerst|ursprünglich))"
        r" (?:in|im|bei|auf)\s(?:der |dem )?(?P<name>[^\n;|]{2,60})",
        "Zuerst erschienen in der Süddeutschen Zeitung",
        "Süddeutschen Zeitung",
    ),
    _form(
        "publié sur",
        "tag",
        "ublié|aru ",
        r"(?:(?:[Pp]ublié|[Pp]aru)e? (?:à l['’]origine |initialement |d['’]abord |pour la première fois )?(?:sur|dans"
        r"|par)"
        r"|[Rr]e?publiée? à partir de)\s"
        r"(?P<name>[^\n.;|]{2,60})",
        "Article publié initialement sur Le Monde",
        "Le Monde",
        known="outlet",
    ),
    _form(
        "publicado originalmente",
        "tag",
        "ublicado|ublicada|ubblicato|publikowan|gepubliceerd|убликован",
        r"(?:[Pp]ublicad[oa] (?:originalmente|originariamente|por primera vez)"
        r"|[Pp]ubblicat[oa] (?:originariamente|originalmente|in origine)|[Oo]orspronkelijk gepubliceerd"
        r"|(?:[Pp]ierwotnie|[Oo]ryginalnie) (?:o?publikowan[eoy])|[Вв]первые опубликован[оа]?)"
        r" (?:en|em|no|na|por|su|sul|sulla|in|da|op|door|w|в|на)\s(?:сайте |портале |странице |el sitio "
        r"|o site )?(?P<name>[^\n;|]{2,60})",
        "Publicado originalmente en El País",
        "El País",
    ),
    _form(
        "verscheen eerder in",
        "tag",
        "erscheen |erschenen |ublicerades|ublisert |ůvodně|ublicat |первые |перше |ertama kali|ημοσιεύ",
        r"(?:[Vv]ersche(?:en|nen) (?:eerder|eerst|oorspronkelijk) (?:in|op|bij)"
        r"|[Pp]ublicerades (?:först|ursprungligen) (?:i|på)"
        r"|(?:[Ff]ørst|[Oo]pprinnelig|[Oo]prindeligt) publi(?:sert|ceret) (?:i|på|av)"
        r"|[Pp]ůvodně (?:vyš(?:el|lo|la)|publikován[oay]?) (?:v|na)|[Pp]ublicat (?:inițial|prima dată) (?:în|pe|de)"
        r"|[Вв]перше опублікован[оа]? (?:на|в|у)|[Pp]ertama kali (?:terbit|diterbitkan|tayang) di"
        r"|[Δδ]ημοσιεύ(?:θηκε|τηκε) (?:αρχικά |για πρώτη φορά )?(?:στο|στη|στην|στον))\s(?:сайті |webu |site-ul )?"
        r"(?P<name>[^\n;|]{2,60})",
        "Dit artikel verscheen eerder in De Correspondent",
        "De Correspondent",
    ),
    _form(
        "theo",
        "tag",
        "Theo |نقلا عن|نقلاً عن|به نقل از",
        r"^[(（]?(?:Theo|نقلا عن|نقلاً عن|به نقل از)[\s:]{1,2}(?P<name>[^\n.;|()]{2,30})[)）]?[.。]?$",
        "Theo TTXVN",
        "TTXVN",
        known="outlet",
    ),
    _form(
        "avec",
        "tag",
        "vec |on información de|om informações d|on informazioni d|it Material |it Agenturmaterial|ε πληροφορίες από"
        "|ith inputs from"
        "|nputs from",
        r"(?:^|[\s(*])(?:[Aa]vec|[Μμ]ε πληροφορίες από(?: το)?|(?:[Ww]ith )?(?:agency )?[Ii]nputs from(?: the)?"
        r"|[Cc]on información de(?: la)?|[Cc]om informações d[aeo]s?|[Cc]on informazioni d[ai]"
        r"|[Mm]it (?:Agenturm|M)aterial (?:von|der))\s(?:l['’])?(?P<name>[^\n.;|()]{2,40}?)(?:[)\s.]*$|\s(?=Publié"
        r"|Mis à jour|Le \d|\d))",
        "Con información de EFE",
        "EFE",
        known="agency",
    ),
    _form(
        "courtesy of",
        "tag",
        "ourtesy of",
        r"^(?:This (?:article|story) (?:is )?)?[Cc]ourtesy of\s(?P<name>(?:the\s)?[^\W\d_a-z][^\n.;|]{1,60})",
        "Courtesy of Forests News",
        "Forests News",
    ),
    _form(
        "via",
        "tag",
        "via ",
        r"^[(\[]?(?:[Vv]ia|hat tip)\s(?P<name>[A-Z][^\n.;|()]{2,40})[)\]]?$",
        "via Business Insider",
        "Business Insider",
        known="outlet",
    ),
    _form(
        "wire in brackets",
        "dateline",
        "(|（",
        rf"^(?:{_PLACE}{_SENT}[:,]?\s?)?[(（](?P<name>[^\W\d_][^()（）/\n\d]{{1,20}}(?:/[^()（）\n\d]{{2,16}})?)[)）]\s?"
        rf"(?:[-–—:_]+|\.\s?[-–—]+|\.?\s?(?={_CAPITAL}|[\"„“«]))",
        "LONDON (Reuters) - Oil",
        "Reuters",
        known="agency",
    ),
    _form(
        "wire in slashes",
        "dateline",
        " /",
        rf"^(?:\d{{1,2}}\s[^\W\d_]{{3,10}},\s)?{_PLACE}{_SENT}\.?\s/(?:Корр\.\s)?(?P<name>[^\W\d_][^/\n\d]{{1,20}})/"
        rf"\.?\s",
        "МОСКВА, 6 января. /ТАСС/. Совет",
        "ТАСС",
        known="agency",
    ),
    _form(
        "wire after a dash",
        "dateline",
        "— |– |- |. ",
        rf"^{_PLACE}{_SENT}(?:\.\s|\s[—–-]\s)(?P<name>[^\W\d_][^/\n\d.–—-]{{1,20}})(?:\.\s|\.[A-Z]{{2}}\s[-–—])",
        "МОСКВА, 6 янв — РИА Новости. Совет",
        "РИА Новости",
        known="agency",
    ),
    _form(
        "연합뉴스",
        "dateline",
        "=|＝",
        r"^[(\[【［（][^()\[\]【】［］（）=＝\n]{1,16}\s?[=＝]\s?(?P<name>[^()\[\]【】［］（）=＝\s]{2,12})"
        r"(?:\s[^()\[\]\n]{0,16})?[)\]】］）]",
        "(서울=연합뉴스) 홍길동 기자 = 시의회는",
        "연합뉴스",
        known="outlet",
    ),
    _form(
        "ロイター",
        "dateline",
        "[|【|［",
        r"^[\[【［][^\[\]【】［］=＝\n]{1,24}[\s日](?P<name>[^\[\]【】［］=＝\s\d]{2,12})[\]】］]",
        "[ロンドン　6日　ロイター] - 市議会は",
        "ロイター",
        known="agency",
    ),
    _form(
        "رويترز",
        "dateline",
        "(| /",
        r"^[\u0620-\u064a]{2,16}(?:\s[\u0620-\u064a]{2,16}){0,2}(?:\s(?:في\s)?[\d\u0660-\u0669]{1,2}[\s/-]{1,3}[\u062"
        r"0-\u064a]{3,10}"
        r"(?:\s\d{4}\u0645?)?)?\s?[(/]\s?(?P<name>[\u0620-\u064a\s.]{2,24}?)\s?[)/]",
        "لندن (رويترز) - اجتمع",
        "رويترز",
        known="agency",
    ),
    _form(
        "سانا",
        "dateline",
        "-|–",
        r"^[\u0620-\u064a]{2,16}\s?[-–]\s?(?P<name>[\u0620-\u064a]{3,12})(?=[\s:–-])",
        "دمشق-سانا اجتمع",
        "سانا",
        known="agency",
    ),
    _form(
        "より転載",
        "tag",
        "転載",
        r"^[（(]?(?:『|「)?(?P<name>[^\n「」『』（）()、。]{2,20})(?:』|」)?(?:より|から(?:の)?)転載[）)]?。?$",
        "「東洋経済オンライン」より転載",
        "東洋経済オンライン",
    ),
    _form(
        "共同",
        "dateline",
        "【|［",
        r"^[【［](?!\d)[^【】［］=＝\s\n]{0,12}?(?P<name>共同|時事|AFP[=＝]時事)[】］]",
        "【ワシントン時事】米議会は",
        "時事",
        known="agency",
    ),
    _form(
        "signature",
        "signature",
        ")|）|/",
        r"(?:[(（](?!记者|記者|据|據|综合|綜合)"
        r"(?:(?!dpa/|sda/|apa/|afp/|ats/|epd/|kna/|pap/)[a-zżł]{2,4}/ ?)?|(?<=[\s.])/)"
        r"(?P<name>[^\W\d_][^()（）/\n\d]{1,20}(?:/[^()（）/\n\d]{2,12})?)[)）/]\.?$",
        "w okolicach Olsztyna. (PAP)",
        "PAP",
        known="agency",
    ),
    _form(
        "copyright",
        "copyright",
        "opyright|©|(c)|(C)",
        r"(?:(?:[Cc]opyright|©|\([cC]\))\s?){1,3}(?:(?:19|20)\d\d)?,?\s?(?:by )?(?P<name>(?:[^\W\d_a-z]"
        r"|dpa-)[^\n.;|,©]{2,40})",
        "Copyright 2012 The Associated Press. All rights reserved.",
        "The Associated Press",
        known="agency",
    ),
)

FORMS: tuple[Form, ...] = (*_CHINESE, *_WESTERN, *_PHRASES)

#: The forms that each cue may belong to.
_BY_CUE: dict[str, list[Form]] = {}
for _form_of_row in FORMS:
    for _cue in _form_of_row.cues:
        _BY_CUE.setdefault(_cue, []).append(_form_of_row)
_ORDER = {form.slug: at for at, form in enumerate(FORMS)}


#: The cues of labels by their last word: a colon follows it, so that one look at all colons finds them.
_BY_LAST_WORD: dict[str, list[str]] = {}
for _cue in dict.fromkeys(cue for form in FORMS if form.weak for cue in form.cues):
    _BY_LAST_WORD.setdefault(_cue.rpartition(" ")[2], []).append(_cue)
_COLONS = re.compile("[:：︰﹕=＝]")
_LAST_WORD = re.compile(r"[^\s:：︰﹕=＝.;|(\[–—•·-]+\s?$")
#: Characters before a colon that are looked at: no label's last word is as long.
_LABEL = 12
#: All others by their script, each with what tells that a page has any letter of it: most pages have one, or two.
_OTHERS = [cue for cue in _BY_CUE if not all(form.weak for form in _BY_CUE[cue])]
_LETTERS = tuple(map(re.compile, ("[\u0370-\u052f]", "[\u0590-\u0fff]", "[\u2e80-\uffef]")))
#: The cues of a script by their first characters: one character is found at once.
_SCRIPTS = tuple(
    (
        letter,
        [(first, list(some)) for first, some in groupby(sorted(filter(letter.search, _OTHERS)), key=itemgetter(0))],
    )
    for letter in _LETTERS
)
_LATIN = [cue for cue in _OTHERS if not any(letter.search(cue) for letter in _LETTERS)]
_ASCII = [cue for cue in _LATIN if cue.isascii()]
_ACCENTED = [cue for cue in _LATIN if not cue.isascii()]


def cues(words: str) -> list[str]:
    """The cues that may stand in `words`, and all that do: asked once for all lines of a page, it spares most lines any
    pattern. Those of ASCII are looked for in what is ASCII alone, of which Chinese has little."""
    labels = [cue for word in dict.fromkeys(_before_colons(words)) for cue in _BY_LAST_WORD.get(word, ())]
    plain = words if words.isascii() else words.encode("ascii", "ignore").decode("ascii")
    found = [*labels, *(cue for cue in _ASCII if cue in plain)]
    if plain is words:
        return found
    among = (group for letter, of_script in _SCRIPTS if letter.search(words) for group in of_script)
    others = (cue for first, some in among if first in words for cue in some if cue in words)
    return [*found, *(cue for cue in _ACCENTED if cue in words), *others]


def _before_colons(words: str) -> Iterator[str]:
    """The last word before each colon."""
    for colon in _COLONS.finditer(words):
        if found := _LAST_WORD.search(words[max(colon.start() - _LABEL, 0) : colon.start()]):
            yield found[0].rstrip()


def anywhere(among: Iterable[str]) -> list[str]:
    """Those of the cues `among` that stand in words which may stand on any line: no datelines and signatures."""
    return [cue for cue in among if any(form.shape not in ("dateline", "signature") for form in _BY_CUE[cue])]


def in_words(words: str, among: Iterable[str] = _BY_CUE) -> list[Form]:
    """The forms that `words` could hold, by their cues; `among`: the cues that may stand in them."""
    held = {form.slug: form for cue in among if cue in words for form in _BY_CUE[cue]}
    return sorted(held.values(), key=lambda form: _ORDER[form.slug]) if len(held) > 1 else [*held.values()]
