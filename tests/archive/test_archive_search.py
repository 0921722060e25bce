import sqlite3
import unicodedata
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsarchive.archive import Archive, bigrams, facets, folding, index, search, snippets
from newsarchive.errors import QueryError
from newsarchive.model import Attribution

CHINA = timezone(timedelta(hours=8))


@pytest.fixture
def filled(archive, article):
    """Five articles: what they say, who says it, and when."""
    rows = [
        ("1", "oim", "湖南:先进制造业", "人工智能领域,5G网络与café", "东方财富网", "reprint", ("李明",), "zh", 2020),
        ("2", "oim", "天气", "今日長沙多雲,人工降雨", "新华社", "wire", ("王芳",), "zh", 2021),
        ("3", "bbc", "State of the art", "Intelligence, Straße, Zürich", "", "unknown", ("Jane Roe",), "en", 2022),
        ("4", "nhk", "人工知能のニュース", "東京で人工知能が話題になった", "NHK", "original", (), "ja", 2023),
        ("5", "yna", "인공지능 뉴스", "서울에서 인공지능이 화제가 되었다", "연합뉴스", "wire", (), "ko", None),
    ]  # fmt: skip
    for name, publisher, title, text, source, kind, authors, language, year in rows:
        archive.add(
            article(
                f"https://{publisher}.example/{name}",
                publisher=publisher,
                title=title,
                text=text,
                attribution=Attribution(kind, source, evidence=source and f"来源:{source}"),
                authors=authors,
                language=language,
                published_at=year and datetime(year, 6, 1, 9, 0, tzinfo=CHINA),
                published_precision="minute" if year else "none",
            )
        )
    return archive


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("人工智能", {1}),
        ("人工", {1, 2, 4}),
        ("人", {1, 2, 4}),
        ("能", {1, 4}),
        ("工智能领", {1}),
        ("智能 人工", {1}),
        ('"智能领域"', {1}),
        ('"领域 5G"', {1}),
        ("5G网络", {1}),
        ("领域5g", {1}),
        ("长沙", {2}),
        ("長沙", {2}),
        ("多云", {2}),
        ("人工 -智能", {2, 4}),
        ("-人工", {3, 5}),
        ("智能 OR 降雨", {1, 2}),
        ("人工 智能 OR 降雨", {1, 2}),
        ("人工 AND 降雨", {2}),
        ("cafe", {1}),
        ("ZURICH", {3}),
        ("strasse", {3}),
        ("intelligence state", {3}),
        ('"state of the art"', {3}),
        ('"the of state"', set()),
        ("東京", {4}),
        ("ニュース", {4}),
        ("인공지능", {5}),
        ("서울", {5}),
        ("publisher:oim", {1, 2}),
        ("-publisher:oim", {3, 4, 5}),
        ("source:东方财富网", {1}),
        ("source:東方財富網", {1}),
        ("source:东方财富", {1}),
        ('source:"新华社"', {2}),
        ("-source:新华社", {1, 3, 4, 5}),
        ("author:李明", {1}),
        ('author:"Jane Roe"', {3}),
        ("author:roe", {3}),
        ("author:东方财富网", set()),
        ("人工 -author:李明", {2, 4}),
        ("lang:zh", {1, 2}),
        ("kind:wire", {2, 5}),
        ("after:2021", {2, 3, 4}),
        ("after:2021-06-01", {2, 3, 4}),
        ("after:2021-06-02", {3, 4}),
        ("before:2021", {1}),
        ("before:2021-06-01", {1}),
        ("after:2020 before:2022 人工", {1, 2}),
        ("kind:wire lang:ko 인공지능", {5}),
    ],
)
def test_a_query_finds(filled, query, found):
    assert {hit.article_id for hit in filled.search(query)} == found


def test_articles_are_found_by_their_section_and_by_how_whole_they_are(archive, article):
    archive.add(article("https://a.example/1", title="Steel", text="Prices of steel rose.", section="Money"))
    archive.add(article("https://a.example/2", title="Tin", text="Prices of tin fell.", completeness="paywalled"))
    assert [hit.title for hit in archive.search("prices section:Money")] == ["Steel"]
    assert [hit.title for hit in archive.search("completeness:paywalled")] == ["Tin"]
    assert [hit.title for hit in archive.search("prices -completeness:paywalled")] == ["Steel"]
    assert archive.desk.facets("prices").sections == {"Money": 1}
    assert archive.desk.facets("prices").completeness == {"complete": 1, "paywalled": 1}


