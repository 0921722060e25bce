"""Authors and editors: their names alone, apart, and rightly parted."""

import pytest
from drafts import PROSE, STORY, article

from newsarchive.clean import given, persons


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("By Meg Kinnard and Errin Haines", ["Meg Kinnard", "Errin Haines"]),
        ("Von Jan Lukas Strozyk, Ana Rolf und Uta Michel", ["Jan Lukas Strozyk", "Ana Rolf", "Uta Michel"]),
        ("Isabel Caro, Rocío Latorre y José Wilson", ["Isabel Caro", "Rocío Latorre", "José Wilson"]),
        ("Nicole Opitz Redakteurin", ["Nicole Opitz"]),
        ("Todd Bates, Staff Writer", ["Todd Bates"]),
        ("Jos&eacute; Wilson", ["José Wilson"]),
        ("记者 张三、李四", ["张三", "李四"]),
        ("半月谈记者谭飞王艳明闫鹃", ["谭飞", "王艳明", "闫鹃"]),
        ("南方日报记者 钟啸 通讯员 王海军", ["钟啸", "王海军"]),
        ("jane@paper.example", []),
        ("https://paper.example/jane", []),
        ("Staff", []),
        ("Associated Press", []),
        ("新华社", []),
    ],
)
def test_a_byline_is_parted_into_persons(words, names):
    assert persons.split(words) == names


@pytest.mark.parametrize(
    "words",
    ["（记者 张三）", "(见习记者 张三)", "（央视记者 张三）", "（记者张三）"],
)
def test_a_reporter_is_named_at_the_end_of_the_text(words):
    assert article(STORY, STORY + words).authors == ("张三",)


@pytest.mark.parametrize(
    "words",
    ["〔記者张三／台北報導〕", "【中國時報記者张三台北報導】", "【张三╱新北報導】", "本报讯（记者张三）"],
)
def test_a_reporter_is_named_in_the_dateline(words):
    assert article(words + STORY, STORY).authors == ("张三",)


def test_authors_and_editors_are_told_apart():
    got = article(STORY, above=("作者：张三 李四",), below=("责任编辑：王五",))
    assert (got.authors, got.editors) == (("张三", "李四"), ("王五",))


def test_a_reporter_in_running_prose_is_no_author():
    assert article("记者近日从省工信厅获悉，" + STORY, STORY).authors == ()


def test_a_photographer_is_no_author():
    assert article(STORY, "工人在装配车间作业。（记者 张三 摄）", STORY).authors == ()


def test_a_person_goes_before_the_site():
    got = article(PROSE, above=("By Todd Bates",), author="paper.example")
    assert got.authors == ("Todd Bates",)


def test_an_agency_is_a_source_and_no_author():
    got = article(PROSE, author="Associated Press")
    assert (got.authors, got.attribution.name) == ((), "Associated Press")


def test_words_of_a_box_named_after_authors_are_read():
    assert article(PROSE, byline="Todd Bates").authors == ("Todd Bates",)


def test_words_of_such_a_box_that_name_nobody_are_passed_over():
    assert article(PROSE, byline="Read all her articles").authors == ()


@pytest.mark.parametrize(
    ("words", "authors", "editors"),
    [
        ("作者：蒋 凌 稿源：兰州日报", ("蒋凌",), ()),
        ("来源：观点网 作者：见习编辑 李琼皙", ("李琼皙",), ()),
        ("作者：记者 武彩霞", ("武彩霞",), ()),
        ("作者：责任编辑：易清", (), ("易清",)),
    ],
)
def test_labels_jobs_and_names_are_told_apart(words, authors, editors):
    got = article(STORY, STORY, above=(words,))
    assert (got.authors, got.editors) == (authors, editors)


def test_an_editor_far_from_the_text_is_found_where_the_page_names_one():
    html = "<div><p class='x'>[责任编辑：<b>王敏</b>]</p></div>"
    assert article(STORY, html=html).editors == ("王敏",)


def test_two_editors_far_from_the_text_are_other_articles():
    assert article(STORY, html="<p>责任编辑：王敏</p><p>责任编辑：李琳</p>").editors == ()


@pytest.mark.parametrize("name", ["王志文", "李文", "欧阳文", "王小明"])
def test_a_name_that_ends_like_a_credit_is_whole(name):
    assert persons.chinese(name) == [name]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Sarah Whitfield, Political Editor, and Tom Okafor", ["Sarah Whitfield", "Tom Okafor"]),
        ("Sarah Whitfield swhitfield@herald.example", ["Sarah Whitfield"]),
        ("Contributed by Sarah Whitfield", ["Sarah Whitfield"]),
        ("Émile Dupont (à Bruxelles)", ["Émile Dupont"]),
        ("Łukasz Żak", ["Łukasz Żak"]),
    ],
)
def test_jobs_addresses_and_places_are_cut_off_names(line, names):
    assert persons.split(line) == names


def test_a_given_name_is_known_without_its_strokes():
    assert given.is_given("Łukasz")
    assert given.is_given("SØREN")


@pytest.mark.parametrize(
    ("above", "authors", "editors"),
    [
        (("文/图 王小明",), ("王小明",), ()),
        (("本报记者 王小明 李丽 通讯员 欧阳文",), ("王小明", "李丽", "欧阳文"), ()),
        (("一审：王小明",), (), ("王小明",)),
        (("摄影：王小明",), (), ()),
        (("作者：约翰·史密斯 译者：李丽",), ("约翰·史密斯",), ()),
    ],
)
def test_roles_of_chinese_lines(above, authors, editors):
    got = article(STORY, STORY, above=("2024-03-12", *above))
    assert (got.authors, got.editors) == (authors, editors)
