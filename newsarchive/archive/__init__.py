"""Articles -> rows -> answers: one SQLite file and the WARC files beside it."""

from newsarchive.archive.store import Archive

__all__ = ["Archive"]
