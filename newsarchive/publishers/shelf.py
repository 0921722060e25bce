"""Where publishers' files are found: the package's own, then folders of the user's, which win.

A folder may stand in a zip file: Scrapyd runs projects as they were packed.

Files are read once in a process: a crawl keeps to what it began with.
"""

from __future__ import annotations

import difflib
import os
import zipfile
from functools import lru_cache
from importlib.resources.abc import Traversable
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
    return dict(_read(_wanted(folders)))


def files(folders: str | None = None) -> dict[str, Path]:
    """The file of every publisher that is not in a zip file, by slug. Raises SpecError as `all_known` does."""
    known = _read(_wanted(folders))
    places = [_OURS, *map(Path, filter(None, _wanted(folders).split(os.pathsep)))]
    found = {load(path).slug: path for place in places for path in _files(place) if isinstance(path, Path)}
    return {slug: found[slug] for slug in known if slug in found}


def find(slug: str, folders: str | None = None) -> Publisher:
    """The publisher of that slug. Raises UnknownPublisher with the nearest names, SpecError for a wrong file."""
    known = _read(_wanted(folders))
    if slug not in known:
        raise UnknownPublisher(slug, difflib.get_close_matches(slug, known, n=3, cutoff=0.5), len(known))
    return known[slug]


def of(url: str, folders: str | None = None) -> Publisher:
    """The publisher whose page `url` is; for a host that no file names, one that knows its domain alone."""
    host = urls.host(url)
    domains = _domains(_wanted(folders))
    name = host
    while name:
        if name in domains:
            return domains[name]
        name = name.partition(".")[2]
    domain = urls.site(host)
    return Publisher(slug=domain, name=domain, domains=(domain,))


def _wanted(folders: str | None) -> str:
    return os.environ.get(VARIABLE, "") if folders is None else folders


@lru_cache(maxsize=64)
def _domains(folders: str) -> dict[str, Publisher]:
    return {domain: publisher for publisher in _read(folders).values() for domain in publisher.domains}


@lru_cache(maxsize=64)
def _read(folders: str) -> dict[str, Publisher]:
    ours = {publisher.slug: publisher for publisher in map(load, _files(_OURS))}
    users: dict[str, Publisher] = {}
    for folder in map(_folder, filter(None, folders.split(os.pathsep))):
        if not folder.is_dir():
            raise SpecError(str(folder), "", f"no such folder (named by {VARIABLE})")
        for path in _files(folder):
            publisher = load(path)
            if publisher.slug in users:
                raise SpecError(str(path), "slug", f"{publisher.slug!r} is another file's already")
            users[publisher.slug] = publisher
    return ours | users


def _folder(words: str) -> Traversable:
    """The folder of that name, on the disk or in a zip file.

    >>> _folder("publishers")
    PosixPath('publishers')
    """
    path = Path(words)
    packed = next((parent for parent in path.parents if parent.is_file()), None)
    return path if packed is None else zipfile.Path(packed, f"{path.relative_to(packed).as_posix()}/")


def _files(folder: Traversable) -> list[Traversable]:
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted((path for path in found if path.name.endswith(".toml")), key=lambda path: path.name)
