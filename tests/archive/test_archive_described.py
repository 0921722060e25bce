"""What tables and columns mean is read off the schema's own comments."""

from newsarchive.archive import described


def test_every_table_is_described(archive):
    tables = described.tables()
    assert set(archive.stats().rows) | {"meta", "article_view", "article_search"} == set(tables)
    assert [name for name, table in tables.items() if not table.words] == []


def test_columns_are_described_by_their_comments_or_by_what_they_mean_everywhere():
    articles = described.tables()["articles"]
    assert articles.words == "One row a URL, as its current revision has it."
    assert articles.columns["revision"] == "number of the current revision"
    assert articles.columns["first_seen"] == "UTC, ISO 8601: when the archive saw it first"
    assert articles.columns["published_at"].endswith("with the publisher's offset")


def test_every_column_of_every_table_is_described(archive):
    with archive._db.reading() as db:
        for name, table in described.tables().items():
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({name})")]
            assert [column for column in columns if not table.columns.get(column)] == [], name
            assert set(table.columns) <= set(columns), name


def test_what_is_measured_in_bytes_says_so():
    assert described.tables()["visits"].units == {"bytes": "B", "warc_offset": "B", "warc_length": "B"}
    assert described.tables()["articles"].units == {}
