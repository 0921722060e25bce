"""Credits as publishers of many countries print them: who wrote, who edited, whose text it is, and when."""

import pytest
from drafts import PROSE, STORY, article

from newsarchive import read
from newsarchive.clean.forms import FORMS
from newsarchive.model import Publisher

SITE = Publisher("site", "Some Site", domains=("paper.example",))


def near(*above, tail=(), publisher=SITE, prose=PROSE):
    return article(prose, prose, *tail, above=above, publisher=publisher)


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (("PTI / Mar 12, 2024, 09:15 IST",), "PTI"),
        (("PTI | Updated: Mar 12, 2024, 09:15 AM IST",), "PTI"),
        (("Reuters, Mar 12, 2024",), "Reuters"),
        (("Agence France-Presse in Paris", "12 Mar 2024"), "Agence France-Presse"),
        (("BBC News, Nairobi", "12 March 2024"), "BBC News"),
        (("AFP", "12 mars 2024, 14:05"), "AFP"),
        (("PAP", "12.03.2024 14:05"), "PAP"),
        (("Belga Publié le 12 mars 2024",), "Belga"),
        (("Redacción / EFE", "12 de marzo de 2024"), "EFE"),
        (("Par Le Figaro avec AFP", "Publié le 12 mars 2024"), "AFP"),
        (("Le Monde avec AFP Publié le 12 mars 2024 à 14h05",), "AFP"),
        (("Agência Brasil - Brasília", "2024-03-12"), "Agência Brasil"),
        (("By Jane Doe, Kaiser Health News March 12, 2024",), "Kaiser Health News"),
    ],
)
def test_an_agency_beside_the_date_is_the_source(above, name):
    assert near(*above).attribution.name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("(With inputs from ANI)", "ANI"),
        ("SOURCE Acme Holdings, Inc.", "Acme Holdings, Inc."),
        ("Courtesy: Dawn", "Dawn"),
        ("Reprinted with permission from The Atlantic.", "The Atlantic"),
        ("(Tomado de Cubadebate)", "Cubadebate"),
        ("Vía: El Universal", "El Universal"),
        ("Tratto da: Il Post", "Il Post"),
        ("Questo articolo è uscito su Internazionale.", "Internazionale"),
        ("*Com informações da Agência Senado", "Agência Senado"),
        ("Na podstawie: Reuters", "Reuters"),
        ("Με πληροφορίες από ΑΠΕ-ΜΠΕ", "ΑΠΕ-ΜΠΕ"),
        ("Αναδημοσίευση από: Καθημερινή", "Καθημερινή"),
        ("Впервые опубликовано на сайте Медуза", "Медуза"),
        ("Источник: «Коммерсантъ»", "Коммерсантъ"),
        ("配信：共同通信", "共同通信"),
        ("출처=뉴스1", "뉴스1"),
        ("(Mit Material der dpa)", "dpa"),
        ("Original-Content von: Polizei Köln, übermittelt durch news aktuell", "Polizei Köln"),
        ("Dieser Text erschien zuerst in der Wochenzeitung der Freitag.", "der Freitag"),
        ("Article initialement publié dans Courrier international.", "Courrier international"),
        ("Cet article est republié à partir de The Conversation sous licence Creative Commons.", "The Conversation"),
        ("RIPRODUZIONE RISERVATA © Copyright ANSA", "ANSA"),
        ("© dpa-infocom, dpa:240312-99-123456/3", "dpa-infocom"),
        ("PAP", "PAP"),
        ("(أ ف ب)", "أ ف ب"),
    ],
)
def test_a_source_closes_the_text_in_the_words_of_many_countries(words, name):
    assert near("12.03.2024", tail=(words,)).attribution.name == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("转载自微信公众号“长安街知事”", "长安街知事"),
        ("来源：微信公众号“侠客岛”", "侠客岛"),
        ("本文来自微信公众号：虎嗅APP（ID：huxiu_com），作者：王小明，头图来自：视觉中国", "虎嗅APP"),
        ("原文刊于《读书》2024年第3期", "读书"),
        ("来源丨每日经济新闻", "每日经济新闻"),
        ("据新华社电", "新华社"),
        ("（据新华社）", "新华社"),
        ("（央视新闻）", "央视新闻"),
        ("（中央社）", "中央社"),
    ],
)
def test_a_source_closes_a_chinese_text(words, name):
    got = near("2024-03-12", tail=(words,), prose=STORY)
    assert (got.attribution.name, name in got.text) == (name, False)


