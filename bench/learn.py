"""Learn the weights of the extraction's features from pages whose body people marked.

    python bench/learn.py [--corpus DIR] [--sets A,B] [--out FILE]

Every line within reach of a page's densest box is labelled by its truth (do its shingles stand in the marked body? does
it hold a snippet that the body must, or must not, hold?) and described by `extract.features`; a logistic regression
gives each feature a weight. Features that fewer than PUBLISHERS publishers show are left out, and the regression is
held back strongly, so that nothing of one site is learnt. First comes a cross-validation in which no publisher is in
both parts: its figures, not those of the final weights, say what other publishers' pages will give. Then the weights of
all pages are written.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scoring
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from trial import CORPUS, Sample, samples

from newsarchive import publishers, text, urls
from newsarchive.errors import PageError
from newsarchive.extract import choice, draft, edges, heading, metatags, structured
from newsarchive.extract.features import Place, of_box, of_run, words_of
from newsarchive.extract.layout import Box, Run
from newsarchive.extract.sheet import Sheet
from newsarchive.model import Claim, Page

SETS = (
    "scrapinghub", "fundus", "wcxb", "daniel", "zh_handcrafted", "cleanportaleval", "readability", "newspaper3k",
    "newspaper4k", "htmltotext", "trafilatura",
)  # fmt: skip
#: Publishers that must show a feature.
PUBLISHERS = 20
#: Inverse of the regularisation's strength.
STRENGTH = 0.02
FOLDS = 6
#: Weights smaller than this are left out of the file.
SMALLEST = 0.05


#: What a page counts for where its truth is better than others', or worse: the field's own benchmark, by hand;
#: reviewed output of tools.
TRUST = {"scrapinghub": 2.0, "readability": 0.3, "newspaper3k": 0.3, "htmltotext": 0.3}
#: The weight of a line that a snippet stands in; all lines of a page whose body is known have 1 together.
SNIPPET = 0.15
#: Labels between these are doubtful, and count for as much.
DOUBTFUL = (0.3, 0.6)
DOUBT = 0.1


@dataclass(frozen=True, slots=True)
class Example:
    """A line: its features, whether it is of the body (0 to 1), how much that counts, its tokens, whether its place
    and links alone would keep it."""

    features: tuple[str, ...]
    label: float
    weight: float
    tokens: int
    held: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """A page: its set, its publisher, the tokens of its body, its lines within reach."""

    set: str
    publisher: str
    tokens: int
    examples: tuple[Example, ...]


def lesson(name: str, sample: Sample) -> Lesson | None:
    """What can be learnt of a page; None where it has no usable truth."""
    row = sample.row
    if row.get("flaw") or not (row.get("body") or row.get("must")):
        return None
    publisher = publishers.of(sample.url)
    sheet = Sheet(Page(sample.url, sample.body), publisher, publisher.rules_on(None))
    try:
        container = sheet.container
    except PageError:
        return None
    return None if container is None else Lesson(name, _owner(row), *_examples(sheet, container, row))


def _owner(row: scoring.Row) -> str:
    """Whose page it is: by its host, so that one publisher's pages in two sets are never in both parts."""
    host = urls.host(row.get("url") or "").removeprefix("www.")
    return host or row.get("publisher") or row["id"]


def _examples(sheet: Sheet, container: Box, row: scoring.Row) -> tuple[int, tuple[Example, ...]]:
    """The tokens of a page's body, and its lines."""
    said = [*structured.read(sheet), *metatags.read(sheet)]
    headline = _headline(sheet, said)
    sheet.attend(headline)
    container = sheet.container or container
    held = frozenset(run.index for run in edges.trim(sheet.lines, headline)[1])
    where = Place(sheet.layout, container, held, headline, draft.summaries(said))
    wide = row.get("lang") in ("zh", "ja")
    truth = scoring.body_of(row)
    labels = _labels(sheet.layout.runs, truth, wide) if truth else _snippets(sheet.layout.runs, row, wide)
    total = max(1, sum(tokens for label, tokens in labels if label > DOUBTFUL[1])) if truth else 0
    around = frozenset(container.within())
    return total, tuple(
        Example(
            (*of_run(run, where), *_of_boxes(run.box, around)),
            label, _weight(label, tokens, total), tokens, run.index in held,
        )
        for run in where.within_reach()
        if (label := labels[run.index][0]) >= 0 and (tokens := labels[run.index][1]) >= 0
    )  # fmt: skip


def _weight(label: float, tokens: int, total: int) -> float:
    if not total:
        return SNIPPET
    return (tokens + 3) / (total + 60) * (DOUBT if DOUBTFUL[0] < label < DOUBTFUL[1] else 1.0)


def _headline(sheet: Sheet, claims: list[Claim]) -> Run | None:
    known = [claim.words for claim in claims if claim.field == "title"] + sheet.titles
    sites = [claim.words for claim in claims if claim.field == "publisher"]
    return heading.find(sheet, known, None, [*sites, urls.host(sheet.page.url)])


def _labels(runs: list[Run], truth: str, wide: bool) -> list[tuple[float, int]]:
    """For every line, the share of its shingles that stand in the truth, and its tokens."""
    wanted = set(scoring.shingles(scoring.tokens(truth, wide)))
    lines = {text.plain(line) for line in truth.splitlines()}
    found = []
    for run in runs:
        words = scoring.tokens(run.text, wide)
        if len(words) < 4:
            found.append((float(bool(words) and text.plain(run.text) in lines), len(words)))
            continue
        own = scoring.shingles(words)
        found.append((sum(count for one, count in own.items() if one in wanted) / own.total(), len(words)))
    return found