def test_a_source_is_found_by_all_its_spellings_also_after_it_was_merged_and_when_that_was_undone(filled):
    filled.sourcebook.merge("NHK", "新华社")
    assert {hit.article_id for hit in filled.search("source:新华社")} == {2, 4}
    assert {hit.article_id for hit in filled.search("source:NHK -人工知能")} == {2}
    filled.sourcebook.undo()
    assert {hit.article_id for hit in filled.search("source:新华社")} == {2}


def test_what_an_article_is_now_is_what_it_is_found_by(archive, article):
    for language, published in (("en", datetime(2020, 2, 29, tzinfo=CHINA)), ("zh-Hant", None)):
        archive.add(article(text=f"Steel in {language}", language=language, published_at=published))
    assert [hit.article_id for hit in archive.search("lang:zh steel")] == [1]
    assert [hit.article_id for hit in archive.search("lang:ZH-hant")] == [1]
    assert archive.search("lang:en") == archive.search("after:1990") == archive.search("before:2030") == []
    assert all(check.good for check in archive.health())


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.dates(date(1990, 1, 1), date(2040, 1, 1)))
def test_the_terms_of_a_period_are_those_of_its_days_and_of_no_other_day(first, end):
    found = set(facets.days(first, end))
    for day in (first, end, first - timedelta(1), end - timedelta(1), first + (end - first) / 2):
        terms = set(facets.terms(1, "", "", "", "", "", f"{day}T09:00:00+08:00").split())
        assert len(found & terms) == (first <= day < end)
    assert len(found) <= 2 * (30 + 11) + 50


def test_a_private_character_in_a_query_is_no_letter(filled):
    assert [hit.article_id for hit in filled.search(f"人工{facets.ALL}智能")] == []
    assert {hit.article_id for hit in filled.search(f"人工 {bigrams.SEAM}")} == {1, 2, 4}


def test_the_newest_comes_first_and_what_has_no_date_goes_by_its_first_sight(filled):
    assert [hit.article_id for hit in filled.search("lang:zh OR人工") or filled.search("人工")] == [4, 2, 1]
    assert [hit.article_id for hit in filled.search("-xyz")] == [5, 4, 3, 2, 1]


def test_by_rank_the_headline_weighs_most(archive, article):
    archive.add(
        article("https://a.example/1", title="Other news", text="A word on steel. " + "Much else is said. " * 20)
    )
    archive.add(article("https://a.example/2", title="Steel", text="Much else is said. " * 20))
    hits = archive.search("steel", order="rank")
    assert [hit.article_id for hit in hits] == [2, 1]
    assert hits[0].score > hits[1].score > 0


def test_the_limit_is_kept(filled):
    assert len(filled.search("人工", limit=2)) == 2


@pytest.mark.parametrize(
    ("query", "at", "reason"),
    [
        ("", 0, "nothing to search for"),
        ("   ", 0, "nothing to search for"),
        ('a "b c', 2, "not closed"),
        ("a OR", 2, "OR stands between"),
        ("OR a", 0, "OR stands between"),
        ("a OR OR b", 5, "OR stands between"),
        ("a OR -b", 5, "OR stands between"),
        ("kind:wire OR a", 10, "OR stands between"),
        ('a "，"', 2, "letters or digits"),
        ("， & -", 0, "nothing to search for"),
        ("before:yesterday", 7, "is no day"),
        ("a after:2024-13", 8, "is no day"),
        ("kind:copy", 5, "original, reprint, wire, unknown"),
        ("completeness:half", 13, "complete, paywalled, truncated, script-built, part"),
        ("publisher:", 10, "needs a value"),
        ("publishr:oim", 0, "did you mean publisher:"),
    ],
)
def test_a_query_that_cannot_be_understood_says_where(filled, query, at, reason):
    with pytest.raises(QueryError, match=reason) as wrong:
        filled.search(query)
    assert (wrong.value.query, wrong.value.at) == (query, at)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("https://x.example/", set()),
        ("12:30", set()),
        ("AI:人工", set()),
        ("(人工)", {1, 2, 4}),
        ("人工*", {1, 2, 4}),
        ("人工 & 智能 —", {1}),
        ("NEAR(人工 智能)", set()),
        ("^人工", {1, 2, 4}),
        ("{title}:人工", set()),
        ("人工;'--", {1, 2, 4}),
    ],
)
def test_marks_that_mean_something_to_fts5_or_sql_are_only_marks(filled, query, found):
    assert {hit.article_id for hit in filled.search(query)} == found


def test_a_headline_is_found_as_it_was_typed(filled):
    assert [hit.article_id for hit in filled.search("湖南:先进制造业")] == [1]


def test_a_snippet_shows_the_first_match_and_where_it_is(archive, article):
    words = "前面的话。" * 40 + "在人工智能领域,人工智能要创新。" + "后面的话。" * 40
    archive.add(article(text=words))
    (hit,) = archive.search("人工智能")
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["人工智能", "人工智能"]
    assert hit.snippet.startswith("…")
    assert hit.snippet.endswith("…")
    assert "\n" not in hit.snippet