@pytest.mark.parametrize(
    ("words", "chain"),
    [
        ("来源：新华社、人民日报", ("新华社", "人民日报")),
        ("来源：综合新华社、央视新闻", ("新华社", "央视新闻")),
        ("（综合自新华社、央视新闻）", ("新华社", "央视新闻")),
        ("Con información de AFP y EFE", ("AFP", "EFE")),
        ("Quelle: dpa, AFP", ("dpa", "AFP")),
        ("Source: Reuters via MSN", ("Reuters", "MSN")),
    ],
)
def test_all_outlets_of_a_list_are_named_in_order_and_leave_the_body(words, chain):
    got = near("2024-03-12", tail=(words,), prose=STORY if "新" in words else PROSE)
    assert got.attribution.chain == chain
    assert got.text.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    ["来源：本报综合", "来源：综合报道", "المصدر : وكالات", "Fuente: Agencias", "本文来自编辑部", "Quelle: imago"],
)
def test_a_desk_and_agencies_without_a_name_are_nobody(words):
    assert near("2024-03-12", tail=(words,)).attribution.name == ""


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("KUWAIT, March 12 (KUNA) -- ", "KUNA"),
        ("Rio de Janeiro, 12 mar (EFE).- ", "EFE"),
        ("Frankfurt a.M. (epd). ", "epd"),
        ("SÃO PAULO, SP (FOLHAPRESS) - ", "FOLHAPRESS"),
        ("İSTANBUL, (DHA)- ", "DHA"),
        ("12 марта, Минск /Корр. БЕЛТА/. ", "БЕЛТА"),
        ("الرياض 12 مارس 2024 (واس) -- ", "واس"),
        ("أبوظبي في 12 مارس / وام / ", "وام"),
        ("دمشق-سانا ", "سانا"),
        ("القاهرة - رويترز - ", "رويترز"),
        ("【ワシントン時事】", "時事"),
        ("【北京共同】", "共同"),
        ("[서울=뉴스핌] 홍길동 기자 = ", "뉴스핌"),
    ],
)
def test_datelines_of_more_agencies(opening, name):
    got = article(opening + PROSE, PROSE, publisher=SITE)
    assert (got.attribution.name, got.text.startswith(opening.strip())) == (name, True)


@pytest.mark.parametrize(
    ("above", "authors"),
    [
        (("Sarah Whitfield, Health Correspondent", "12 Mar 2024"), ("Sarah Whitfield",)),
        (("Sarah Whitfield Health correspondent", "12 Mar 2024"), ("Sarah Whitfield",)),
        (("By SARAH WHITFIELD FOR MAILONLINE", "12 March 2024"), ("SARAH WHITFIELD",)),
        (("M. K. Subramaniam", "March 12, 2024"), ("M. K. Subramaniam",)),
        (("By Ngũgĩ wa Kamau", "March 12, 2024"), ("Ngũgĩ wa Kamau",)),
        (("Published on March 12, 2024 By Sarah Whitfield",), ("Sarah Whitfield",)),
        (("Author: Sarah Whitfield Date: 12.03.2024",), ("Sarah Whitfield",)),
        (("By Our Special Correspondent", "March 12, 2024"), ()),
        (("Katharina Brandt (Redakteurin)", "12.03.2024"), ("Katharina Brandt",)),
        (("Par Camille Laurent Publié le 12 mars 2024",), ("Camille Laurent",)),
        (("Camille Laurent, envoyée spéciale à Kiev", "12 mars 2024"), ("Camille Laurent",)),
        (("Camille Laurent avec AFP", "12 mars 2024"), ("Camille Laurent",)),
        (("Propos recueillis par Camille Laurent", "12 mars 2024"), ("Camille Laurent",)),
        (("Texte : Camille Laurent / Photos : Jean Petit", "12 mars 2024"), ("Camille Laurent",)),
        (("Escrito por Lucía Fernández", "12 marzo, 2024"), ("Lucía Fernández",)),
        (("Texto: Lucía Fernández", "12 de marzo de 2024"), ("Lucía Fernández",)),
        (("a cura di Giulia Ferrari", "12 marzo 2024"), ("Giulia Ferrari",)),
        (("oprac. Anna Nowak", "12.03.2024"), ("Anna Nowak",)),
        (("Γράφει η Μαρία Κωνσταντίνου", "12/03/2024"), ("Μαρία Κωνσταντίνου",)),
        (("Muhabir: Mehmet Yılmaz", "12 Mart 2024"), ("Mehmet Yılmaz",)),
    ],
)
def test_a_person_is_named_with_his_job_or_by_other_words(above, authors):
    assert near(*above).authors == authors


