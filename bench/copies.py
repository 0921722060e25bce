"""Are copies found, and series left apart? python bench/copies.py [--corpus DIR] [--texts 40]

Copies: each text in real languages is edited in every way of EDITS; found means linked as copy, excerpt or includes.
Series: families of reports that differ in their facts alone; a false merge is a pair that is linked as a copy.
Most reprinted: 500 copies of one text, each edited otherwise.
"""

# ruff: noqa: E501  (the reports of the series are as long as they are)

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from material import CORPUS, sentences, texts

from newsarchive.archive import Archive, sketches
from newsarchive.archive.folding import _simplified
from newsarchive.model import Article

LANGUAGES = ("zh", "en", "de", "ru", "pl", "el", "fr", "es")
Edit = Callable[[random.Random, str, str], str]


def _joint(text: str) -> str:
    return "" if re.search("[\u4e00-\u9fff]{9}", text) else " "


def cut_tail(chance: random.Random, text: str, other: str) -> str:
    return text[: len(text) // 2]


def cut_head(chance: random.Random, text: str, other: str) -> str:
    return text[len(text) // 2 :]


def lead_only(chance: random.Random, text: str, other: str) -> str:
    return text[: max(250, len(text) * 35 // 100)]


def prefixed(chance: random.Random, text: str, other: str) -> str:
    return "本网讯 (记者 李明) Our correspondent reports: " + text


def footed(chance: random.Random, text: str, other: str) -> str:
    return text + "\n" + other[: len(text) // 4]


def middle_dropped(chance: random.Random, text: str, other: str) -> str:
    return text[: len(text) * 2 // 5] + text[len(text) * 3 // 5 :]


def repunctuated(chance: random.Random, text: str, other: str) -> str:
    return text.translate(str.maketrans("，。：；（）“”\"'", ',.:;()""“’'))


def reflowed(chance: random.Random, text: str, other: str) -> str:
    return "\n".join(sentences(text)) or text


def other_script(chance: random.Random, text: str, other: str) -> str:
    back = {value: chr(key) for key, value in _simplified().items()}
    return "".join(back.get(char, char) for char in text)


def misspelt(chance: random.Random, text: str, other: str) -> str:
    return "".join("误x"[char.isascii()] if chance.random() < 0.01 and char.isalpha() else char for char in text)


def reordered(chance: random.Random, text: str, other: str) -> str:
    parts = text.split("\n") if text.count("\n") > 3 else sentences(text)
    chance.shuffle(parts)
    return "\n".join(parts)


def some_sentences_edited(chance: random.Random, text: str, other: str) -> str:
    return _edited(chance, text, 0.3)


def most_sentences_edited(chance: random.Random, text: str, other: str) -> str:
    return _edited(chance, text, 0.7)


def within_another(chance: random.Random, text: str, other: str) -> str:
    return other[: len(text) // 2] + "\n" + text + "\n" + other[len(text) // 2 : len(text)]


EDITS: tuple[Edit, ...] = (
    cut_tail, cut_head, lead_only, prefixed, footed, middle_dropped, repunctuated, reflowed, other_script, misspelt,
    reordered, some_sentences_edited, most_sentences_edited, within_another,
)  # fmt: skip


def _edited(chance: random.Random, text: str, share: float) -> str:
    """In a share of the sentences one word in eight is dropped, doubled or moved, in one place."""
    done = []
    for sentence in sentences(text):
        words = list(sentence) if _joint(text) == "" else sentence.split()
        if len(words) > 4 and chance.random() < share:
            at, many = chance.randrange(len(words) - 2), max(1, len(words) // 8)
            words[at : at + many] = reversed(words[at : at + many + 1])
        done.append(_joint(text).join(words))
    return "\n".join(done)


CITIES = ("北京", "长沙", "上海", "广州", "成都", "武汉", "西安", "南京")
FIRMS = ("湖南建工", "中铁五局", "华宇科技", "恒通实业", "天路建设", "中建三局")
SKY = ("晴", "多云", "阴", "小雨", "雷阵雨", "大雪")


def weather(c: random.Random) -> str:
    city, month, day = c.choice(CITIES), c.randint(1, 12), c.randint(1, 28)
    days = "".join(
        f"{month}月{day + n}日,{city}{c.choice(SKY)}转{c.choice(SKY)},最高气温{c.randint(5, 38)}摄氏度,最低气温{c.randint(-9, 25)}"
        f"摄氏度,风力{c.randint(1, 6)}级,空气质量{c.choice(('优', '良', '轻度污染'))}。"
        for n in range(3)
    )
    return f"中央气象台{month}月{day}日发布天气预报。{days}请广大市民注意添减衣物,出行请关注最新天气预报和交通信息。"


def market(c: random.Random) -> str:
    def move(name: str) -> str:
        return (
            f"{name}报{c.uniform(2000, 15000):.2f}点,{c.choice(('上涨', '下跌'))}{c.uniform(0, 4):.2f}%,"
            f"成交额{c.randint(1500, 6000)}亿元。"
        )

    return (
        f"{c.randint(1, 12)}月{c.randint(1, 28)}日,沪深两市收盘。{move('上证指数')}{move('深证成指')}{move('创业板指')}"
        f"两市共有{c.randint(500, 4000)}只个股上涨,{c.randint(500, 4000)}只个股下跌,涨停{c.randint(10, 200)}只。"
        f"盘面上,{c.choice(('半导体', '银行', '煤炭', '白酒', '医药'))}板块涨幅居前,北向资金净流入{c.uniform(-90, 90):.2f}亿元。"
    )


def lottery(c: random.Random) -> str:
    reds = " ".join(f"{n:02}" for n in sorted(c.sample(range(1, 34), 6)))
    return (
        f"中国福利彩票双色球第{c.randint(2019001, 2024150)}期开奖结果公布。红球号码为{reds},蓝球号码为{c.randint(1, 16):02}。"
        f"本期一等奖{c.randint(1, 20)}注,单注奖金{c.randint(5, 10) * 1000000 + c.randint(0, 999999)}元;二等奖{c.randint(50, 300)}注,"
        f"单注奖金{c.randint(50000, 400000)}元。本期销售总额为{c.randint(300000000, 400000000)}元,奖池余额{c.randint(8, 24) * 10**8 + c.randint(0, 10**8)}元。"
    )


def tender(c: random.Random) -> str:
    return (
        f"{c.choice(CITIES)}市政工程招标公告。项目编号ZB{c.randint(2018, 2024)}-{c.randint(100, 9999)}。受{c.choice(FIRMS)}委托,"
        f"对{c.choice(CITIES)}第{c.randint(1, 90)}标段道路改造工程进行公开招标。预算金额{c.randint(80, 9000)}万元,工期{c.randint(30, 720)}天。"
        f"投标文件递交截止时间为{c.randint(2018, 2024)}年{c.randint(1, 12)}月{c.randint(1, 28)}日{c.randint(9, 17)}时,"
        f"开标地点为公共资源交易中心{c.randint(101, 909)}室。联系电话{c.randint(20000000, 89999999)},逾期送达的投标文件不予受理。"
    )


def quake(c: random.Random) -> str:
    return (
        f"A magnitude {c.uniform(2, 7):.1f} earthquake was reported at {c.randint(1, 12)}:{c.randint(10, 59)} on day {c.randint(1, 31)},"
        f" {c.randint(1, 90)} miles from the nearest town, according to the geological survey. The earthquake occurred at a depth of"
        f" {c.uniform(1, 30):.1f} miles. In the last {c.randint(5, 15)} days there have been {c.randint(0, 9)} earthquakes of magnitude"
        f" {c.uniform(2, 4):.1f} or greater centered nearby. This report was written automatically from data of the survey."
    )


def football(c: random.Random) -> str:
    a, b = c.sample(("Rovers", "United", "City", "Athletic", "Wanderers", "Albion"), 2)
    return (
        f"{a} and {b} met before a crowd of {c.randint(3000, 60000)}. The match ended {c.randint(0, 5)} to {c.randint(0, 5)} after goals in the"
        f" {c.randint(1, 45)} minute and the {c.randint(46, 90)} minute. {a} had {c.randint(20, 80)} percent of the ball and {c.randint(1, 25)}"
        f" shots, {b} had {c.randint(1, 25)} shots. {a} are now {c.randint(1, 20)} in the table with {c.randint(1, 90)} points, {b} have"
        f" {c.randint(1, 90)} points. The next match is on day {c.randint(1, 31)} of the month at {c.randint(12, 20)} o'clock."
    )


def exchange(c: random.Random) -> str:
    rates = ",".join(
        f"1{name}对人民币{c.uniform(0.05, 9.9):.4f}元"
        for name in ("美元", "欧元", "港元", "英镑", "澳大利亚元", "新西兰元", "加拿大元")
    )
    return (
        f"中国人民银行授权中国外汇交易中心公布,{c.randint(2018, 2024)}年{c.randint(1, 12)}月{c.randint(1, 28)}日银行间外汇市场人民币"
        f"汇率中间价为{rates}。"
    )


SERIES = (weather, market, lottery, tender, quake, football, exchange)


def link_of(archive: Archive, number: int) -> tuple[str, int | None]:
    """How the text of an article is linked to an older one, and what the article is a copy of."""
    with archive._db.reading() as db:
        row = db.execute(
            "SELECT text_links.kind, articles.copy_of FROM articles JOIN revisions ON revisions.article_id = articles.id"
            " LEFT JOIN text_links ON text_links.text_id = revisions.text_id WHERE articles.id = ?"
            " ORDER BY text_links.cover DESC",
            [number],
        ).fetchone()
    return row[0] or ("copy" if row[1] else ""), row[1]


def add(archive: Archive, url: str, text: str) -> int:
    return archive.add(Article(f"https://{url}", "bench", url, text)).article_id


def copies(folder: Path, corpus: Path, many: int) -> None:
    chance, pool = random.Random(3), texts(corpus)
    chosen = [(lang, t) for lang in LANGUAGES for t in _some(chance, pool.get(lang, []), many)]
    with Archive(folder / "copies.db") as archive:
        for number, (lang, text) in enumerate(chosen):
            add(archive, f"{lang}.example/{number}", text)
        print(f"{len(chosen)} texts in {len({lang for lang, _ in chosen})} languages\n{'edit':>24} found  copy")
        shares = []
        for edit in EDITS:
            found = [_found(archive, edit, chance, lang, n, text, chosen) for n, (lang, text) in enumerate(chosen)]
            linked, copied = sum(kind != "" for kind in found) / len(found), found.count("copy") / len(found)
            shares.append(linked)
            print(f"{edit.__name__:>24} {linked:5.3f} {copied:5.3f}")
        print(f"{'mean':>24} {sum(shares) / len(shares):5.3f}      least {min(shares):5.3f}")


def _some(chance: random.Random, pool: list[str], many: int) -> list[str]:
    long = [text for text in dict.fromkeys(pool) if len(text) >= 500]
    return chance.sample(long, min(many, len(long)))


def _found(
    archive: Archive, edit: Edit, chance: random.Random, lang: str, n: int, text: str, chosen: list[tuple[str, str]]
) -> str:
    """The edited text in an archive of all texts, tried and taken back: how is it linked to its own original?"""
    other = chance.choice([t for language, t in chosen if language == lang and t != text])
    edited = edit(chance, text, other)
    number = add(archive, f"{edit.__name__}.example/{n}", edited)
    with archive._db.reading() as db:
        rows = db.execute(
            "SELECT text_links.kind FROM text_links JOIN revisions AS ours ON ours.text_id = text_links.text_id"
            " JOIN revisions AS theirs ON theirs.text_id = of_text_id"
            " JOIN urls ON urls.id = (SELECT url_id FROM articles WHERE id = theirs.article_id)"
            " WHERE ours.article_id = ? AND theirs.article_id <> ? AND kind <> 'template'",
            [number, number],
        ).fetchall()
        exact = db.execute("SELECT copy_of FROM articles WHERE id = ?", [number]).fetchone()[0]
    kinds = {row[0] for row in rows}
    return "copy" if exact or "copy" in kinds else next(iter(kinds), "")


def series(folder: Path, many: int) -> None:
    print(f"\n{'series':>24} merged of {many}")
    for family in SERIES:
        chance = random.Random(5)
        with Archive(folder / f"{family.__name__}.db") as archive:
            for number in range(many):
                add(archive, f"{family.__name__}.example/{number}", family(chance))
            merged = archive.stats().rows["articles"] - archive.stats().rows["stories"]
        print(f"{family.__name__:>24} {merged / many:5.3f}")


def most_reprinted(folder: Path, corpus: Path) -> None:
    chance, pool = random.Random(9), texts(corpus)
    text, other = (t for t in _some(chance, pool["zh"], 2))
    gentle = [edit for edit in EDITS if edit not in (lead_only, within_another, most_sentences_edited)]
    with Archive(folder / "reprinted.db") as archive:
        add(archive, "first.example/", text)
        found = 0
        for number in range(500):
            edited = chance.choice(gentle)(chance, text, other) + f"\n转载于第{number}家网站。"
            archive_id = add(archive, f"copy.example/{number}", edited)
            found += link_of(archive, archive_id)[0] in ("copy", "excerpt", "includes")
    print(f"\n{'most reprinted':>24} {found} of 500 copies found")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpus", type=Path, default=CORPUS)
    options.add_argument("--texts", type=int, default=40, help="texts of each language")
    options.add_argument("--reports", type=int, default=300, help="reports of each series")
    options.add_argument("--stored", type=int, default=sketches.STORED, help="hashes a text")
    asked = options.parse_args()
    sketches.STORED = asked.stored
    with tempfile.TemporaryDirectory() as folder:
        copies(Path(folder), asked.corpus, asked.texts)
        series(Path(folder), asked.reports)
        most_reprinted(Path(folder), asked.corpus)


if __name__ == "__main__":
    main()
