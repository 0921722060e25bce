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
  link_form      TEXT NOT NULL DEFAULT '[]' CHECK (link_form = '[]' OR json_valid(link_form)),  -- fields to POST
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
  published_at  TEXT CHECK (published_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T*'),
  dated         TEXT NOT NULL,               -- published_at in UTC, or first_seen where nobody tells: to sort by
  first_seen    TEXT NOT NULL CHECK (datetime(first_seen) IS NOT NULL),
  last_seen     TEXT NOT NULL
                CHECK (last_seen = first_seen OR last_seen > first_seen AND datetime(last_seen) IS NOT NULL),
  presence      TEXT NOT NULL DEFAULT 'here' CHECK (presence IN ('here', 'missing', 'gone', 'moved', 'blocked')),
  presence_since TEXT CHECK (presence_since IS NULL OR datetime(presence_since) IS NOT NULL),  -- NULL: since first_seen
  CHECK (iif(published_at IS NULL, dated = first_seen, dated IS strftime('%Y-%m-%dT%H:%M:%SZ', published_at))),
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
  authors          TEXT NOT NULL DEFAULT '[]' CHECK (authors = '[]' OR json_valid(authors)),
  editors          TEXT NOT NULL DEFAULT '[]' CHECK (editors = '[]' OR json_valid(editors)),
  source_id        INTEGER REFERENCES sources (id),
  source_kind      TEXT NOT NULL DEFAULT 'unknown' CHECK (source_kind IN ('original', 'reprint', 'wire', 'unknown')),
  source_name      TEXT NOT NULL DEFAULT '',             -- as the page has it
  source_publisher TEXT NOT NULL DEFAULT '',             -- slug, if it is a publisher that we know
  source_url       TEXT NOT NULL DEFAULT '',
  source_evidence  TEXT NOT NULL DEFAULT '',             -- the words that the source rests on
  source_chain     TEXT NOT NULL DEFAULT '[]' CHECK (source_chain = '[]' OR json_valid(source_chain)),
  published_at     TEXT CHECK (published_at IS NULL OR datetime(published_at) IS NOT NULL),
  precision        TEXT NOT NULL DEFAULT 'none' CHECK (precision IN ('second', 'minute', 'hour', 'day', 'month', 'none')),
  updated_at       TEXT CHECK (updated_at IS NULL OR datetime(updated_at) IS NOT NULL),
  language         TEXT NOT NULL DEFAULT '',
  section          TEXT NOT NULL DEFAULT '',
  tags             TEXT NOT NULL DEFAULT '[]' CHECK (tags = '[]' OR json_valid(tags)),
  images           TEXT NOT NULL DEFAULT '[]' CHECK (images = '[]' OR json_valid(images)),      -- [[url, caption], …]
  completeness     TEXT NOT NULL DEFAULT 'complete'
                   CHECK (completeness IN ('complete', 'paywalled', 'truncated', 'script-built', 'part')),
  origins          TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(origins)),     -- which reader gave each field
  edits            TEXT NOT NULL DEFAULT '[]' CHECK (edits = '[]' OR json_valid(edits)),   -- classes of the change
  chain            BLOB CHECK (length(chain) = 32),      -- SHA-256 over this revision and the chain of the one before
  reread_id        INTEGER REFERENCES rereads (id),      -- the reading of kept pages that brought it
  UNIQUE (article_id, number)
) STRICT;
CREATE INDEX revisions_text ON revisions (text_id);
CREATE INDEX revisions_stated ON revisions (article_id, number, source_kind, section, completeness);  -- to be counted
CREATE INDEX revisions_later ON revisions (seen_at) WHERE number > 1;
CREATE INDEX revisions_reread ON revisions (reread_id) WHERE reread_id IS NOT NULL;

CREATE TRIGGER revisions_without_gaps BEFORE INSERT ON revisions
  WHEN new.number <> (SELECT coalesce(max(number), 0) + 1 FROM revisions WHERE article_id = new.article_id)
  BEGIN SELECT raise(ABORT, 'revision numbers have no gaps'); END;
CREATE TRIGGER revisions_differ BEFORE INSERT ON revisions
  WHEN new.number > 1 AND EXISTS (
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
