"""Datelines of agencies and papers in many languages, as they open a text: read, and left in it."""

import pytest
from drafts import PROSE, STORY, article

CHINESE = "近日，省里召开了会议，部署今年的任务。" + STORY


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("WASHINGTON, Jan 6 (Reuters) - ", "Reuters"),
        ("NEW YORK, January 6, 2020 (AP) — ", "AP"),
        ("WASHINGTON (AP) _ ", "AP"),
        ("New Delhi, Jan 6 (PTI) ", "PTI"),
        ("(CNN) ", "CNN"),
        ("MOSCOW, January 6. /TASS/. ", "TASS"),
        ("BERLIN (dpa/AFP) – ", "dpa/AFP"),
        ("PARIS, 6 janvier (Reuters) - ", "Reuters"),
        ("Madrid, 6 ene (EFE).- ", "EFE"),
        ("(ANSA) - ROMA, 06 GEN - ", "ANSA"),
        ("Lisboa, 06 jan 2020 (Lusa) – ", "Lusa"),
        ("МОСКВА, 6 января. /ТАСС/. ", "ТАСС"),
        ("МОСКВА, 6 янв — РИА Новости. ", "РИА Новости"),
        ("ANKARA (AA) - ", "AA"),
        ("ΑΘΗΝΑ (ΑΠΕ-ΜΠΕ) - ", "ΑΠΕ-ΜΠΕ"),
        ("(서울=연합뉴스) 홍길동 기자 = ", "연합뉴스"),
        ("[ロンドン 6日 ロイター] - ", "ロイター"),
        ("لندن (رويترز) - ", "رويترز"),
    ],
)
def test_a_dateline_names_its_agency_and_stays_in_the_text(dateline, name):
    got = article(dateline + PROSE, PROSE)
    assert (got.attribution.kind == "reprint", got.attribution.name) == (name == "CNN", name)
    assert got.text.startswith(dateline.strip())


@pytest.mark.parametrize(
    ("dateline", "name"),
    [
        ("人民网北京1月6日电（记者 李明）", "人民网"),
        ("中新网1月6日电 ", "中新网"),
        ("央视网消息：", "央视网"),
        ("中国经济网北京1月6日讯 ", "中国经济网"),
        ("证券时报网讯，", "证券时报网"),
        ("参考消息网1月6日报道 ", "参考消息网"),
        ("【环球时报记者 李明】", "环球时报"),
        ("【环球网综合报道】", "环球网"),
        ("【聯合報／記者林大明／台北報導】", "聯合報"),
        ("聯合報記者林大明／台北即時報導 ", "聯合報"),
        ("（中央社倫敦6日綜合外電報導）", "中央社"),
        ("【大紀元1月6日訊】", "大紀元"),
    ],
)
def test_a_chinese_dateline_names_its_outlet_without_the_place(dateline, name):
    assert article(dateline + CHINESE, STORY).attribution.name == name


@pytest.mark.parametrize("dateline", ["（本报讯）", "本报北京1月6日电 ", "【記者林大明／台北報導】", "据新华社报道，"])
def test_a_dateline_of_the_page_itself_or_of_others_in_prose_names_nobody(dateline):
    assert article(dateline + CHINESE, STORY).attribution.name == ""


def test_words_like_a_dateline_within_the_text_are_none():
    told = "LONDON (Reuters) - The council met on Monday."
    assert article(PROSE, told, PROSE).attribution.name == ""
