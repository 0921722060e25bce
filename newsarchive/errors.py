"""The errors of the house.

NewsArchiveError
├── SpecError            a publisher's file is wrong: which file, which key, why
│   └── UnknownPublisher no file of that name; the nearest names
├── PageError            this page gives no article; the crawl counts it and goes on
│   ├── NotAnArticle     a list, a home page, a product, an error page
│   ├── NoBody           an article's page without a text that could be found
│   ├── NoTitle          one without a headline: no archive takes it
│   ├── Undecodable      bytes that are no text, or no HTML
│   └── TooLarge         more bytes than a news page has
├── ArchiveError         the archive cannot be used as asked; never caught by the crawl
│   ├── NotAnArchive     the file is no SQLite database, or somebody else's
│   ├── SchemaTooNew     written by a later newsarchive
│   ├── SchemaTooOld     written by an earlier one, and opened for reading only
│   ├── ReadOnly         the file or its folder cannot be written
│   ├── Locked           another writer holds it
│   ├── DiskFull         no space is left
│   ├── TookTooLong      a question was not answered within the time that it was given
│   └── RecordDamaged    a kept page cannot be read back
├── FleetError           machines that work together cannot: no Redis, or one that loses what it was given
│   └── MessageRefused   a message of another version, or none of ours
├── NotInstalled         a package is missing that this alone needs
├── NotServed            the reading room cannot be opened: its port is taken
├── NotTold              nobody could be told of a publisher that is not well
└── QueryError           a search that cannot be understood: where, and why
"""


class NewsArchiveError(Exception):
    """Base of everything that newsarchive raises on purpose."""


class SpecError(NewsArchiveError):
    """A publisher's TOML file is wrong.

    `file` is its path, `key` the dotted name of the entry (`rules.0.until`), `reason` what is wrong with it.
    """

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(f"{file}: {key}: {reason}" if key else f"{file}: {reason}")
        self.file, self.key, self.reason = file, key, reason


class UnknownPublisher(SpecError):
    """No publisher of that name is known; `nearest` are the names that look like it."""

    def __init__(self, slug: str, nearest: list[str], known: int) -> None:
        hint = f"did you mean {' or '.join(nearest)}?" if nearest else f"{known} are known, see: scrapy list"
        super().__init__(slug, "", f"no such publisher; {hint}")
        self.slug, self.nearest = slug, nearest


class PageError(NewsArchiveError):
    """This page gives no article. `url` is the page; `reason` a few words that are counted in the stats."""

    reason = "page"

    def __init__(self, url: str, detail: str = "") -> None:
        super().__init__(f"{url}: {self.reason}" + (f" ({detail})" if detail else ""))
        self.url, self.detail = url, detail


class NotAnArticle(PageError):
    """The page is a list, a home page, a product, an error page: no article was meant to be here."""

    reason = "not-an-article"


class NoBody(PageError):
    """The page looks like an article's, but no text could be found on it."""

    reason = "no-body"


class NoTitle(PageError):
    """The page has a text and nothing that names it, in its head, on it, or in the link that led to it."""

    reason = "no-title"


class Undecodable(PageError):
    """The bytes are no text in any encoding, or text that is no HTML (an image, a PDF, an archive)."""

    reason = "undecodable"


class TooLarge(PageError):
    """The page has more bytes than `markup.LARGEST`."""

    reason = "too-large"


class ArchiveError(NewsArchiveError):
    """The archive cannot be used as asked. `path` is its file.

    `reason` says why: `pattern`, in which what is `given` has taken the places that are named {in braces}; so it can be
    said in other languages too.
    """

    def __init__(self, path: object, pattern: str, **given: object) -> None:
        self.path, self.pattern, self.given = str(path), pattern, given
        self.reason = pattern.format(**given)
        super().__init__(f"{path}: {self.reason}")


class NotAnArchive(ArchiveError):
    """The file is no SQLite database, or a database that newsarchive did not make."""


class SchemaTooNew(ArchiveError):
    """A later newsarchive wrote this file."""


class SchemaTooOld(ArchiveError):
    """An earlier newsarchive wrote this file, and who only reads it cannot bring it up to date."""


class ReadOnly(ArchiveError):
    """The file, or the folder it is in, cannot be written."""


class Locked(ArchiveError):
    """Another process is writing."""


class DiskFull(ArchiveError):
    """No space is left on the disk."""


class TookTooLong(ArchiveError):
    """A question was not answered within the time that it was given."""


class RecordDamaged(ArchiveError):
    """A kept page cannot be read back as it was written."""


class FleetError(NewsArchiveError):
    """Machines cannot work together as asked: the words say what to set."""


class MessageRefused(FleetError):
    """A message that cannot be understood: of another version, or none of ours."""


class NotInstalled(NewsArchiveError):
    """A package is missing. `package` is its name, `extra` the name under which newsarchive brings it."""

    def __init__(self, package: str, extra: str, purpose: str) -> None:
        super().__init__(f"{package} is needed {purpose}: pip install 'newsarchive[{extra}]'")
        self.package, self.extra = package, extra


class NotServed(NewsArchiveError):
    """The reading room cannot be opened at `address`, for `reason`."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(f"nothing can be served at {address}: {reason}")
        self.address, self.reason = address, reason


class NotTold(NewsArchiveError):
    """Nobody could be told: by `way`, for `reason`."""

    def __init__(self, way: str, reason: str) -> None:
        super().__init__(f"nobody was told by {way}: {reason}")
        self.way, self.reason = way, reason


class QueryError(NewsArchiveError):
    """A search that cannot be understood. `query` is what was typed, `at` the character that is wrong.

    `reason` says why: `pattern`, in which what is `given` has taken the places that are named {in braces}; so it can be
    said in other languages too.
    """

    def __init__(self, query: str, at: int, pattern: str, **given: str) -> None:
        self.query, self.at, self.pattern, self.given = query, at, pattern, given
        self.reason = pattern.format(**given)
        super().__init__(f"{self.reason}, at character {at + 1} of: {query}")
