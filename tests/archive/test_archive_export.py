"""What is exported can be read by other tools, and says what the archive says."""

import csv
import dataclasses
import gzip
import io
import json
import re
import subprocess
import sys
import tracemalloc
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import feedparser
import pytest
from lxml import etree, html
from warcio.archiveiterator import ArchiveIterator

from newsarchive.archive import Archive, chain
from newsarchive.archive.export import entries, tables
from newsarchive.errors import NotAnArchive, NotInstalled, QueryError
from newsarchive.model import Attribution, Image

CHINA = timezone(timedelta(hours=8))
HOSTILE = '<script>alert(1)</script><p onclick="x()">Words <a href="javascript:x()">here</a><img src=x onerror=x()></p>'
SITE = "https://news.example"


@pytest.fixture
def kept(path, article, visit):
    """Four articles: a Chinese one with everything, a hostile one, an Arabic one, a copy with the first one's page."""
    with Archive(path) as archive:
        crawl = archive.begin("example")
        said = Attribution("reprint", "东方财富网", url="https://money.example/", evidence="来源:东方财富网")
        full = article(
            f"{SITE}/1", title="湖南:先进制造业", text="第一段。\nSecond.",
            html="<h2>第一段。</h2><ul><li>Second.</li></ul>",
            authors=("李明", "Jane Roe"), tags=("5G",), attribution=said, language="zh", published_precision="minute",
            published_at=datetime(2024, 8, 21, 9, 30, tzinfo=CHINA), images=(Image(f"{SITE}/1.jpg", "图"),),
            aliases=("https://m.news.example/1",),
        )  # fmt: skip
        archive.add(full, visit=archive.keep(visit(f"{SITE}/1", crawl, body=b"<p>kept page")))
        bad = article(
            f"{SITE}/2", title='=1+1\u202e"><script>x()</script>', text="*Words* # <b>here</b>\x0b", html=HOSTILE
        )
        archive.add(bad)
        archive.add(article(f"{SITE}/3", title="خبر", text="نص الخبر", language="ar"))
        copy = dataclasses.replace(full, url="https://paper.example/4", publisher="paper", aliases=())
        archive.add(copy, visit=archive.keep(visit(copy.url, crawl, body=b"<p>kept page")))
        archive.add(dataclasses.replace(full, title="湖南:更正"), visit=visit(f"{SITE}/1", crawl, body=b"edited"))
        archive.finish(crawl, "finished", {})
    return path


def export(path, out, kind, words="", **options):
    with Archive(path, readonly=True) as archive:
        return archive.upkeep.export(out, kind, words, **options)


def test_json_lines_say_everything(kept, tmp_path):
    assert export(kept, tmp_path / "a.jsonl", "jsonl") == 4
    first, second, *_ = map(json.loads, (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines())
    with Archive(kept, readonly=True) as archive:
        article, row = archive.get(1), next(archive.rows())
    for name in ("url", "title", "text", "html", "section", "completeness", "language", "publisher"):
        assert first[name] == getattr(article, name)
    assert (first["authors"], first["tags"], first["aliases"]) == (
        ["李明", "Jane Roe"],
        ["5G"],
        ["https://m.news.example/1"],
    )
    assert (first["published_at"], first["images"]) == ("2024-08-21T09:30:00+08:00", [[f"{SITE}/1.jpg", "图"]])
    assert (first["source"], first["source_evidence"], first["revision"]) == (row["source"], "来源:东方财富网", 2)
    assert second["text"] == "*Words* # <b>here</b>\x0b"


def test_every_field_is_in_the_table_of_the_docs(pytestconfig):
    page = (pytestconfig.rootpath / "docs/archive.md").read_text(encoding="utf-8")
    part = page[page.index("## Exporting") : page.index("## Backups")]
    assert [name for name in entries.FIELDS if f"`{name}`" not in part] == []


def test_history_gives_every_revision_with_a_chain_that_can_be_followed(kept, tmp_path):
    assert export(kept, tmp_path / "a.jsonl", "jsonl", history=True) == 5
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["revision"], row["title"]) for row in rows[:2]] == [
        (1, 1, "湖南:先进制造业"), (1, 2, "湖南:更正")
    ]  # fmt: skip
    assert len({row["chain"] for row in rows}) == 5
    assert len(bytes.fromhex(rows[0]["chain"])) == len(chain.begin(""))


