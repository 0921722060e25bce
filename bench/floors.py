"""The quality below which extraction must not fall: `floors.toml`, [extraction.<set>], and how it is measured.

    python bench/floors.py [--corpus DIR]       prints what is measured beside its floor

A large set is measured on a fixed share of its pages, so that the check takes seconds. A floor may only rise.
"""

from __future__ import annotations

import argparse
import tomllib
import zlib
from collections.abc import Iterator
from pathlib import Path

import scoring
from trial import CORPUS, Sample, predict, samples

from newsarchive.errors import PageError

FLOORS = Path(__file__).with_name("floors.toml")
#: One page in so many is read of a set; all of the others'.
ONE_IN = {"daniel": 5, "wcxb": 5, "trafilatura": 5, "fundus": 2}


def floors() -> dict[str, dict[str, float]]:
    """The floors of extraction by set: "f1", "exact", "title" … each the least share."""
    return dict(tomllib.loads(FLOORS.read_text(encoding="utf-8"))["extraction"])


def measured(corpus: Path, name: str) -> dict[str, float]:
    """What extraction reaches on a set, in the floors' terms."""
    chosen = list(_chosen(corpus / name, ONE_IN.get(name, 1)))
    predictions = [row for sample in chosen if (row := _prediction(sample))]
    fields = scoring.score([sample.row for sample in chosen], predictions).fields
    text = fields.get("body") or fields.get("snippets") or {}
    found = {key: text[key] for key in ("f1", "exact") if key in text}
    if "title" in fields:
        found["title"] = fields["title"]["right"]
    return found


def _chosen(folder: Path, one_in: int) -> Iterator[Sample]:
    return (one for one in samples(folder) if zlib.crc32(one.row["id"].encode()) % one_in == 0)


def _prediction(sample: Sample) -> scoring.Row | None:
    try:
        return predict(sample)
    except PageError:
        return None


def main() -> None:
    """Measure every set that has a floor and is there."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--corpus", type=Path, default=CORPUS)
    corpus = args.parse_args().corpus
    for name, least in floors().items():
        if (corpus / name).is_dir():
            found = measured(corpus, name)
            print(name, *(f"{key} {found[key]:.4f} (floor {floor})" for key, floor in least.items()))


if __name__ == "__main__":
    main()