@pytest.mark.parametrize(
    "words",
    [
        "(Reporting by Sarah Whitfield in London; Editing by Tom Okafor)",
        "Reporting by Sarah Whitfield; editing by Tom Okafor",
    ],
)
def test_an_agency_signs_with_reporter_and_editor(words):
    got = near("March 12, 2024", tail=(words,))
    assert (got.authors, got.editors) == (("Sarah Whitfield",), ("Tom Okafor",))


@pytest.mark.parametrize(
    ("above", "authors", "editors"),
    [
        (("记者 | 王小明", "编辑 | 李丽"), ("王小明",), ("李丽",)),
        (("作者丨王小明", "编辑丨李丽"), ("王小明",), ("李丽",)),
        (("文｜王小明",), ("王小明",), ()),
        (("文/王小明",), ("王小明",), ()),
        (("极目新闻记者 王小明",), ("王小明",), ()),
        (("上观新闻 王小明 2024-03-12",), ("王小明",), ()),
        (("每经记者：王小明 每经编辑：李丽",), ("王小明",), ("李丽",)),
        (("图文 都市 高清图",), (), ()),
        (("证券时报网 > 快讯 > 时事",), (), ()),
    ],
)
def test_chinese_authors_and_editors_behind_bars_and_outlets(above, authors, editors):
    got = near(*above, "2024-03-12", prose=STORY)
    assert (got.authors, got.editors) == (authors, editors)


@pytest.mark.parametrize(
    "opening", ["潇湘晨报记者王小明 长沙报道 ", "【大公报讯】记者王小明报道：", "据新华社长沙3月12日电（记者王小明）"]
)
def test_a_reporter_opens_a_chinese_text(opening):
    assert article(opening + STORY, STORY, publisher=SITE).authors == ("王小明",)


LANGUAGES = {
    "zh": "来源", "en": "source", "de": "quelle", "fr": "avec", "es": "fuente", "it": "fonte", "pt": "fonte",
    "ru": "источник", "pl": "źródło", "el": "πηγή", "ja": "出典", "ko": "출처", "tr": "kaynak", "ar": "المصدر",
}  # fmt: skip


@pytest.mark.parametrize(("language", "slug"), LANGUAGES.items())
def test_each_language_has_a_form_of_its_own(language, slug):
    form = next(form for form in FORMS if form.slug == slug)
    assert form.pattern.search(form.example), language


LINKED = "https://www.reuters.com/a/1.html"
MACHINES = {
    "source": '<meta name="source" content="Reuters">',
    "syndication-source": f'<meta name="syndication-source" content="{LINKED}">',
    "original-source": f'<meta name="original-source" content="{LINKED}">',
    "article:publisher": '<meta property="article:publisher" content="https://www.facebook.com/Reuters">',
    "sourceOrganization": '{"@type":"NewsArticle","sourceOrganization":{"@type":"Organization","name":"Reuters"}}',
    "isBasedOn": f'{{"@type":"NewsArticle","isBasedOn":"{LINKED}"}}',
    "publisher": '{"@type":"NewsArticle","publisher":{"@type":"Organization","name":"Reuters"}}',
    "provider": '{"@type":"NewsArticle","provider":{"@type":"Organization","name":"Reuters"}}',
    "canonical": f'<link rel="canonical" href="{LINKED}">',
}


@pytest.mark.parametrize("told", MACHINES)
def test_a_whole_page_that_tells_machines_of_its_source_is_a_wires(told):
    head = MACHINES[told]
    if head.startswith("{"):
        head = f'<script type="application/ld+json">{head}</script>'
    html = f"<html lang='en'><head>{head}</head><body><h1>A bridge</h1><p>{PROSE}</p><p>{PROSE}</p></body></html>"
    got = read(html.encode(), "https://paper.example/a/1.html").attribution
    assert (got.kind, got.name) == ("wire", "Reuters")
