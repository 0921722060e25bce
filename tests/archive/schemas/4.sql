-- An archive of schema 4 as newsarchive 0.1.0 wrote it: its schema, and the rows of a few articles.

PRAGMA application_id = 1315009123;
PRAGMA user_version = 4;
BEGIN;
-- The news archive. An article is a URL, a text is what it says, a story is what several texts tell.
-- Every statement is STRICT and valid on stock SQLite 3.37+; nothing here needs our code to be read.
-- Times end in Z (UTC), but published_at and updated_at, which keep the publisher's own offset.

-- What this file is: schema_version, segmenter_version, sketch_version, created_by, created_at.
CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- One run of a spider.
CREATE TABLE crawls (
  id           INTEGER PRIMARY KEY,
  spider       TEXT NOT NULL,
  started_at   TEXT NOT NULL CHECK (datetime(started_at) IS NOT NULL),
  finished_at  TEXT CHECK (finished_at IS NULL OR datetime(finished_at) IS NOT NULL),
  status       TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'finished', 'stopped', 'crashed')),
  process      TEXT NOT NULL,                -- host, process id and its start: who holds the crawl while it runs
  code_version TEXT NOT NULL,
  settings     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),
  stats        TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(stats)),
  books        TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(books)),  -- what became of its URLs, as it ended
  CHECK ((status = 'running') = (finished_at IS NULL))
) STRICT;
CREATE INDEX crawls_running ON crawls (status) WHERE status = 'running';
-- Who publishes at a URL.
CREATE TABLE publishers (
  id       INTEGER PRIMARY KEY,
  slug     TEXT NOT NULL UNIQUE CHECK (slug <> ''),
  name     TEXT NOT NULL CHECK (name <> ''),
  home     TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  country  TEXT NOT NULL DEFAULT ''
) STRICT;
-- Who a text is credited to: 东方财富网, Reuters.
CREATE TABLE sources (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE CHECK (name <> '' AND trim(name) = name),
  publisher_id INTEGER REFERENCES publishers (id)   -- if it is a publisher that we know
) STRICT;
CREATE INDEX sources_publisher ON sources (publisher_id) WHERE publisher_id IS NOT NULL;
-- Every spelling in which a source was credited; those that differ in widths, marks or script alone are one source.
CREATE TABLE source_names (
  name      TEXT PRIMARY KEY CHECK (name <> ''),
  name_key  TEXT NOT NULL,                   -- letters and digits alone, case, width and script folded
  source_id INTEGER NOT NULL REFERENCES sources (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_names_key ON source_names (name_key);
CREATE INDEX source_names_source ON source_names (source_id);
-- The WARC files that hold what servers sent.
CREATE TABLE warc_files (
  id        INTEGER PRIMARY KEY,
  path      TEXT NOT NULL UNIQUE,            -- relative to the folder of this database
  crawl_id  INTEGER REFERENCES crawls (id),
  process   TEXT NOT NULL,                   -- who writes it until it is sealed
  opened_at TEXT NOT NULL CHECK (datetime(opened_at) IS NOT NULL),
  sealed_at TEXT CHECK (sealed_at IS NULL OR datetime(sealed_at) IS NOT NULL),
  bytes     INTEGER,                         -- its size when it was sealed
  sha256    BLOB CHECK (length(sha256) = 32),   -- of the whole file as it was sealed; NULL: sealed before there was one
  CHECK ((sealed_at IS NULL) = (bytes IS NULL))
) STRICT;
CREATE INDEX warc_files_open ON warc_files (sealed_at) WHERE sealed_at IS NULL;
-- Every URL that was offered, asked for, or named as another one's.
CREATE TABLE urls (
  id             INTEGER PRIMARY KEY,
  url            TEXT NOT NULL UNIQUE CHECK (url GLOB 'http://?*' OR url GLOB 'https://?*'),  -- canonical form
  url_key        TEXT NOT NULL,              -- without scheme, www. and the query's order: spellings of one URL meet
  host           TEXT NOT NULL,
  role           TEXT NOT NULL DEFAULT 'page' CHECK (role IN ('page', 'list', 'feed', 'sitemap')),
  alias_of       INTEGER REFERENCES urls (id) CHECK (alias_of <> id),   -- redirect, mobile, AMP, rel=canonical, spelling
  state          TEXT CHECK (state IN ('pending', 'added', 'revised', 'unchanged', 'alias', 'filtered', 'failed')),
  reason         TEXT NOT NULL DEFAULT '',   -- why it was filtered or failed
  tries          INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),  -- failures since it last answered
  etag           TEXT NOT NULL DEFAULT '',
  last_modified  TEXT NOT NULL DEFAULT '',
  publisher_id   INTEGER REFERENCES publishers (id),
  link_title     TEXT NOT NULL DEFAULT '',   -- the words of the link that offered it
  link_published TEXT NOT NULL DEFAULT '',   -- the date beside that link, as printed
  link_via       TEXT CHECK (link_via IN ('list', 'feed', 'sitemap', 'page', 'seed')),
  link_form      TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(link_form)),  -- fields to POST
  found_on       TEXT NOT NULL DEFAULT '',   -- URL of the page that offered it
  offered_in     INTEGER REFERENCES crawls (id),   -- the last crawl that offered it
  settled_in     INTEGER REFERENCES crawls (id),   -- the last crawl that learnt what became of it
  due_at         TEXT CHECK (due_at IS NULL OR datetime(due_at) IS NOT NULL),  -- when it is next worth asking for
  walked_at      TEXT CHECK (walked_at IS NULL OR datetime(walked_at) IS NOT NULL),  -- of a list: last followed to its end
  CHECK (state IS NOT 'alias' OR alias_of IS NOT NULL),
  CHECK (offered_in IS NULL OR state IS NOT NULL)
) STRICT;
CREATE INDEX urls_key ON urls (url_key);
CREATE INDEX urls_alias ON urls (alias_of) WHERE alias_of IS NOT NULL;
CREATE INDEX urls_offered ON urls (offered_in, state) WHERE offered_in IS NOT NULL;
CREATE INDEX urls_pending ON urls (publisher_id) WHERE state = 'pending';
CREATE INDEX urls_missing ON urls (publisher_id, state, reason)  -- offered, and no article: to be counted
  WHERE state IN ('failed', 'filtered') AND alias_of IS NULL AND offered_in IS NOT NULL;