def test_json_lines_come_back_as_the_articles_they_were(kept, tmp_path):
    export(kept, tmp_path / "a.jsonl", "jsonl", history=True)
    with Archive(tmp_path / "new" / "archive.db") as archive:
        assert archive.upkeep.take_lines(tmp_path / "a.jsonl").revisions == 5
        assert archive.upkeep.take_lines(tmp_path / "a.jsonl").revisions == 0
    export(tmp_path / "new" / "archive.db", tmp_path / "b.jsonl", "jsonl")
    export(kept, tmp_path / "a.jsonl", "jsonl")
    ours, theirs = (
        [json.loads(line) for line in (tmp_path / name).open(encoding="utf-8")] for name in ("a.jsonl", "b.jsonl")
    )
    beside = {"revision", "chain", "seen_at", "last_seen", "cause"}  # of the page that brought it, and who read it when
    for old, new in zip(ours, theirs, strict=True):
        assert {key: old[key] for key in old.keys() - beside} == {key: new[key] for key in old.keys() - beside}


def test_a_line_that_is_no_article_is_named(path, tmp_path):
    (tmp_path / "a.jsonl").write_text('{"url": "https://news.example/1"}\n')
    with Archive(path) as archive, pytest.raises(NotAnArchive, match="line 1 is no exported article"):
        archive.upkeep.take_lines(tmp_path / "a.jsonl")


def test_a_query_chooses(kept, tmp_path):
    assert export(kept, tmp_path / "a.jsonl", "jsonl", "湖南 publisher:paper") == 1
    assert export(kept, tmp_path / "a.jsonl", "jsonl", "source:东方财富网") == 2
    assert export(kept, tmp_path / "a.jsonl", "jsonl", "-湖南") == 2
    assert export(kept, tmp_path / "a.jsonl", "jsonl", limit=3) == 3
    with pytest.raises(QueryError):
        export(kept, tmp_path / "b.jsonl", "jsonl", '"open')
    assert [file.name for file in tmp_path.iterdir() if "jsonl" in file.name] == ["a.jsonl"]


def test_csv_comes_back_as_it_was_and_computes_nothing(kept, tmp_path):
    export(kept, tmp_path / "a.csv", "csv")
    body = (tmp_path / "a.csv").read_bytes()
    assert body.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows][:2] == ["湖南:更正", "'=1+1\u202e\"><script>x()</script>"]
    assert rows[0]["authors"] == "李明; Jane Roe"
    with Archive(kept, readonly=True) as archive:
        assert [row["text"].removeprefix("'") for row in rows] == [row["text"] for row in archive.rows()]


def test_every_cell_and_every_column_says_what_json_lines_say(kept, tmp_path):
    """Each value of CSV and of Parquet, put back into the form that it has in JSON Lines."""
    parquet = pytest.importorskip("pyarrow.parquet")
    for kind in ("jsonl", "csv", "parquet"):
        assert export(kept, tmp_path / f"a.{kind}", kind, history=True) == 5
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").open(encoding="utf-8")]
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    for row, cell, typed in zip(rows, cells, parquet.read_table(tmp_path / "a.parquet").to_pylist(), strict=True):
        assert set(row) == set(cell) == set(typed)
        for name, value in row.items():
            if not isinstance(value, list):
                assert unguarded(cell[name]) == ("" if value is None else str(value)), name
            elif name != "images":
                assert unguarded(cell[name]) == "; ".join(value), name
            as_typed = typed[name]
            if isinstance(as_typed, datetime):
                assert as_typed == datetime.fromisoformat(value), name
            elif name == "images":
                assert [[one["url"], one["caption"]] for one in as_typed] == value
            else:
                assert as_typed == value, name


def unguarded(cell):
    return cell[1:] if cell.startswith("'") else cell


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'=1", "'"])
def test_a_cell_that_would_be_computed_is_guarded_and_can_be_unguarded(cell):
    assert tables.guarded(cell) == "'" + cell
    assert tables.guarded("x" + cell) == "x" + cell


