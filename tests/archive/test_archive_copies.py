"""Reprints that were cut, prefixed and edited are linked; the reports of a series are left apart."""

import random
from datetime import UTC, datetime, timedelta, timezone

import pytest

from newsarchive.archive import Archive, bigrams, kin, likeness, sketches
from newsarchive.archive.folding import fold

CHINA = timezone(timedelta(hours=8))
HAN = [chr(c) for c in range(0x4E00, 0x5200)]
WORDS = ["".join(random.Random(n).choices("abcdefghilmnoprstu", k=4 + n % 6)) for n in range(900)]


def chinese(seed, sentences=24):
    chance = random.Random(seed)
    return "\n".join("".join(chance.choices(HAN, k=25)) + "。" for _ in range(sentences))


def english(seed, sentences=24):
    chance = random.Random(seed)
    return "\n".join(" ".join(chance.choices(WORDS, k=12)).capitalize() + "." for _ in range(sentences))


def weather(day, low, high, wind):
    return (
        f"中央气象台8月{day}日发布天气预报。预计8月{day + 1}日长沙市多云转小雨,"
        f"最高气温{high}摄氏度,最低气温{low}摄氏度,偏北风{wind}级,空气质量良。请广大市民注意添减衣物,出行请关注最新天气预报和交通信息。"
    )


@pytest.fixture
def told(archive, article):
    """Tell a text under a new URL; return its receipt and how its text is linked."""
    numbers = iter(range(1000))

    def tell(text, **fields):
        receipt = archive.add(article(f"https://site.example/{next(numbers)}", text=text, **fields))
        with archive._db.reading() as db:
            links = db.execute(
                "SELECT kind, round(cover, 1), round(of_cover, 1) FROM text_links"
                " WHERE text_id = (SELECT text_id FROM revisions WHERE article_id = ? ORDER BY number DESC LIMIT 1)",
                [receipt.article_id],
            ).fetchall()
        return receipt, links

    return tell