def _snippets(runs: list[Run], row: scoring.Row, wide: bool) -> list[tuple[float, int]]:
    """For every line, whether it holds a snippet of the body, or one of what is none (0); -1 where it holds neither."""
    found = []
    for run in runs:
        words = scoring.squeeze(run.text)
        good = any(scoring.squeeze(one) in words for one in row.get("must") or [])
        bad = any(scoring.squeeze(one) in words for one in row.get("must_not") or [])
        found.append((1.0 if good else 0.0 if bad else -1.0, len(scoring.tokens(run.text, wide))))
    return found


def _of_boxes(box: Box, around: frozenset[Box]) -> tuple[str, ...]:
    found: list[str] = []
    for one in box.within():
        if one in around:
            break
        found += of_box(one.tag, words_of(one.names), one.away)
    return tuple(found)


class Table:
    """The examples of many lessons as a matrix, with labels, weights and groups."""

    def __init__(self, lessons: list[Lesson]) -> None:
        self.lessons = lessons
        self.vocabulary = _vocabulary(lessons)
        examples = [(at, lesson, one) for at, lesson in enumerate(lessons) for one in lesson.examples]
        self.page = np.array([at for at, _, _ in examples])
        self.label = np.array([one.label for _, _, one in examples])
        self.tokens = np.array([float(one.tokens) for _, _, one in examples])
        self.held = np.array([one.held for _, _, one in examples])
        owners = {name: at for at, name in enumerate(dict.fromkeys(lesson.publisher for lesson in lessons))}
        self.group = np.array([owners[lesson.publisher] for _, lesson, _ in examples])
        weight = np.array([one.weight * TRUST.get(lesson.set, 1.0) for _, lesson, one in examples])
        self.weight = weight / weight.mean()
        self.matrix = self._matrix([one for _, _, one in examples])

    def _matrix(self, examples: list[Example]) -> csr_matrix:
        rows, columns, values = [], [], []
        for at, one in enumerate(examples):
            for column, count in Counter(
                self.vocabulary[name] for name in one.features if name in self.vocabulary
            ).items():
                rows.append(at)
                columns.append(column)
                values.append(count)
        return csr_matrix((values, (rows, columns)), (len(examples), len(self.vocabulary)), dtype=np.float32)

    def fit(self, chosen: np.ndarray) -> LogisticRegression:
        """The regression over the examples `chosen`."""
        model = LogisticRegression(C=STRENGTH, max_iter=400)
        return model.fit(self.matrix[chosen], self.label[chosen] > 0.5, sample_weight=self.weight[chosen])

    def validated(self) -> np.ndarray:
        """The score of every example by weights that were learnt from other publishers."""
        scores = np.zeros(len(self.label))
        for learnt, asked in GroupKFold(FOLDS).split(self.matrix, groups=self.group):
            scores[asked] = self.fit(learnt).decision_function(self.matrix[asked])
        return scores

    def figures(self, kept: np.ndarray) -> dict[str, tuple[float, float, float]]:
        """F1, precision and recall by set, in tokens, of keeping the examples `kept`."""
        pages = len(self.lessons)
        true = np.array([float(lesson.tokens) for lesson in self.lessons])
        good = np.minimum(np.bincount(self.page, self.tokens * self.label * kept, pages), true)
        given = np.bincount(self.page, self.tokens * kept, pages)
        by_set: dict[str, list[int]] = defaultdict(list)
        for at, lesson in enumerate(self.lessons):
            if lesson.tokens:
                by_set[lesson.set].append(at)
        return {name: _means(good[ids], given[ids], true[ids]) for name, ids in by_set.items()}


def _vocabulary(lessons: list[Lesson]) -> dict[str, int]:
    owners: dict[str, set[str]] = defaultdict(set)
    for one in lessons:
        for name in {name for example in one.examples for name in example.features}:
            owners[name].add(one.publisher)
    return {name: at for at, name in enumerate(sorted(key for key in owners if len(owners[key]) >= PUBLISHERS))}


def _means(good: np.ndarray, given: np.ndarray, true: np.ndarray) -> tuple[float, float, float]:
    precision = float((good[given > 0] / given[given > 0]).mean())
    recall = float((good / true).mean())
    return 2 * precision * recall / (precision + recall), precision, recall


def main() -> None:
    """Learn, validate, write."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--corpus", type=Path, default=CORPUS)
    args.add_argument("--sets", default=",".join(SETS))
    args.add_argument("--out", type=Path, default=Path(choice.__file__).with_name("weights.json"))
    chosen = args.parse_args()
    names = chosen.sets.split(",")
    found = (lesson(name, sample) for name in names for sample in samples(chosen.corpus / name))
    table = Table([one for one in found if one])
    scores = table.validated()
    kept = np.where(table.held, scores > choice.HELD, scores > choice.LOOSE)
    for title, decision in (("place and links alone", table.held), ("with the weights of others", kept)):
        print(title)
        for name, (f1, precision, recall) in table.figures(decision).items():
            print(f"  {name:16} F1 {f1:.4f}  precision {precision:.4f}  recall {recall:.4f}")
    model = table.fit(np.arange(len(table.label)))
    weights = dict(zip(table.vocabulary, (round(float(one), 2) for one in model.coef_[0]), strict=True))
    known = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    written = {"bias": round(float(model.intercept_[0]), 2), **known}
    chosen.out.write_text(json.dumps(written, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(known)} weights of {len(table.lessons)} pages -> {chosen.out}")


if __name__ == "__main__":
    main()