def test_parquet_has_types(kept, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    assert export(kept, tmp_path / "a.parquet", "parquet") == 4
    table = parquet.read_table(tmp_path / "a.parquet")
    assert str(table.schema.field("authors").type) == "list<element: string>"
    assert str(table.schema.field("dated").type).startswith("timestamp[")
    row = table.to_pylist()[0]
    assert (row["title"], row["authors"], row["copy_of"]) == ("湖南:更正", ["李明", "Jane Roe"], None)
    assert row["images"] == [{"url": f"{SITE}/1.jpg", "caption": "图"}]
    assert row["dated"].isoformat() == "2024-08-21T01:30:00+00:00"
    duckdb = pytest.importorskip("duckdb")
    counted = duckdb.sql(f"select publisher, count(*) from '{tmp_path}/a.parquet' group by 1 order by 1").fetchall()
    assert counted == [("example", 3), ("paper", 1)]


def test_the_recipes_of_the_docs_run(kept, tmp_path, monkeypatch, pytestconfig, capsys):
    page = (pytestconfig.rootpath / "docs/archive.md").read_text(encoding="utf-8")
    sql = re.findall(r'^    duckdb -c "([^"]*)"$', page, re.MULTILINE)[0]
    pandas, polars = re.findall(r'^    python -c "([^"]*)"$', page, re.MULTILINE)
    monkeypatch.chdir(tmp_path)
    pytest.importorskip("pyarrow")
    export(kept, tmp_path / "articles.parquet", "parquet")
    assert ("东方财富网", 2) in pytest.importorskip("duckdb").sql(sql).fetchall()
    pytest.importorskip("pandas")
    exec(pandas)
    assert "example    3" in capsys.readouterr().out
    pytest.importorskip("polars")
    exec(polars)
    assert re.search(r"example\s+┆ 3", capsys.readouterr().out)


def test_duckdb_reads_the_file_itself(kept, tmp_path, monkeypatch, pytestconfig):
    duckdb = pytest.importorskip("duckdb")
    package = pytest.importorskip("duckdb_extension_sqlite_scanner", reason="no package of this extension is made here")
    (extension,) = Path(package.__file__).parent.rglob("*.duckdb_extension")
    page = (pytestconfig.rootpath / "docs/archive.md").read_text(encoding="utf-8")
    attach, select = re.findall(r'^    duckdb -c "([^"]*)"$', page, re.MULTILINE)[1].split("; ")
    with duckdb.connect() as session:
        session.sql(f"LOAD '{extension}'")
        session.sql(attach.replace("data/archive.db", str(kept)))
        assert ("example", 3) in session.sql(select).fetchall()
        with Archive(kept, readonly=True) as archive:
            rows = archive.stats().rows
        for table in ("articles", "revisions", "texts", "urls", "visits", "article_view"):
            (many,) = session.sql(f"SELECT count(*) FROM archive.{table}").fetchone()
            assert many == rows.get(table, many) > 0


def test_a_search_is_a_frame(kept, pytestconfig, capsys):
    pytest.importorskip("pyarrow")
    with Archive(kept, readonly=True) as archive:
        table = archive.upkeep.table("source:东方财富网")
        assert archive.upkeep.table("-湖南 湖南").num_rows == 0
        assert archive.upkeep.table(history=True).num_rows == archive.stats().rows["revisions"]
    assert table.num_rows == 2
    assert set(pytest.importorskip("pandas").unique(table.to_pandas()["source"])) == {"东方财富网"}
    assert pytest.importorskip("polars").from_arrow(table).height == 2
    page = (pytestconfig.rootpath / "docs/python.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(from newsarchive import Archive\n\nwith [^`]*)```", page, re.MULTILINE)
    exec(code.replace("data/archive.db", str(kept)), {})
    assert "example" in capsys.readouterr().out


def test_without_pyarrow_it_says_what_to_install(kept, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(NotInstalled, match=r"pip install 'newsarchive\[parquet\]'"):
        export(kept, tmp_path / "a.parquet", "parquet")


def test_a_warc_has_the_pages_with_what_they_refer_to(kept, tmp_path):
    assert export(kept, tmp_path / "a.warc.gz", "warc", "publisher:paper") == 1
    with (tmp_path / "a.warc.gz").open("rb") as file:
        found = [
            (record.rec_type, record.rec_headers.get_header("WARC-Target-URI")) for record in ArchiveIterator(file)
        ]
    assert found == [
        ("warcinfo", None), ("response", f"{SITE}/1"), ("request", f"{SITE}/1"),
        ("revisit", "https://paper.example/4"), ("request", "https://paper.example/4"),
    ]  # fmt: skip
    check = subprocess.run([sys.executable, "-m", "warcio.cli", "check", tmp_path / "a.warc.gz"], check=False)
    assert check.returncode == 0


def test_a_wacz_is_a_package_whose_index_leads_to_its_records(kept, tmp_path):
    export(kept, tmp_path / "a.wacz", "wacz")
    with zipfile.ZipFile(tmp_path / "a.wacz") as package:
        assert package.testzip() is None
        described = json.loads(package.read("datapackage.json"))
        assert described["wacz_version"] == "1.1.1"
        for resource in described["resources"]:
            assert len(package.read(resource["path"])) == resource["bytes"]
        lines = gzip.decompress(package.read("indexes/index.cdx.gz")).decode().splitlines()
        warc = package.read("archive/data.warc.gz")
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
    assert [line.split(" ", 1)[0] for line in lines] == ["example,news)/1", "example,paper)/4"]
    assert [page.get("url") for page in pages] == [
        None,
        f"{SITE}/1",
        f"{SITE}/2",
        f"{SITE}/3",
        "https://paper.example/4",
    ]
    for line in lines:
        about = json.loads(line.split(" ", 2)[2])
        start, length = int(about["offset"]), int(about["length"])
        record = next(ArchiveIterator(io.BytesIO(warc[start : start + length])))
        assert record.rec_headers.get_header("WARC-Target-URI") == about["url"]


def test_an_atom_feed_is_read_by_feed_readers(kept, tmp_path):
    export(kept, tmp_path / "a.atom", "atom", title="News & more")
    feed = feedparser.parse(str(tmp_path / "a.atom"))
    assert (feed.bozo, feed.feed.title, len(feed.entries)) == (False, "News & more", 4)
    entry = next(entry for entry in feed.entries if entry.link == f"{SITE}/1")
    assert (entry.title, [author.name for author in entry.authors]) == ("湖南:更正", ["李明", "Jane Roe"])
    assert entry.published == "2024-08-21T09:30:00+08:00"
    root = etree.parse(tmp_path / "a.atom").getroot()
    for entry in root.findall("{*}entry"):
        assert {etree.QName(child).localname for child in entry} >= {"id", "title", "updated", "author", "content"}


def test_a_json_feed_is_one(kept, tmp_path):
    export(kept, tmp_path / "a.json", "jsonfeed", limit=2)
    feed = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert (feed["version"], len(feed["items"])) == ("https://jsonfeed.org/version/1.1", 2)
    assert all(item["id"] and item["content_html"] and "script" not in item["content_html"] for item in feed["items"])


def test_markdown_has_front_matter_and_words_that_stay_words(kept, tmp_path):
    export(kept, tmp_path / "notes", "markdown")
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "notes").rglob("*.md")}
    assert len(files) == 4
    first = next(words for name, words in files.items() if name.startswith("1-湖南"))
    assert 'source: "东方财富网"' in first
    assert first.endswith("# 湖南:更正\n\n## 第一段。\n\n- Second.\n")
    hostile = next(words for name, words in files.items() if name.startswith("2-"))
    assert "<script>" not in hostile.split("---")[2]


