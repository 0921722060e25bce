"""Where publishers' files are found: the package's own, then folders of the user's, which win."""

from __future__ import annotations

import difflib
import os
from functools import lru_cache
from pathlib import Path

from newsarchive import urls
from newsarchive.errors import SpecError, UnknownPublisher
from newsarchive.model import Publisher
from newsarchive.publishers.spec import load

#: Environment variable with the user's folders, parted as in PATH.
VARIABLE = "NEWSARCHIVE_PUBLISHERS"
_OURS = Path(__file__).parent


def all_known(folders: str | None = None) -> dict[str, Publisher]:
    """Every publisher by slug. `folders` (default: the environment's) are parted as in PATH.

    A user's file replaces ours of the same slug. Raises SpecError for a wrong file, and for two of one slug.
    """
    wanted = os.environ.get(VARIABLE, "") if folders is None else folders
    return _read(tuple(Path(name) for name in wanted.split(os.pathsep) if name))


def find(slug: str, folders: str | None = None) -> Publisher:
    """The publisher of that slug. Raises UnknownPublisher with the nearest names, SpecError for a wrong file."""
    known = all_known(folders)
    if slug not in known:
        raise UnknownPublisher(slug, difflib.get_close_matches(slug, known, n=3, cutoff=0.5), len(known))
    return known[slug]


def of(url: str, folders: str | None = None) -> Publisher:
    """The publisher whose page `url` is; for a host that no file names, one that knows its domain alone."""
    for publisher in all_known(folders).values():
        if urls.within(url, publisher.domains):
            return publisher
    domain = urls.site(urls.host(url))
    return Publisher(slug=domain, name=domain, domains=(domain,))


def _read(folders: tuple[Path, ...]) -> dict[str, Publisher]:
    ours = {publisher.slug: publisher for _, publisher in _files(_OURS)}
    users: dict[str, Publisher] = {}
    for folder in folders:
        if not folder.is_dir():
            raise SpecError(str(folder), "", f"no such folder (named by {VARIABLE})")
        for path, publisher in _files(folder):
            if publisher.slug in users:
                raise SpecError(str(path), "slug", f"{publisher.slug!r} is another file's already")
            users[publisher.slug] = publisher
    return ours | users


def _files(folder: Path) -> list[tuple[Path, Publisher]]:
    return [(path, _load(path, path.stat().st_mtime_ns)) for path in sorted(folder.glob("*.toml"))]


@lru_cache(maxsize=1024)
def _load(path: Path, changed: int) -> Publisher:
    return load(path)
