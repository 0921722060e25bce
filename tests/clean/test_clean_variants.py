"""Lines of credits as pages of many languages write them, in many kinds of markup: each read through the whole line."""

from datetime import UTC, datetime
from html import escape

import pytest

from newsarchive import read

CHINESE = (
    "近日，全省工业和信息化工作会议在省城召开，会议总结了去年的工作，分析了当前面临的形势，并部署了今年的任务。",
    "会议指出，过去一年全省规模以上工业增加值稳步增长，新增企业数量再创新高，重点产业链的协同水平明显提升。",
    "与会代表表示，将继续加大技术改造的投入，推动传统产业转型升级，让更多的企业分享数字化带来的好处和便利。",
)
ENGLISH = (
    "The council met on Monday evening to discuss the budget for the coming year, and decided on the library.",
    "Members of the public had asked for longer hours, and several of them spoke at the meeting about what it means.",
    "A final vote is expected before the end of the month, when the remaining questions have been answered.",
)
GERMAN = (
    "Der Rat beriet am Montagabend über den Haushalt für das kommende Jahr, und er beschloss viel Neues.",
    "Viele Bürgerinnen und Bürger hatten längere Zeiten gefordert, und mehrere von ihnen sprachen in der Sitzung.",
    "Eine endgültige Abstimmung wird noch vor dem Ende des Monats erwartet, wenn die offenen Fragen beantwortet sind.",
)
MARKUP = {
    "plain": lambda parts: " ".join(map(escape, parts)),
    "bars": lambda parts: " | ".join(map(escape, parts)),
    "spans": lambda parts: "".join(f"<span>{escape(part)}</span> " for part in parts),
    "lines": lambda parts: "<br>".join(map(escape, parts)),
    "cells": lambda parts: "<table><tr>" + "".join(f"<td>{escape(part)}</td>" for part in parts) + "</tr></table>",
    "wide blanks": lambda parts: "&nbsp;&nbsp;\u3000".join(map(escape, parts)),
    "bold labels": lambda parts: " ".join(f"<b>{escape(part[:3])}</b>{escape(part[3:])}" for part in parts),
    "broken lines": lambda parts: "\n    ".join(escape(part).replace("：", "：\n  ") for part in parts),
}
PLACES = {
    "above": "<h1>{title}</h1><div>{line}</div>{text}",
    "in the text": "<h1>{title}</h1>{text}<p>{line}</p>",
    "below": "<h1>{title}</h1><div>{text}</div><div class='info'>{line}</div>",
}
LINES = {
    "zh": (CHINESE, ["来源：华声在线", "作者：李明华", "编辑：王小芳", "2020-01-06 08:30"], "华声在线"),
    "zh-TW": (CHINESE, ["來源：中央社", "記者：林大明", "2020年1月6日 08:30"], "中央社"),
    "en": (ENGLISH, ["By Jane Smith", "Source: The Guardian", "January 6, 2020 8:30 am"], "The Guardian"),
    "de": (GERMAN, ["Von Anna Müller", "6. Januar 2020, 08:30 Uhr", "Quelle: dpa"], "dpa"),
}
AUTHORS = {"zh": ("李明华",), "zh-TW": ("林大明",), "en": ("Jane Smith",), "de": ("Anna Müller",)}


def page(language, markup, place):
    paragraphs, parts, _ = LINES[language]
    text = "".join(f"<p>{words}</p>" for words in paragraphs)
    body = PLACES[place].format(title=paragraphs[0][:24], text=text, line=MARKUP[markup](parts))
    html = f"<!DOCTYPE html><html lang='{language}'><meta charset='utf-8'><body>{body}</body></html>"
    return read(html.encode(), "https://news.example/a/1.html", fetched_at=datetime(2023, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("language", LINES)
def test_a_line_of_credits_is_read_and_leaves_the_body(language, markup, place):
    paragraphs, _, source = LINES[language]
    got = page(language, markup, place)
    assert (got.attribution.name, got.authors) == (source, AUTHORS[language])
    assert got.published_at.strftime("%Y-%m-%d %H:%M") == "2020-01-06 08:30"
    assert "".join(got.text.split()) == "".join("".join(paragraphs).split())


LABELS = [
    ("fr", "Source : AFP", "AFP"),
    ("fr", "Cet article a été publié à l'origine sur The Conversation", "The Conversation"),
    ("fr", "Avec AFP", "AFP"),
    ("es", "Fuente: El País", "El País"),
    ("es", "Con información de EFE", "EFE"),
    ("it", "Fonte: ANSA", "ANSA"),
    ("it", "Pubblicato originariamente su Il Post", "Il Post"),
    ("pt", "Com informações da Agência Brasil", "Agência Brasil"),
    ("ru", "Источник: РБК", "РБК"),
    ("ru", "По материалам: РИА Новости", "РИА Новости"),
    ("pl", "Źródło: Rzeczpospolita", "Rzeczpospolita"),
    ("el", "Πηγή: Καθημερινή", "Καθημερινή"),
    ("ja", "出典：共同通信", "共同通信"),
    ("ja", "引用元：朝日新聞", "朝日新聞"),
    ("ko", "출처 : 한겨레", "한겨레"),
    ("tr", "Kaynak: Anadolu Ajansı", "Anadolu Ajansı"),
    ("ar", "المصدر: رويترز", "رويترز"),
    ("de", "Dieser Beitrag erschien zuerst auf netzpolitik.org", "netzpolitik.org"),
    ("zh", "来 源：华声在线", "华声在线"),
    ("en", "By Jane Smith and John Doe, Associated Press", "Associated Press"),
]


@pytest.mark.parametrize(("language", "words", "name"), LABELS, ids=lambda value: str(value)[:16])
def test_a_source_is_read_beside_a_date_in_every_language(language, words, name):
    text = "".join(f"<p>{words}</p>" for words in (CHINESE if language == "zh" else ENGLISH))
    html = f"<html lang='{language}'><h1>Bridge</h1><div>2020-01-06</div><div>{escape(words)}</div>{text}</html>"
    assert read(html.encode(), "https://news.example/a/1.html").attribution.name == name
