"""Re-reading on many machines: kept pages go out in portions, and what reads otherwise is written down once.

The command that runs it hands out no more than workers can have in hand, so that the stream stays short. What falls
silent goes out again in smaller portions, at last a page alone: so the page that kills whoever reads it is found, is
counted as lost, and takes no other with it.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import groupby, islice
from posixpath import basename
from typing import Any

import fsspec
from redis import Redis

from newsarchive import publishers
from newsarchive.archive import Archive
from newsarchive.archive.rereads import Kept
from newsarchive.errors import FleetError
from newsarchive.fleet import link, messages
from newsarchive.fleet.dispatcher import START
from newsarchive.fleet.portions import Due, Portion, Reread
from newsarchive.fleet.turns import beats, forget, lost
from newsarchive.line.rereading import differences, digest, reread_one, restated

log = logging.getLogger("newsarchive")

#: Pages of one portion, portions that are out at a time, and into how many parts a lost one is cut.
MOST, AHEAD, PARTS = 64, 256, 8


def places(uris: Iterable[str]) -> dict[str, str]:
    """WARC files by name: those that the URIs name, hold as folders, or match. Raises FleetError."""
    found: dict[str, str] = {}
    for uri in uris:
        system, path = fsspec.core.url_to_fs(uri)
        if "*" in path or system.isdir(path):
            for one in system.glob(path if "*" in path else path.rstrip("/") + "/*.warc.gz"):
                found[basename(str(one))] = system.unstrip_protocol(one)
        elif system.exists(path):
            found[basename(path)] = uri
        else:
            raise FleetError(f"nothing is at {uri}")
    return found


class Rereading:
    """One re-reading. `send` hands a portion to the queue; `files` are the archive's WARC files, by name, as URIs."""

    def __init__(
        self,
        archive: Archive,
        connection: Redis,
        send: Callable[[str], object],
        files: Mapping[str, str],
        articles: Iterable[int],
        settings: Mapping[str, Any],
        fields: tuple[str, ...],
    ) -> None:
        self._archive, self._redis, self._send, self._files, self._fields = archive, connection, send, files, fields
        self.id = archive.rereads.begin(settings)
        self.counts: Counter[str] = Counter()
        self.done = 0
        """Pages of portions that came back."""
        self._known = publishers.all_known()
        self._fresh, self._again = self._cut(articles), deque[Portion]()
        self._out: dict[str, Portion] = {}
        self._serial = 0

    def step(self, now: datetime) -> int:
        """Do what is to be done at this moment; return how many portions are out."""
        self._take_back(now)
        while len(self._out) < AHEAD and (portion := self._next()):
            self._hand_out(replace(portion, until=now + START))
        return len(self._out)

    def finish(self, *, well: bool) -> dict[str, int]:
        """Take back what is out and close the reading; return its counts."""
        for name in self._archive.portions.lent(self.id):
            self._archive.portions.take_back(self.id, name)
        self._archive.rereads.finish(self.id, "finished" if well else "crashed", self.counts)
        return dict(next(one for one in self._archive.rereads.latest() if one.id == self.id).counts)

    def _cut(self, articles: Iterable[int]) -> Iterator[Portion]:
        """Pages of one file together, in the order in which they lie there."""
        kept = map(self._archive.rereads.place, articles)
        for file, of_file in groupby(kept, key=lambda one: basename(one.raw.file)):
            if file not in self._files:
                self.counts["not given"] += sum(1 for _ in of_file)
            while some := list(islice(of_file, MOST)):
                due = tuple(self._due(one) for one in some)
                slugs = {one.publisher for one in some} & self._known.keys()
                whose = {slug: self._known[slug] for slug in slugs}
                yield Portion("", self.id, self._files[file], datetime.now(UTC), self._fields, due, whose)

    def _due(self, kept: Kept) -> Due:
        stored = self._archive.get(kept.article_id)
        assert stored is not None, kept
        return Due(kept, digest(stored, self._fields), not self._archive.rereads.continues(kept.link.url))

    def _next(self) -> Portion | None:
        if self._again:
            return self._again.popleft()
        self._serial += 1
        portion = next(self._fresh, None)
        return portion and replace(portion, id=f"{self.id}:{self._serial}")

    def _hand_out(self, portion: Portion) -> None:
        self._archive.portions.lend(self.id, portion.id)
        self._out[portion.id] = portion
        try:
            self._send(messages.pack_portion(portion))
        except link.AWAY:
            self._archive.portions.take_back(self.id, portion.id)
            self._again.append(self._out.pop(portion.id))
            raise

    def _take_back(self, now: datetime) -> None:
        """Forget what came back, and cut up what will not."""
        lent = self._archive.portions.lent(self.id)
        forget(self._redis, self._out.keys() - lent, link.PORTIONS)
        self.done += sum(len(portion.due) for name, portion in self._out.items() if name not in lent)
        self._out = {name: portion for name, portion in self._out.items() if name in lent}
        held = {name: portion.until for name, portion in self._out.items()}
        for name, silent in lost(self._redis, beats(self._redis, link.PORTIONS), held, now):
            portion = self._out.pop(name)
            if self._archive.portions.take_back(self.id, name):
                log.warning("portion %s %s", name, "fell silent" if silent else "was never begun")
                self._cut_up(portion) if silent else self._again.append(replace(portion, id=f"{name}+"))

    def _cut_up(self, portion: Portion) -> None:
        if len(portion.due) == 1:
            log.error("%s: whoever reads it dies", portion.due[0].kept.link.url)
            self.counts["lost"] += 1
            self.done += 1
            return
        size = -(-len(portion.due) // PARTS)
        for part, start in enumerate(range(0, len(portion.due), size)):
            self._again.append(replace(portion, id=f"{portion.id}.{part}", due=portion.due[start : start + size]))


def load(archive: Archive, word: Reread) -> None:
    """Write down what came of a portion, unless it was taken back, or was written down before."""
    counts = Counter(word.counts)
    if not archive.portions.take_back(word.reread, word.portion):
        return
    for one in word.restated:
        stored = archive.get(one.article_id)
        found = differences(stored, one.article, word.fields) if stored else {}
        counts["differs" if found else "same"] += 1
        if stored and found:
            article = restated(stored, one.article, found)
            counts[archive.rereads.write(word.reread, one.article_id, one.revision, article)] += 1
    for number in word.elsewhere:
        reading = reread_one(archive, number, word.fields)
        counts.update([reading.result, f"{reading.result}/{reading.reason}"] if reading.reason else [reading.result])
        if reading.article:
            counts[archive.rereads.write(word.reread, number, reading.revision, reading.article)] += 1
    archive.portions.count(word.reread, counts)
