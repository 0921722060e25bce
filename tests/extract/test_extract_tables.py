"""The tables of patterns: every example is matched by its own entry, and by none before it."""

from pathlib import Path

import pytest

from newsarchive.extract import hints, kinds, sayings, tags
from newsarchive.extract.choice import WEIGHTS


@pytest.mark.parametrize("hint", hints.AWAY, ids=lambda hint: hint.reason)
def test_the_example_of_a_hint_leads_away_for_its_reason(hint):
    assert hints.read(hint.example)[0] == hint.reason


@pytest.mark.parametrize(("hint", "favour"), [*zip(hints.TOWARDS, (2, 1), strict=True)])
def test_the_example_of_a_body_is_favoured(hint, favour):
    assert hints.read(hint.example) == ("", favour)


@pytest.mark.parametrize(
    "names",
    [
        "overflow-hidden",
        "field--label-hidden",
        "md:hidden",
        "category-comments",
        "tag-advertising",
        "post-123",
        "uploads",
    ],
)
def test_names_of_looks_and_topics_lead_nowhere(names):
    assert hints.read(names)[0] == ""


@pytest.mark.parametrize(
    ("names", "reason"), [("csc-textpic-imagewrap", "caption"), ("csc-textpic-text", ""), ("katex-mathml", "hidden")]
)
def test_names_that_common_programs_give_say_what_their_boxes_hold(names, reason):
    assert hints.read(names)[0] == reason


def test_no_tag_has_two_roles():
    roles = {tags.ROLES[tag] for tag in ("div", "script", "br", "span", "a")}
    assert roles == {tags.BLOCK, tags.OUT, tags.BREAK, tags.NAMED, tags.INLINE}
    assert set(tags.KINDS) | set(tags.ASIDE) <= {tag for tag, role in tags.ROLES.items() if role == tags.BLOCK}


def test_weights_are_of_features_that_exist():
    kinds_of_feature = {name.partition(":")[0] for name in WEIGHTS if ":" in name and " " not in name}
    assert kinds_of_feature <= {
        "length",
        "links",
        "kind",
        "tag",
        "in",
        "away",
        "name",
        "has",
        "starts",
        "ends",
        "is",
        "first",
    }
    assert abs(WEIGHTS["bias"]) < 5


def test_every_sign_that_has_a_weight_can_be_seen():
    source = Path(kinds.__file__).read_text(encoding="utf-8")
    assert [sign for sign in kinds.SIGNS if source.count(f'"{sign}"') < 2] == []


@pytest.mark.parametrize("saying", sayings.SAYINGS, ids=lambda saying: saying.reason)
def test_the_example_of_a_saying_is_told_by_its_own_words_alone(saying):
    assert {reason.removeprefix("opens ") for reason in sayings.said(saying.example)} == {saying.reason}


def test_words_of_scripts_without_blanks_are_found_within_others():
    assert sayings.said("更多精彩内容请扫描二维码") == {"elsewhere", "follow"}


def test_what_people_write_about_opens_nothing():
    assert not {reason for reason in sayings.said("The council voted on Monday to keep the road.") if "opens" in reason}


@pytest.mark.parametrize("path", ["/archives/", "/archives/2025/12/", "/tag/bridges/", "/news/list_2.html", "/page/3/"])
def test_an_address_of_a_list_is_told(path):
    assert kinds.is_listed("https://news.example" + path)


@pytest.mark.parametrize("path", ["/archives/2025/12/16/bridge.html", "/archive/63076", "/2024/08/21/tags.html"])
def test_an_address_of_an_article_in_an_archive_is_no_lists(path):
    assert not kinds.is_listed("https://news.example" + path)
