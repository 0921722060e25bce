"""The table of outlets: one name leads to one outlet, under any spelling and suffix."""

import pytest

from newsarchive import text
from newsarchive.clean import outlets


def test_the_table_is_as_large_as_it_says():
    china = [outlet for outlet in outlets.table() if outlet.country in ("CN", "HK", "MO", "TW")]
    assert len(china) >= 250
    assert len(outlets.table()) - len(china) >= 150


def test_no_name_and_no_home_is_two_outlets():
    names = [key for one in outlets.table() for key in {text.plain(name) for name in (one.name, *one.also)}]
    homes = [home for one in outlets.table() for home in one.home]
    assert len(names) == len(set(names))
    assert len(homes) == len(set(homes))


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("东方财富", "东方财富网"),
        ("東方財富網", "东方财富网"),
        ("eastmoney.com", "东方财富网"),
        ("https://www.eastmoney.com/a/1.html", "东方财富网"),
        ("《人民日报》", "人民日报"),
        ("人民日报客户端", "人民日报"),
        ("新华网官网", "新华网"),
        ("澎湃新闻App", "澎湃新闻"),
        ("财联社微信公众号", "财联社"),
        ("AP", "Associated Press"),
        ("the associated press", "Associated Press"),
        ("路透社", "Reuters"),
        ("finance.sina.com.cn", "新浪财经"),
    ],
)
def test_a_spelling_leads_to_its_outlet(name, outlet):
    assert outlets.named(name).name == outlet


@pytest.mark.parametrize("name", ["晚报", "长沙某某网", "", "客户端", "example.com"])
def test_an_unknown_name_is_nobodys(name):
    assert outlets.named(name) is None


def test_names_are_the_same_only_when_it_is_certain():
    assert outlets.same("法新社", "AFP")
    assert not outlets.same("长沙晚报", "潇湘晨报")