FIGURE = (
    f'<p>First.</p>\n<figure><img src="{SITE}/1.jpg" alt="Two &gt; &quot;one&quot;"><figcaption>In *May*.</figcaption>'
    f'</figure>\n<p>Second.</p>\n<figure><img src="{SITE}/2.jpg" alt=""></figure>'
)


@pytest.fixture
def pictured(path, article):
    """An article with two pictures in its text."""
    with Archive(path) as archive:
        archive.add(article(f"{SITE}/1", text="First.\nSecond.", html=FIGURE))
    return path


def test_pictures_of_a_text_are_links_where_they_stand_in_markdown(pictured, tmp_path):
    export(pictured, tmp_path / "notes", "markdown")
    (note,) = (tmp_path / "notes").rglob("*.md")
    assert note.read_text(encoding="utf-8").split("\n\n")[2:] == [
        "First.",
        f'[Two > "one"](<{SITE}/1.jpg>)',
        "In \\*May\\*.",
        "Second.",
        f"[{SITE}/2.jpg](<{SITE}/2.jpg>)\n",
    ]


def test_pictures_of_a_text_are_links_in_a_site(pictured, tmp_path):
    export(pictured, tmp_path / "site", "site")
    page = html.fromstring(documents(tmp_path / "site")["articles/0/1.html"])
    assert [(one[0].get("href"), one[0].text, len(one)) for one in page.iter("figure")] == [
        (f"{SITE}/1.jpg", 'Two > "one"', 2),
        (f"{SITE}/2.jpg", f"{SITE}/2.jpg", 1),
    ]
    assert page.xpath("//img") == []