@pytest.mark.parametrize(
    ("text", "wanted", "marked"),
    [
        ("東方財富網的報道", ["东方财富"], ["東方財富"]),
        ("ＡＩ领域", ["ai"], ["ＡＩ"]),
        ("The Straße is STRASSE", ["strasse"], ["Straße", "STRASSE"]),
        ("café and cafés", ["café"], ["café"]),
        ("人工,智能", ["人工智能"], []),
        ("state-of-the-art", ["state of"], ["state-of"]),
        ("no match at all", ["人工"], []),
    ],
)
def test_marks_stand_on_the_page_s_own_words(text, wanted, marked):
    snippet, marks = snippets.cut(text, wanted)
    assert [snippet[start:end] for start, end in marks] == marked


def test_an_accent_that_was_not_typed_is_marked_too():
    snippet, marks = snippets.cut("Der Zürich-Plan", ["zurich"])
    assert [snippet[start:end] for start, end in marks] == ["Zürich"]


def test_an_index_of_another_segmenter_is_filled_anew(path, article, monkeypatch):
    with Archive(path) as archive:
        archive.add(article(authors=("李明",)))
    monkeypatch.setattr(bigrams, "VERSION", "99")
    with Archive(path) as archive:
        assert len(archive.search("人工智能 author:李明")) == 1
        archive.add(article(text="别的"))
        assert archive.search("人工智能") == []
        assert all(check.good for check in archive.health())


# Against brute force ------------------------------------------------------------------------------------------

HAN = "人工智能领域中国新闻湖南長沙网網0"
PUNCTUATION = "，。、 \n-"
LATIN = "abAé5"
EVERYTHING = HAN + PUNCTUATION + LATIN + "ニュース가나인공กำลังทดສບາຍខ្មែរ"