@pytest.mark.parametrize("text", [chinese(1), english(1)], ids=["chinese", "english"])
@pytest.mark.parametrize(
    "edit",
    [
        lambda text: "本网讯 Our own report: " + text,
        lambda text: text + "\n责任编辑:王芳",
        lambda text: text.replace("。", "!").replace(".", ";"),
        lambda text: text.replace("\n", " "),
        lambda text: "\n".join(reversed(text.split("\n"))),
        lambda text: "\n".join(line for n, line in enumerate(text.split("\n")) if n % 5),
        lambda text: text[: len(text) * 7 // 10],
    ],
    ids=["prefixed", "footed", "repunctuated", "reflowed", "reordered", "thinned", "cut"],
)
def test_an_edited_reprint_is_a_copy_and_of_the_same_story(told, text, edit):
    first, _ = told(text)
    copy, links = told(edit(text))
    assert [kind for kind, *_ in links] == ["copy"]
    assert (copy.status, copy.copy_of, copy.story_id) == ("added", first.article_id, first.story_id)


def test_a_traditional_reprint_of_a_simplified_text_is_its_copy(told):
    text = "广东省经济发展报告认为,电子信息产业与机械制造业对经济增长贡献显著,区域创新体系建设进一步优化。" * 2
    traditional = text.translate(
        str.maketrans(
            "广东经济发报认为电产业与机对长贡献显区创体设进优", "廣東經濟發報認為電產業與機對長貢獻顯區創體設進優"
        )
    )
    first, _ = told(text)
    copy, _ = told(traditional)
    assert copy.copy_of == first.article_id


def test_a_lead_is_an_excerpt_and_stays_a_story_of_its_own(told):
    first, _ = told(chinese(1))
    lead, links = told("\n".join(chinese(1).split("\n")[:7]))
    assert links == [("excerpt", 1.0, 0.3)]
    assert (lead.copy_of, lead.story_id != first.story_id) == (None, True)


def test_a_round_up_includes_what_it_quotes(told):
    told(chinese(1, 10))
    _, links = told(chinese(2, 20) + "\n" + chinese(1, 10))
    assert [kind for kind, *_ in links] == ["includes"]


def test_reports_of_a_series_are_linked_as_such_and_never_merged(told):
    receipts = [told(weather(day, day % 9 + 11, day % 7 + 22, day % 5 + 1)) for day in range(1, 28)]
    assert len({receipt.story_id for receipt, _ in receipts}) == 27
    assert {kind for _, links in receipts for kind, *_ in links} == {"template"}


def test_a_reprint_of_one_report_of_a_series_finds_that_one(told):
    reports = [told(weather(day, day % 9 + 11, day % 7 + 22, day % 5 + 1))[0] for day in range(1, 28)]
    copy, _ = told("本网讯 " + weather(9, 11, 24, 5))
    assert copy.copy_of == reports[8].article_id


def test_texts_that_have_nothing_in_common_are_not_linked(told):
    assert [told(chinese(seed))[1] for seed in range(20)] == [[]] * 20


def test_a_short_text_is_a_copy_of_nothing_but_itself(told):
    told("简讯:会议今日召开。")
    near, links = told("简讯:会议今日召开!")
    assert (near.copy_of, links) == (None, [])
    assert told("简讯:会议今日召开。")[0].copy_of == 1


def test_a_notice_under_every_article_links_none_of_them(told):
    notice = "\n" + chinese(99, 4)
    receipts = [told(chinese(seed, 20) + notice)[0] for seed in range(80)]
    assert len({receipt.story_id for receipt in receipts}) == 80


def test_the_most_reprinted_text_finds_all_its_copies(told, archive):
    first, _ = told(chinese(1))
    copies = [told(f"第{number}家网站转载。" + chinese(1))[0] for number in range(100)]
    assert {copy.copy_of for copy in copies} == {first.article_id}
    assert archive.stats().rows["sketches"] == sketches.STORED


def test_the_earliest_published_is_the_first_of_its_story_whenever_it_comes(told, archive):
    for day in (5, 3, 4):
        receipt, _ = told(
            chinese(1), published_at=datetime(2024, 8, day, 9, tzinfo=CHINA), published_precision="minute"
        )
    assert receipt.copy_of == 2
    assert {row["id"]: row["copy_of"] for row in archive.rows()} == {1: 2, 2: None, 3: 2}


def test_a_day_is_no_earlier_than_an_hour_of_that_day(told):
    told(chinese(1), published_at=datetime(2024, 8, 5, 9, tzinfo=CHINA), published_precision="minute")
    receipt, _ = told(chinese(1), published_at=datetime(2024, 8, 5, tzinfo=CHINA), published_precision="day")
    assert receipt.copy_of == 1


def test_an_article_without_a_date_gives_way_to_one_that_was_published_before_it_was_seen(told):
    told(chinese(1))
    receipt, _ = told(chinese(1), published_at=datetime(2020, 1, 1, tzinfo=UTC), published_precision="day")
    assert receipt.copy_of is None


def published(day, hour=9):
    return {"published_at": datetime(2024, 8, day, hour, tzinfo=CHINA), "published_precision": "minute"}


def test_an_edited_page_that_became_a_reprint_joins_the_story(archive, article):
    first = archive.add(article("https://one.example/", text=chinese(1)))
    archive.add(article("https://two.example/", text=chinese(2)))
    edited = archive.add(article("https://two.example/", text="本网讯 " + chinese(1) + "\n责任编辑:王芳"))
    assert (edited.status, edited.copy_of, edited.story_id) == ("revised", first.article_id, first.story_id)
    assert archive.stats().rows["stories"] == 1


def test_a_page_that_others_copied_keeps_its_story_when_it_is_edited(archive, article):
    archive.add(article("https://one.example/", text=chinese(1)))
    archive.add(article("https://two.example/", text=chinese(2)))
    copy = archive.add(article("https://three.example/", text=chinese(2)))
    archive.add(article("https://two.example/", text="本网讯 " + chinese(1)))
    assert {row["id"]: row["copy_of"] for row in archive.rows()} == {1: None, 2: None, copy.article_id: 2}


def test_a_page_that_grows_all_day_fills_no_hashes_and_copies_nobody(archive, article):
    for many in range(10, 24):
        receipt = archive.add(article("https://live.example/", text="\n".join(chinese(1).split("\n")[:many])))
    assert (receipt.revision, receipt.copy_of) == (14, None)
    assert archive.stats().rows["sketches"] == 2 * sketches.STORED  # once more when it was twice as long
    assert archive.add(article("https://copy.example/", text=chinese(1))).copy_of == receipt.article_id


def test_what_a_revision_is_to_its_own_earlier_text_is_written_down(archive, article):
    archive.add(article(text=chinese(1)))
    archive.add(article(text=chinese(1) + "\n" + chinese(2, 4)))
    with archive._db.reading() as db:
        assert db.execute("SELECT text_id, of_text_id, kind FROM text_links").fetchall() == [(2, 1, "copy")]


def test_a_story_is_settled_anew_when_the_first_of_it_turns_out_to_be_later(archive, article):
    archive.add(article("https://one.example/", text=chinese(1), **published(3)))
    archive.add(article("https://two.example/", text=chinese(1), **published(4)))
    receipt = archive.add(article("https://one.example/", text=chinese(1), **published(5)))
    assert (receipt.status, receipt.copy_of) == ("revised", 2)
    assert {row["id"]: row["copy_of"] for row in archive.rows()} == {1: 2, 2: None}


def test_an_edited_page_that_joins_a_story_and_is_older_tells_it_first(archive, article):
    archive.add(article("https://one.example/", text=chinese(1), **published(3)))
    archive.add(article("https://two.example/", text=chinese(2), **published(2)))
    archive.add(article("https://two.example/", text=chinese(1), **published(2)))
    assert {row["id"]: row["copy_of"] for row in archive.rows()} == {1: 2, 2: None}


def test_sketches_of_another_version_are_made_anew(archive, article):
    archive.add(article("https://one.example/", text=chinese(1)))
    with archive._db.writing() as db:
        before = db.execute("SELECT hash, text_id FROM sketches ORDER BY hash").fetchall()
        db.execute("UPDATE sketches SET hash = hash / 2")
        db.execute("UPDATE meta SET value = '0' WHERE key = 'sketch_version'")
    with Archive(archive.path) as again:
        with again._db.reading() as db:
            assert db.execute("SELECT hash, text_id FROM sketches ORDER BY hash").fetchall() == before
        assert again.add(article("https://two.example/", text="本网讯 " + chinese(1))).copy_of == 1


@pytest.mark.parametrize(
    "script", ["εκφραση μεσα στο κειμενο ", "выражение внутри текста ", "تعبير داخل النص ", "वाक्य पाठ के भीतर "]
)
def test_a_text_of_any_script_has_a_sketch(script):
    chance = random.Random(3)
    text = " ".join("".join(chance.choices(script.replace(" ", ""), k=6)) for _ in range(300))
    assert len(sketches.sketch(fold(text))) == sketches.ASKED
    assert sketches.sketch(fold(text)) == sketches.sketch(fold(text.replace(" ", "\n  ")))


def test_a_hash_that_many_texts_have_is_stored_no_more(told, archive):
    line = chinese(7, 3)
    for seed in range(kin._CROWD + 10):
        told(chinese(seed + 100, 3) + line)
    with archive._db.reading() as db:
        assert (
            db.execute("SELECT max(n) FROM (SELECT count(*) AS n FROM sketches GROUP BY hash)").fetchone()[0]
            == kin._CROWD
        )


@pytest.mark.parametrize("text", [chinese(1, 200), english(2, 200)])
def test_half_of_a_long_text_shares_its_sketch(text):
    whole, half = (sketches.sketch(fold(words)) for words in (text, text[: len(text) // 2]))
    assert len(whole) == len(half) == sketches.ASKED
    assert len(set(whole[: sketches.STORED]) & set(half)) >= 2


def test_numbers_that_agree_make_a_copy_and_numbers_that_differ_a_series():
    text = bigrams.segment(weather(9, 11, 24, 5)).split()
    assert likeness.compare(text, text).kind == "copy"
    assert likeness.compare(text, bigrams.segment(weather(10, 15, 29, 3)).split()).kind == "template"
    assert likeness.compare(text, bigrams.segment(chinese(1)).split()) is None
