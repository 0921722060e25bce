"""WHO: one TOML file a publisher. `find(slug)` gives one, `all_known()` all, `of(url)` the one whose page it is."""

from newsarchive.publishers.shelf import all_known, files, find, of

__all__ = ["all_known", "files", "find", "of"]