def documents(folder):
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_a_site_needs_no_server_and_leads_to_every_article(kept, tmp_path):
    assert export(kept, tmp_path / "site", "site", title="What was said") == 4
    pages = documents(tmp_path / "site")
    assert sorted(pages) == [*(f"articles/0/{number}.html" for number in (1, 2, 3, 4)), "index.html"]
    listed = html.fromstring(pages["index.html"]).xpath("//ol[@class='articles']/li/a/@href")
    assert sorted(listed) == sorted(pages)[:-1]
    for place, words in pages.items():
        for link in html.fromstring(words).xpath("//link/@href | //script/@src"):
            assert ((tmp_path / "site" / place).parent / link).resolve().is_file()


def test_nothing_in_a_site_acts_or_is_loaded_from_elsewhere(kept, tmp_path):
    export(kept, tmp_path / "site", "site")
    for place, words in documents(tmp_path / "site").items():
        page = html.fromstring(words)
        assert page.xpath("//script/@src") == (["search.js"] if place == "index.html" else [])
        assert page.xpath("//script[not(@src)] | //img | //iframe | //style | //@style | //@onclick | //@onerror") == []
        assert all(link.startswith(("http", "articles/", "../", "index", "list/")) for link in page.xpath("//a/@href"))
        policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "\u202e" not in words


def test_scripts_are_set_as_they_are_written(kept, tmp_path):
    export(kept, tmp_path / "site", "site")
    pages = documents(tmp_path / "site")
    assert '<article lang="zh" dir="auto">' in pages["articles/0/1.html"]
    assert '<article lang="ar" dir="rtl">' in pages["articles/0/3.html"]


def test_the_search_of_a_site_is_in_scripts_that_say_what_the_articles_say(kept, tmp_path):
    export(kept, tmp_path / "site", "site")
    shelf = (tmp_path / "site" / "search" / "1.js").read_text(encoding="utf-8")
    rows = json.loads(re.sub(r",\n\]\);\n$", "]", shelf.removeprefix("shelf(")))
    assert rows[0][:2] == ["articles/0/1.html", "湖南:更正"]
    assert {"东方财富网", "李明, Jane Roe"} <= set(rows[0][2].split(" · "))
    assert 'data-shelves="1"' in documents(tmp_path / "site")["index.html"]


def test_a_long_list_is_cut_into_pages(path, article, tmp_path):
    with Archive(path) as archive:
        for number in range(230):
            archive.add(article(f"{SITE}/{number}", text=f"第{number}条"))
    export(path, tmp_path / "site", "site")
    pages = documents(tmp_path / "site")
    assert {"index.html", "list/2.html", "list/3.html"} <= set(pages)
    listed = [link for name in ("index.html", "list/2.html", "list/3.html")
              for link in html.fromstring(pages[name]).xpath("//ol[@class='articles']/li/a/@href")]  # fmt: skip
    assert len(set(listed)) == 230
    assert html.fromstring(pages["list/2.html"]).xpath("//nav/a[@rel]/@href") == ["../index.html", "../list/3.html"]


def test_a_folder_with_other_peoples_files_is_not_replaced(kept, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    with pytest.raises(ValueError, match="not exported"):
        export(kept, tmp_path / "mine", "site")
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"
    export(kept, tmp_path / "site", "site")
    export(kept, tmp_path / "site", "site", "publisher:paper")
    assert sorted(documents(tmp_path / "site")) == ["articles/0/4.html", "index.html"]


def test_memory_stays_flat(path, article, tmp_path):
    with Archive(path) as archive:
        for number in range(900):
            words = " ".join(f"{number}x{place}" for place in range(150))
            archive.add(article(f"{SITE}/{number}", text=words))

    def peak(limit):
        tracemalloc.start()
        export(path, tmp_path / "a.jsonl", "jsonl", limit=limit)
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    assert peak(900) < 1.5 * peak(300)