CREATE INDEX urls_due ON urls (publisher_id, due_at) WHERE due_at IS NOT NULL;
-- Which URLs are handed out to another machine, and till when.
CREATE TABLE leases (
  url_id   INTEGER PRIMARY KEY REFERENCES urls (id),
  crawl_id INTEGER NOT NULL REFERENCES crawls (id),
  errand   TEXT NOT NULL DEFAULT '',         -- what it went out with; '': it waits to be sent; 'left': till the next crawl
  until    TEXT CHECK (until IS NULL OR datetime(until) IS NOT NULL),
  losses   INTEGER NOT NULL DEFAULT 0 CHECK (losses >= 0),   -- errands that broke off with it
  CHECK ((until IS NULL) = (errand IN ('', 'left')))
) STRICT;
CREATE INDEX leases_crawl ON leases (crawl_id, errand);
-- Every request and what came of it: also 304, 404 and timeouts.
CREATE TABLE visits (
  id          INTEGER PRIMARY KEY,
  crawl_id    INTEGER REFERENCES crawls (id),
  url_id      INTEGER NOT NULL REFERENCES urls (id),
  at          TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
  method      TEXT NOT NULL DEFAULT 'GET',
  status      INTEGER CHECK (status BETWEEN 100 AND 999),
  error       TEXT,                          -- why no answer came: timeout, dns, refused, reset …
  bytes       INTEGER NOT NULL DEFAULT 0,    -- of the body, as sent
  digest      BLOB CHECK (length(digest) = 20),   -- SHA-1 of the body as sent, as WARC has it; NULL without a body
  warc_id     INTEGER REFERENCES warc_files (id),
  warc_offset INTEGER CHECK (warc_offset >= 0),
  warc_length INTEGER CHECK (warc_length > 0),
  rights      TEXT NOT NULL DEFAULT '' CHECK (rights = '' OR json_valid(rights)),  -- what the answer said of its use
  CHECK ((status IS NULL) <> (error IS NULL)),
  CHECK ((warc_id IS NULL) = (warc_offset IS NULL) AND (warc_id IS NULL) = (warc_length IS NULL))
) STRICT;
CREATE INDEX visits_url ON visits (url_id, at);
CREATE INDEX visits_digest ON visits (digest) WHERE digest IS NOT NULL;
CREATE INDEX visits_warc ON visits (warc_id, warc_offset) WHERE warc_id IS NOT NULL;
-- Each distinct text once.
CREATE TABLE texts (
  id     INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),   -- of the text in UTF-8
  text   TEXT NOT NULL CHECK (text <> '')                    -- paragraphs, one a line
) STRICT;
-- What near copies of a text are found by: some of its shingles. Only the first text of a group of copies has a sketch.
CREATE TABLE sketches (
  hash    INTEGER NOT NULL,
  text_id INTEGER NOT NULL REFERENCES texts (id),
  PRIMARY KEY (hash, text_id)
) STRICT, WITHOUT ROWID;
-- What a text is to an older one, as far as it was found: verified on the texts themselves.
CREATE TABLE text_links (
  text_id    INTEGER NOT NULL REFERENCES texts (id),
  of_text_id INTEGER NOT NULL REFERENCES texts (id) CHECK (of_text_id < text_id),
  kind       TEXT NOT NULL CHECK (kind IN ('copy', 'excerpt', 'includes', 'template')),
  cover      REAL NOT NULL CHECK (cover BETWEEN 0 AND 1),      -- the share of the text that stands in the older one
  of_cover   REAL NOT NULL CHECK (of_cover BETWEEN 0 AND 1),   -- the share of the older one that stands in the text
  PRIMARY KEY (text_id, of_text_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX text_links_of ON text_links (of_text_id);
-- What several texts tell: an article and its copies.
CREATE TABLE stories (
  id               INTEGER PRIMARY KEY,
  first_article_id INTEGER NOT NULL REFERENCES articles (id)
) STRICT;
-- One row a URL, as its current revision has it.
CREATE TABLE articles (
  id            INTEGER PRIMARY KEY,
  url_id        INTEGER NOT NULL UNIQUE REFERENCES urls (id),
  publisher_id  INTEGER NOT NULL REFERENCES publishers (id),
  story_id      INTEGER NOT NULL REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
  copy_of       INTEGER REFERENCES articles (id) CHECK (copy_of <> id),   -- the first article of its story
  revision      INTEGER NOT NULL CHECK (revision >= 1),                   -- number of the current revision
  title         TEXT NOT NULL CHECK (title <> ''),
  language      TEXT NOT NULL DEFAULT '',
  source_id     INTEGER REFERENCES sources (id),
  published_at  TEXT CHECK (published_at IS NULL OR published_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  dated         TEXT NOT NULL,               -- published_at in UTC, or first_seen where nobody tells: to sort by
  first_seen    TEXT NOT NULL CHECK (datetime(first_seen) IS NOT NULL),
  last_seen     TEXT NOT NULL CHECK (datetime(last_seen) IS NOT NULL AND last_seen >= first_seen),
  presence      TEXT NOT NULL DEFAULT 'here' CHECK (presence IN ('here', 'missing', 'gone', 'moved', 'blocked')),
  presence_since TEXT CHECK (presence_since IS NULL OR datetime(presence_since) IS NOT NULL),  -- NULL: since first_seen
  CHECK (published_at IS NULL OR datetime(published_at) IS NOT NULL),
  CHECK (dated = coalesce(strftime('%Y-%m-%dT%H:%M:%SZ', published_at), first_seen)),
  FOREIGN KEY (id, revision) REFERENCES revisions (article_id, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX articles_dated ON articles (dated);
CREATE INDEX articles_publisher ON articles (publisher_id, dated);
CREATE INDEX articles_story ON articles (story_id);
CREATE INDEX articles_copy ON articles (copy_of) WHERE copy_of IS NOT NULL;
CREATE INDEX articles_absent ON articles (presence) WHERE presence <> 'here';
-- What an article said, each time that it changed. Rows are added, never changed.
CREATE TABLE revisions (
  id               INTEGER PRIMARY KEY,
  article_id       INTEGER NOT NULL REFERENCES articles (id),
  number           INTEGER NOT NULL CHECK (number >= 1),
  seen_at          TEXT NOT NULL CHECK (datetime(seen_at) IS NOT NULL),
  visit_id         INTEGER REFERENCES visits (id),       -- the visit that brought it; NULL: it came from elsewhere
  cause            TEXT NOT NULL CHECK (cause IN ('first', 'publisher', 'extractor')),  -- who changed it
  extractor        TEXT NOT NULL,                        -- version of the code that read the page
  title            TEXT NOT NULL CHECK (title <> ''),
  text_id          INTEGER NOT NULL REFERENCES texts (id),
  body_html        BLOB,                                 -- zlib of the HTML; NULL: a <p> around each paragraph
  authors          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(authors)),
  editors          TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(editors)),
  source_id        INTEGER REFERENCES sources (id),
  source_kind      TEXT NOT NULL DEFAULT 'unknown' CHECK (source_kind IN ('original', 'reprint', 'wire', 'unknown')),
  source_name      TEXT NOT NULL DEFAULT '',             -- as the page has it
  source_publisher TEXT NOT NULL DEFAULT '',             -- slug, if it is a publisher that we know
  source_url       TEXT NOT NULL DEFAULT '',
  source_evidence  TEXT NOT NULL DEFAULT '',             -- the words that the source rests on
  source_chain     TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(source_chain)),
  published_at     TEXT CHECK (published_at IS NULL OR datetime(published_at) IS NOT NULL),
  precision        TEXT NOT NULL DEFAULT 'none' CHECK (precision IN ('second', 'minute', 'hour', 'day', 'month', 'none')),
  updated_at       TEXT CHECK (updated_at IS NULL OR datetime(updated_at) IS NOT NULL),
  language         TEXT NOT NULL DEFAULT '',
  section          TEXT NOT NULL DEFAULT '',
  tags             TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  images           TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(images)),      -- [[url, caption], …]
  completeness     TEXT NOT NULL DEFAULT 'complete'
                   CHECK (completeness IN ('complete', 'paywalled', 'truncated', 'script-built', 'part')),
  origins          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(origins)),     -- which reader gave each field
  edits            TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(edits)),       -- of what classes the change is
  chain            BLOB CHECK (length(chain) = 32),      -- SHA-256 over this revision and the chain of the one before
  reread_id        INTEGER REFERENCES rereads (id),      -- the reading of kept pages that brought it
  UNIQUE (article_id, number)
) STRICT;
CREATE INDEX revisions_text ON revisions (text_id);
CREATE INDEX revisions_stated ON revisions (article_id, number, source_kind, section, completeness);  -- to be counted
CREATE INDEX revisions_later ON revisions (seen_at) WHERE number > 1;
CREATE INDEX revisions_reread ON revisions (reread_id) WHERE reread_id IS NOT NULL;
-- One reading of kept pages with the extractor of that day.
CREATE TABLE rereads (
  id          INTEGER PRIMARY KEY,
  started_at  TEXT NOT NULL CHECK (datetime(started_at) IS NOT NULL),
  finished_at TEXT CHECK (finished_at IS NULL OR datetime(finished_at) IS NOT NULL),
  status      TEXT NOT NULL DEFAULT 'running' CHECK (status IN ('running', 'finished', 'undone', 'crashed')),
  extractor   TEXT NOT NULL,                 -- version of the code that read
  settings    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(settings)),  -- which pages, which fields
  counts      TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(counts)),    -- pages read, fields that differ
  CHECK ((status = 'running') = (finished_at IS NULL))
) STRICT;
-- What people changed about sources: two that are one, another name for one.
CREATE TABLE source_changes (
  id        INTEGER PRIMARY KEY,
  at        TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
  action    TEXT NOT NULL CHECK (action IN ('merge', 'rename')),
  details   TEXT NOT NULL CHECK (json_valid(details)),   -- enough to undo it
  undone_at TEXT CHECK (undone_at IS NULL OR datetime(undone_at) IS NOT NULL)
) STRICT;
-- What was taken out of the archive, and why: all that is left of it.
CREATE TABLE redactions (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
  url     TEXT NOT NULL,
  reason  TEXT NOT NULL CHECK (reason <> ''),
  details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))        -- digests of what was taken away
) STRICT;
CREATE INDEX redactions_url ON redactions (url);
-- Other archives that were joined into this one, and what came of it.
CREATE TABLE merges (
  id      INTEGER PRIMARY KEY,
  at      TEXT NOT NULL CHECK (datetime(at) IS NOT NULL),
  other   TEXT NOT NULL CHECK (other <> ''),             -- the file, as it was named
  details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details))        -- counts; old ends of chains that were woven anew
) STRICT;
-- Each time that a publisher was to be visited: planned, running, and what came of it.
CREATE TABLE runs (
  id         INTEGER PRIMARY KEY,
  publisher  TEXT NOT NULL CHECK (publisher <> ''),      -- slug
  manner     TEXT NOT NULL CHECK (manner <> ''),         -- news, backfill, recheck
  planned_at TEXT NOT NULL CHECK (datetime(planned_at) IS NOT NULL),
  started_at TEXT CHECK (started_at IS NULL OR datetime(started_at) IS NOT NULL),
  ended_at   TEXT CHECK (ended_at IS NULL OR datetime(ended_at) IS NOT NULL),
  status     TEXT NOT NULL DEFAULT 'planned'
             CHECK (status IN ('planned', 'running', 'finished', 'stopped', 'failed', 'crashed', 'skipped')),
  crawl_id   INTEGER REFERENCES crawls (id),
  health     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(health)),     -- what was odd about it
  CHECK (status <> 'planned' OR started_at IS NULL),
  CHECK ((status IN ('planned', 'running')) = (ended_at IS NULL))
) STRICT;
CREATE INDEX runs_publisher ON runs (publisher, planned_at);
CREATE INDEX runs_open ON runs (planned_at) WHERE ended_at IS NULL;
-- Images and attachments that articles show, each payload once.
CREATE TABLE media (
  id       INTEGER PRIMARY KEY,
  url_id   INTEGER NOT NULL REFERENCES urls (id),
  kind     TEXT NOT NULL CHECK (kind IN ('image', 'attachment')),
  digest   BLOB NOT NULL CHECK (length(digest) = 20),    -- SHA-1 of the payload, as in visits
  visit_id INTEGER NOT NULL REFERENCES visits (id),      -- the visit that brought it
  UNIQUE (url_id, digest)
) STRICT;
CREATE INDEX media_digest ON media (digest);
CREATE INDEX media_visit ON media (visit_id);
-- Which revision shows which of them.
CREATE TABLE article_media (
  article_id INTEGER NOT NULL,
  revision   INTEGER NOT NULL,               -- number of the revision
  media_id   INTEGER NOT NULL REFERENCES media (id),
  caption    TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (article_id, revision, media_id),
  FOREIGN KEY (article_id, revision) REFERENCES revisions (article_id, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_media_media ON article_media (media_id);
-- Questions that somebody wants to be told new answers to.
CREATE TABLE watches (
  id              INTEGER PRIMARY KEY,
  query           TEXT NOT NULL CHECK (query <> ''),     -- in the language of searches
  created_at      TEXT NOT NULL CHECK (datetime(created_at) IS NOT NULL),
  seen_article_id INTEGER NOT NULL DEFAULT 0,            -- answers up to this article were told
  action          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(action)) -- what to do with a new one
) STRICT;
-- Full-text search: rowid is the article's id. Runs of Han, kana, Hangul, Thai … stand in it as pairs of characters.
-- Marks (Mn, Mc) belong to words: Hindi and Thai would fall apart without them. FTS5 writes the number of a column down
-- with every word, but for the first one: the body stands first, since it has most of them. Filters of a query are
-- terms of the column facets, which begin with a private character (U+E001).
CREATE VIRTUAL TABLE article_search USING fts5(
  body, title, byline, facets, content='', tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'");
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (1, 'newsarchive', 'first', '2026-11-23 00:00:34.130546+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (2, 'newsarchive', 'second', '2026-11-27 11:46:57.525715+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (3, 'newsarchive', 'third', '2026-11-27 14:48:45.638933+00:00');
INSERT INTO _sqlite_migrations (id, migration_set, name, applied_at) VALUES (4, 'newsarchive', 'fourth', '2026-11-27 15:27:30.385808+00:00');
INSERT INTO articles (id, url_id, publisher_id, story_id, copy_of, revision, title, language, source_id, published_at, dated, first_seen, last_seen, presence, presence_since) VALUES (1, 2, 1, 1, NULL, 2, '湖南:先进制造业(更新)', 'zh', 1, '2024-08-20T09:30:00+08:00', '2024-08-20T01:30:00Z', '2024-08-21T12:00:00Z', '2024-08-21T12:00:00Z', 'here', NULL);
INSERT INTO articles (id, url_id, publisher_id, story_id, copy_of, revision, title, language, source_id, published_at, dated, first_seen, last_seen, presence, presence_since) VALUES (2, 5, 2, 1, 1, 1, '转载', 'zh', 1, NULL, '2024-08-21T12:00:00Z', '2024-08-21T12:00:00Z', '2024-08-21T12:00:00Z', 'here', NULL);
INSERT INTO articles (id, url_id, publisher_id, story_id, copy_of, revision, title, language, source_id, published_at, dated, first_seen, last_seen, presence, presence_since) VALUES (3, 6, 2, 2, NULL, 1, 'Élan', 'en', NULL, NULL, '2024-08-21T12:00:00Z', '2024-08-21T12:00:00Z', '2024-08-21T12:00:00Z', 'here', NULL);
INSERT INTO crawls (id, spider, started_at, finished_at, status, process, code_version, settings, stats, books) VALUES (1, 'example', '2026-11-23T00:00:34Z', '2026-11-23T00:00:34Z', 'finished', 'host:1:1', '0.1.0', '{"CLOSESPIDER_ITEMCOUNT": 3}', '{"item_scraped_count": 3}', '{"offered": 3, "added": 2, "revised": 0, "unchanged": 0, "aliases": 0, "filtered": 0, "failed": 1, "pending": 0, "copies": 0, "reasons": {"failed/404": 1}}');
INSERT INTO meta (key, value) VALUES ('created_at', '2026-11-23T00:00:34Z');
INSERT INTO meta (key, value) VALUES ('created_by', '0.1.0');
INSERT INTO meta (key, value) VALUES ('schema_version', '4');
INSERT INTO meta (key, value) VALUES ('segmenter_version', '3');
INSERT INTO meta (key, value) VALUES ('sketch_version', '3');
INSERT INTO publishers (id, slug, name, home, language, country) VALUES (1, 'example', 'example', '', '', '');
INSERT INTO publishers (id, slug, name, home, language, country) VALUES (2, 'paper', 'paper', '', '', '');
INSERT INTO revisions (id, article_id, number, seen_at, visit_id, cause, extractor, title, text_id, body_html, authors, editors, source_id, source_kind, source_name, source_publisher, source_url, source_evidence, source_chain, published_at, precision, updated_at, language, section, tags, images, completeness, origins, edits, chain, reread_id) VALUES (1, 1, 1, '2024-08-21T12:00:00Z', 2, 'first', '0.1.0', '湖南:先进制造业', 1, NULL, '["李明","Jane Roe"]', '[]', 1, 'reprint', '东方财富网', '', '', '来源:东方财富网', '[]', '2024-08-20T09:30:00+08:00', 'minute', NULL, 'zh', '', '[]', '[["https://news.example/1.png","图"]]', 'complete', '{"title":"heading"}', '[]', X'9CD6C81414E9D1F7158CB2B1F64E6B9F78A310E788835799EB66B8AEE874AB5D', NULL);
INSERT INTO revisions (id, article_id, number, seen_at, visit_id, cause, extractor, title, text_id, body_html, authors, editors, source_id, source_kind, source_name, source_publisher, source_url, source_evidence, source_chain, published_at, precision, updated_at, language, section, tags, images, completeness, origins, edits, chain, reread_id) VALUES (2, 1, 2, '2024-08-21T12:00:00Z', 3, 'publisher', '0.1.0', '湖南:先进制造业(更新)', 1, NULL, '["李明","Jane Roe"]', '[]', 1, 'reprint', '东方财富网', '', '', '来源:东方财富网', '[]', '2024-08-20T09:30:00+08:00', 'minute', NULL, 'zh', '', '[]', '[["https://news.example/1.png","图"]]', 'complete', '{"title":"heading"}', '[]', X'05E64A94F7296977155F50CBDFE1283E38962CEEF2F1DB1522597F947452144B', NULL);
INSERT INTO revisions (id, article_id, number, seen_at, visit_id, cause, extractor, title, text_id, body_html, authors, editors, source_id, source_kind, source_name, source_publisher, source_url, source_evidence, source_chain, published_at, precision, updated_at, language, section, tags, images, completeness, origins, edits, chain, reread_id) VALUES (3, 2, 1, '2024-08-21T12:00:00Z', NULL, 'first', '0.1.0', '转载', 2, NULL, '[]', '[]', 1, 'reprint', '東方財富網', '', '', '来源:東方財富網', '[]', NULL, 'none', NULL, 'zh', '', '[]', '[]', 'complete', '{}', '[]', X'6ADE25D4489B3EDF77874DC1BE43907D25257091C7FB72450689360961A87DF7', NULL);
INSERT INTO revisions (id, article_id, number, seen_at, visit_id, cause, extractor, title, text_id, body_html, authors, editors, source_id, source_kind, source_name, source_publisher, source_url, source_evidence, source_chain, published_at, precision, updated_at, language, section, tags, images, completeness, origins, edits, chain, reread_id) VALUES (4, 3, 1, '2024-08-21T12:00:00Z', 4, 'first', '0.1.0', 'Élan', 3, NULL, '[]', '[]', NULL, 'unknown', '', '', '', '', '[]', NULL, 'none', NULL, 'en', '', '[]', '[]', 'complete', '{}', '[]', X'568F3A4DEB237EBFB7273AEA28252D8994A95401505E304822827B917DE39244', NULL);
INSERT INTO sketches (hash, text_id) VALUES (1301236341084, 1);
INSERT INTO sketches (hash, text_id) VALUES (5359402840382, 1);
INSERT INTO sketches (hash, text_id) VALUES (6675435794087, 1);
INSERT INTO sketches (hash, text_id) VALUES (7677678583370, 1);
INSERT INTO sketches (hash, text_id) VALUES (9275160174579, 1);
INSERT INTO sketches (hash, text_id) VALUES (9945665247353, 1);
INSERT INTO sketches (hash, text_id) VALUES (10844793748560, 1);
INSERT INTO sketches (hash, text_id) VALUES (11512728102105, 1);
INSERT INTO source_names (name, name_key, source_id) VALUES ('东方财富网', '东方财富网', 1);
INSERT INTO source_names (name, name_key, source_id) VALUES ('東方財富網', '东方财富网', 1);
INSERT INTO sources (id, name, publisher_id) VALUES (1, '东方财富网', NULL);
INSERT INTO stories (id, first_article_id) VALUES (1, 1);
INSERT INTO stories (id, first_article_id) VALUES (2, 3);
INSERT INTO text_links (text_id, of_text_id, kind, cover, of_cover) VALUES (2, 1, 'copy', 9.34579439252336441334e-01, 1.0);
INSERT INTO texts (id, sha256, text) VALUES (1, X'599D3DB6E47F5EE2F5ABEDFA814845A1AF0A66DAB2BA75B4ECC2930C406D1FF8', '第1项重点任务由市发展改革委牵头,会同财政局等部门在年底之前完成。第2项重点任务由市发展改革委牵头,会同教育局等部门在年底之前完成。第3项重点任务由市发展改革委牵头,会同卫生局等部门在年底之前完成。第4项重点任务由市发展改革委牵头,会同交通局等部门在年底之前完成。第5项重点任务由市发展改革委牵头,会同水务局等部门在年底之前完成。第6项重点任务由市发展改革委牵头,会同农业局等部门在年底之前完成。第7项重点任务由市发展改革委牵头,会同文旅局等部门在年底之前完成。第8项重点任务由市发展改革委牵头,会同商务局等部门在年底之前完成。');
INSERT INTO texts (id, sha256, text) VALUES (2, X'6A261EB6F790F6851460782E8AFA26D0F404F3D7564BED8BF60CB034CE83240F', '第1项重点任务由市发展改革委牵头,会同财政局等部门在年底之前完成。第2项重点任务由市发展改革委牵头,会同教育局等部门在年底之前完成。第3项重点任务由市发展改革委牵头,会同卫生局等部门在年底之前完成。第4项重点任务由市发展改革委牵头,会同交通局等部门在年底之前完成。第5项重点任务由市发展改革委牵头,会同水务局等部门在年底之前完成。第6项重点任务由市发展改革委牵头,会同农业局等部门在年底之前完成。第7项重点任务由市发展改革委牵头,会同文旅局等部门在年底之前完成。第8项重点任务由市发展改革委牵头,会同商务局等部门在年底之前完成。本网编辑整理。');
INSERT INTO texts (id, sha256, text) VALUES (3, X'B21F23BC74645BCEACE878A444B27C0252360CFB742AAA0600F9976CAB2EE8E3', 'A short text in Latin words.');
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (1, 'https://news.example/', 'news.example/', 'news.example', 'list', NULL, NULL, '', 0, '', '', NULL, '', '', NULL, '[]', '', NULL, NULL, NULL, NULL);
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (2, 'https://news.example/1.html', 'news.example/1.html', 'news.example', 'page', NULL, 'added', '', 0, '"x"', '', 1, '湖南', '', 'list', '[]', 'https://news.example/', 1, 1, NULL, NULL);
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (3, 'https://news.example/lost.html', 'news.example/lost.html', 'news.example', 'page', NULL, 'failed', '404', 1, '', '', 1, '', '', 'list', '[]', '', 1, 1, NULL, NULL);
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (4, 'https://m.news.example/1', 'm.news.example/1', 'm.news.example', 'page', 2, 'alias', '', 0, '', '', NULL, '', '', NULL, '[]', '', NULL, 1, NULL, NULL);
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (5, 'https://paper.example/2', 'paper.example/2', 'paper.example', 'page', NULL, 'added', '', 0, '', '', NULL, '', '', NULL, '[]', '', NULL, NULL, NULL, NULL);
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (6, 'https://paper.example/3', 'paper.example/3', 'paper.example', 'page', NULL, 'added', '', 0, '', '', NULL, '', '', NULL, '[]', '', 1, 1, NULL, NULL);
INSERT INTO urls (id, url, url_key, host, role, alias_of, state, reason, tries, etag, last_modified, publisher_id, link_title, link_published, link_via, link_form, found_on, offered_in, settled_in, due_at, walked_at) VALUES (7, 'https://news.example/slow', 'news.example/slow', 'news.example', 'page', NULL, NULL, '', 0, '', '', NULL, '', '', NULL, '[]', '', NULL, NULL, NULL, NULL);
INSERT INTO visits (id, crawl_id, url_id, at, method, status, error, bytes, digest, warc_id, warc_offset, warc_length, rights) VALUES (1, 1, 1, '2024-08-21T12:00:00.000Z', 'GET', 200, NULL, 3, X'0D557E4E6D98D0CCF89BB9AC78B4EF105815E447', NULL, NULL, NULL, '');
INSERT INTO visits (id, crawl_id, url_id, at, method, status, error, bytes, digest, warc_id, warc_offset, warc_length, rights) VALUES (2, 1, 2, '2024-08-21T12:00:01.000Z', 'GET', 200, NULL, 6, X'64A99FD09EC267D437E345D726F42A35FDA684AB', 1, 471, 319, '');
INSERT INTO visits (id, crawl_id, url_id, at, method, status, error, bytes, digest, warc_id, warc_offset, warc_length, rights) VALUES (3, 1, 2, '2024-08-21T12:00:02.000Z', 'GET', 200, NULL, 6, X'39ED49933378AFCB0DBB7DC5FC5B3FB2B5AD5643', 1, 1147, 328, '');
INSERT INTO visits (id, crawl_id, url_id, at, method, status, error, bytes, digest, warc_id, warc_offset, warc_length, rights) VALUES (4, 1, 6, '2024-08-21T12:00:03.000Z', 'GET', 200, NULL, 8, X'1D9E9118F6235E679B5AFF30119FB2F871C33BD7', NULL, NULL, NULL, '');
INSERT INTO visits (id, crawl_id, url_id, at, method, status, error, bytes, digest, warc_id, warc_offset, warc_length, rights) VALUES (5, 1, 3, '2024-08-21T12:00:04.000Z', 'GET', 404, NULL, 4, X'A6DFDEAA3A44A4C52D44284847D7160892B4017E', NULL, NULL, NULL, '');
INSERT INTO visits (id, crawl_id, url_id, at, method, status, error, bytes, digest, warc_id, warc_offset, warc_length, rights) VALUES (6, 1, 7, '2024-08-21T12:00:05.000Z', 'GET', NULL, 'timeout', 0, NULL, NULL, NULL, NULL, '');
INSERT INTO warc_files (id, path, crawl_id, process, opened_at, sealed_at, bytes, sha256) VALUES (1, 'warc/newsarchive-20261123000034-00001-00000.warc.gz', 1, 'host:1:1', '2026-11-23T00:00:34Z', '2026-11-23T00:00:34Z', 1833, NULL);
INSERT INTO article_search (rowid, title, body, byline, facets) VALUES (1, '湖南 南先 : 先进 进制 制造 造业 业更 ( 更新 新 )', '第 1 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同财 财政 政局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 2 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同教 教育 育局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 3 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同卫 卫生 生局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 4 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同交 交通 通局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 5 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同水 水务 务局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 6 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同农 农业 业局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 7 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同文 文旅 旅局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 8 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同商 商务 务局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成 。', '李明 明 
jane roe', 'a p1 k73026ed8375c2b82 cfa73d8c41ea504f1 s34daccedb925ec8d lf0aac774c2e1c323 y2024 m202408 d20240820');
INSERT INTO article_search (rowid, title, body, byline, facets) VALUES (2, '转载 载 ', '第 1 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同财 财政 政局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 2 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同教 教育 育局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 3 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同卫 卫生 生局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 4 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同交 交通 通局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 5 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同水 水务 务局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 6 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同农 农业 业局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 7 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同文 文旅 旅局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成第 。 第 8 项 项重 重点 点任 任务 务由 由市 市发 发展 展改 改革 革委 委牵 牵头 头会 , 会同 同商 商务 务局 局等 等部 部门 门在 在年 年底 底之 之前 前完 完成 成本 。 本网 网编 编辑 辑整 整理 理 。', '', 'a p2 k73026ed8375c2b82 cfa73d8c41ea504f1 s91e2e788eb3884af lf0aac774c2e1c323');
INSERT INTO article_search (rowid, title, body, byline, facets) VALUES (3, 'élan', 'a short text in latin words.', '', 'a p2 ka3c2aa72db54827a cfa73d8c41ea504f1 la92ae1644e025f80');
CREATE TRIGGER revisions_without_gaps BEFORE INSERT ON revisions
  WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM revisions WHERE article_id = new.article_id)
  BEGIN SELECT raise(ABORT, 'revision numbers have no gaps'); END;
CREATE TRIGGER revisions_differ BEFORE INSERT ON revisions
  WHEN EXISTS (
    SELECT 1 FROM revisions AS old
    WHERE old.article_id = new.article_id AND old.number = new.number - 1 AND old.title = new.title
      AND old.text_id = new.text_id AND old.authors = new.authors AND old.editors = new.editors
      AND old.source_kind = new.source_kind AND old.source_name = new.source_name
      AND old.source_evidence = new.source_evidence AND old.published_at IS new.published_at
      AND old.precision = new.precision AND old.updated_at IS new.updated_at AND old.language = new.language
      AND old.completeness = new.completeness
      AND (new.reread_id IS NULL  -- what was read anew may differ in what is known beside
        OR (old.body_html IS new.body_html AND old.section = new.section AND old.tags = new.tags
          AND old.images = new.images AND old.source_url = new.source_url AND old.source_chain = new.source_chain)))
  BEGIN SELECT raise(ABORT, 'a revision differs from the one before'); END;
CREATE TRIGGER revisions_frozen BEFORE UPDATE ON revisions
  BEGIN SELECT raise(ABORT, 'revisions never change'); END;
CREATE TRIGGER revisions_kept BEFORE DELETE ON revisions
  BEGIN SELECT raise(ABORT, 'revisions are never deleted'); END;
CREATE TRIGGER texts_frozen BEFORE UPDATE ON texts
  BEGIN SELECT raise(ABORT, 'texts never change'); END;
CREATE TRIGGER texts_kept BEFORE DELETE ON texts
  BEGIN SELECT raise(ABORT, 'texts are never deleted'); END;
CREATE TRIGGER visits_frozen BEFORE UPDATE ON visits
  BEGIN SELECT raise(ABORT, 'visits never change'); END;
CREATE TRIGGER articles_current BEFORE UPDATE OF revision ON articles
  WHEN new.revision <> (SELECT max(number) FROM revisions WHERE article_id = new.id)
  BEGIN SELECT raise(ABORT, 'an article shows its last revision'); END;
CREATE TRIGGER articles_fixed BEFORE UPDATE OF id, url_id, first_seen ON articles
  BEGIN SELECT raise(ABORT, 'an article keeps its URL and the day it was first seen'); END;
CREATE TRIGGER articles_no_alias BEFORE INSERT ON articles
  WHEN (SELECT alias_of FROM urls WHERE id = new.url_id) IS NOT NULL
  BEGIN SELECT raise(ABORT, 'an alias is no article'); END;
-- Spellings of one URL are one URL: all but one of them are its aliases.
CREATE TRIGGER urls_one_spelling_insert BEFORE INSERT ON urls
  WHEN new.alias_of IS NULL AND EXISTS (SELECT 1 FROM urls WHERE url_key = new.url_key AND alias_of IS NULL)
  BEGIN SELECT raise(ABORT, 'this URL is there in another spelling'); END;
CREATE TRIGGER urls_one_spelling_update BEFORE UPDATE OF alias_of, url_key ON urls
  WHEN new.alias_of IS NULL
    AND EXISTS (SELECT 1 FROM urls WHERE url_key = new.url_key AND alias_of IS NULL AND id <> new.id)
  BEGIN SELECT raise(ABORT, 'this URL is there in another spelling'); END;
CREATE TRIGGER urls_flat_insert BEFORE INSERT ON urls
  WHEN (SELECT alias_of FROM urls WHERE id = new.alias_of) IS NOT NULL
  BEGIN SELECT raise(ABORT, 'an alias has no alias'); END;
CREATE TRIGGER urls_flat_update BEFORE UPDATE OF alias_of ON urls
  WHEN new.alias_of IS NOT NULL AND (
    (SELECT alias_of FROM urls WHERE id = new.alias_of) IS NOT NULL
    OR EXISTS (SELECT 1 FROM urls WHERE alias_of = new.id)
    OR EXISTS (SELECT 1 FROM articles WHERE url_id = new.id))
  BEGIN SELECT raise(ABORT, 'an alias has no alias and no article'); END;
-- One flat row an article, for people.
CREATE VIEW article_view AS
SELECT
  articles.id,
  urls.url,
  publishers.slug AS publisher,
  articles.title,
  sources.name AS source,
  revisions.source_kind,
  (SELECT group_concat(value, ', ') FROM json_each(revisions.authors)) AS authors,
  articles.published_at,
  articles.language,
  texts.text,
  articles.copy_of,
  articles.story_id,
  articles.revision AS revisions,
  articles.first_seen,
  articles.last_seen
FROM articles
JOIN urls ON urls.id = articles.url_id
JOIN publishers ON publishers.id = articles.publisher_id
JOIN revisions ON revisions.article_id = articles.id AND revisions.number = articles.revision
JOIN texts ON texts.id = revisions.text_id
LEFT JOIN sources ON sources.id = articles.source_id;
COMMIT;