def indexed(texts):
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE article_search USING fts5(title, body, byline, facets, content='',"
        " tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    )
    for number, text in enumerate(texts):
        index.insert(database, number, index.words("", text, "", ""))
    return database


def found(database, query):
    expression = bigrams.phrase(query)
    return {
        row
        for (row,) in database.execute("SELECT rowid FROM article_search WHERE article_search MATCH ?", [expression])
    }


def unaccented(words):
    return "".join(c for c in unicodedata.normalize("NFD", words) if not "\u0300" <= c <= "\u036f")


def says(text, query):
    """Does `text` hold the parts of `query` one after the other? Words whole, runs without spaces as substrings."""
    have, want = bigrams.parts(text), bigrams.parts(query)
    return any(holds(have[at : at + len(want)], want) for at in range(len(have) - len(want) + 1))


def holds(have, want):
    def fits(part, wanted, first, last):
        if not (bigrams.is_run(part) and bigrams.is_run(wanted)):
            return unaccented(part) == unaccented(wanted)
        if first and last:
            return wanted in part
        return part.endswith(wanted) if first else part.startswith(wanted) if last else part == wanted

    last = len(want) - 1
    return all(fits(*pair, at == 0, at == last) for at, pair in enumerate(zip(have, want, strict=True)))


QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(
    st.lists(st.text(HAN + PUNCTUATION + LATIN, max_size=40), min_size=1, max_size=8),
    st.text(HAN.replace("0", ""), min_size=1, max_size=6),
)
def test_chinese_is_found_exactly_where_it_stands(texts, query):
    expected = {number for number, text in enumerate(texts) if folding.fold(query) in folding.fold(text)}
    assert found(indexed(texts), query) == expected


@QUICK
@given(st.data(), st.lists(st.text(EVERYTHING, min_size=1, max_size=40), min_size=1, max_size=8))
def test_any_piece_of_any_text_is_found_exactly_where_it_stands(data, texts):
    source = data.draw(st.sampled_from(texts))
    start = data.draw(st.integers(0, len(source) - 1))
    query = source[start : start + data.draw(st.integers(1, 8))]
    if bigrams.phrase(query):
        assert found(indexed(texts), query) == {number for number, text in enumerate(texts) if says(text, query)}


def test_every_character_of_a_run_is_one_that_fts5_takes_into_words():
    known = [chr(c) for c in range(0x1000, 0x32400) if bigrams.is_run(chr(c)) and unicodedata.category(chr(c)) != "Cn"]
    known += [chr(c) for c in range(0x0E00, 0x0EFF) if bigrams.is_run(chr(c)) and unicodedata.category(chr(c)) != "Cn"]
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE t USING fts5(x, tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    )
    database.execute("CREATE VIRTUAL TABLE words USING fts5vocab(t, row)")
    database.executemany("INSERT INTO t VALUES (?)", ((f"x{char}x",) for char in known))
    broken = {row[0] for row in database.execute("SELECT term FROM words WHERE term = 'x'")}
    assert len(known) > 90_000
    assert broken == set()


@QUICK
@given(st.text(EVERYTHING + "…ﬁ½ﾞｶかが㌀İß\u0301e\u1112\u1161\u11ab\uac00", max_size=60))
def test_every_folded_character_knows_where_it_came_from(words):
    folded, places = folding.fold_with_places(words)
    assert folded == folding.fold(words)
    assert len(places) == len(folded)
    assert places == sorted(places)


def test_the_newest_of_many_matches_are_the_same_however_they_are_found(archive, article, monkeypatch):
    day = datetime(2024, 1, 1, tzinfo=CHINA)
    for number in range(60):
        text = "人工智能" if number % 3 else "人工降雨"
        published = day + timedelta(days=(number * 17) % 60)
        words = {"text": f"{text}的第{number}条", "published_at": published, "published_precision": "day"}
        archive.add(article(f"https://site{number % 2}.example/{number}", publisher=f"site{number % 2}", **words))
    queries = ("人工", "智能", "人工 -智能", "智能 publisher:site1", "智能 before:2024-02", "第5")
    sorted_by_date = {query: archive.search(query, limit=7) for query in queries}
    monkeypatch.setattr(search, "_FEW", 0)
    monkeypatch.setattr(search, "_STEP", 3)
    assert {query: archive.search(query, limit=7) for query in queries} == sorted_by_date
    assert len(sorted_by_date["人工"]) == 7
    assert len(archive.search("人工", limit=100)) == 60


def test_what_a_page_says_of_its_use_can_be_asked_for_and_left_out(archive, article, visit, tmp_path):
    """What it said when it was last read counts."""
    said = {
        "https://a.example/free": ['{"licence": "https://creativecommons.org/licenses/by/4.0/"}'],
        "https://a.example/mute": [""],
        "https://a.example/held": ["", '{"robots": ["noai"], "tdm": "1"}'],
        "https://a.example/none": ['{"robots": ["none"], "tdm": "0"}'],
    }
    for url, several in said.items():
        for rights in several:
            archive.add(article(url, title=url[-4:], text=f"Prices rose ({url})."), visit=visit(url, rights=rights))
    titles = {
        words: {hit.title for hit in archive.search(words)}
        for words in ("rights:tdm", "-rights:noai", "rights:noarchive", "rights:licence")
    }
    assert titles == {
        "rights:tdm": {"held"},
        "-rights:noai": {"free", "mute", "none"},
        "rights:noarchive": {"none"},
        "rights:licence": {"free"},
    }
    out = tmp_path / "free.jsonl"
    assert archive.upkeep.export(out, "jsonl", "-rights:tdm -rights:noarchive") == 2
    assert "held" not in out.read_text()


@pytest.mark.parametrize("few", [0, 2000])
def test_a_period_is_of_the_days_as_publishers_print_them_in_whatever_zone_and_order(
    archive, article, monkeypatch, few
):
    """What has no date is in no period; a day in Kiritimati is over when it begins in Pago Pago."""
    monkeypatch.setattr(search, "_FEW", few)
    zones = [timezone(timedelta(hours=hours)) for hours in (-11, 0, 8, 14)]
    days = {}
    for hour in range(0, 24 * 6, 5):
        for zone in zones:
            moment = datetime(2023, 12, 30, hour % 24, 10, tzinfo=zone) + timedelta(days=hour // 24)
            found = archive.add(
                article(f"https://news.example/{len(days)}", text=f"人工降雨{len(days)}次", published_at=moment)
            )
            days[found.article_id] = moment.date().isoformat()
    archive.add(article("https://news.example/undated", text="人工降雨", published_at=None, published_precision="none"))
    first, end = "2024-01-01", "2024-01-03"
    wanted = {
        f"人工 after:{first}": {one for one, day in days.items() if day >= first},
        f"人工 before:{first}": {one for one, day in days.items() if day < first},
        f"after:{first} before:{end}": {one for one, day in days.items() if first <= day < end},
        f"人工 after:{end} before:{first}": set(),
        f"人工 -after:{first}": {one for one, day in days.items() if day < first} | {len(days) + 1},
        f"人 after:{first}": {one for one, day in days.items() if day >= first},
        "after:0001 before:9999": set(days),
    }
    for query, right in wanted.items():
        newest = [hit.article_id for hit in archive.search(query, limit=500)]
        assert set(newest) == right, query
        assert {hit.article_id for hit in archive.search(query, limit=500, order="rank")} == right, query
