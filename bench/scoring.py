"""How an extraction is scored against a set's truth.

A set is a folder: `pages/<id>.html.gz`, and `truth.jsonl` with an object a page: id, url, lang, publisher, title, body
(paragraphs by \\n), must / must_not (snippets that the body must or must not hold), authors, date_published, source,
`flaw` (unfit for scoring), `headline_in_body` (the first line of the body is its headline).

Full-text truth is scored by shingles: the text is cut into \\w+ tokens, four neighbours form a shingle (a text of fewer
tokens is one short shingle), and shingles are compared as multisets. A page's TP, FP and FN are shares of their sum,
so long pages weigh no more than short ones. Precision and recall are means over pages (precision skips pages with no
prediction, recall pages with no truth); F1 is the harmonic mean of those two means, and `exact` the share of pages
whose tokens agree exactly. Where the truth says lang zh or ja, each Chinese or Japanese character is a token.
"""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_WORD = re.compile(r"\w+")
_CJK = "\u3040-\u30ff\u3400-\u9fff"
_CJK_WORD = re.compile(rf"[{_CJK}]|[^\W{_CJK}]+")
_WIDE = ("zh", "ja")


@dataclass(frozen=True, slots=True)
class Overlap:
    """How one page's text agrees with its truth: shares that sum to 1 unless both texts are empty."""

    tp: float
    fp: float
    fn: float
    exact: bool

    @property
    def f1(self) -> float:
        """The page's own F1."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


@dataclass(slots=True)
class Score:
    """What a set's predictions are worth: numbers by field, and each page's overlap."""

    fields: dict[str, dict[str, float]]
    pages: dict[str, Overlap]


def rows(path: Path) -> list[Row]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def tokens(words: str | None, wide: bool = False) -> list[str]:
    """The tokens of a text; `wide`: each Chinese or Japanese character is one."""
    return (_CJK_WORD if wide else _WORD).findall(words or "")


def shingles(words: list[str], size: int = 4) -> Counter[tuple[str, ...]]:
    """Every run of `size` tokens."""
    if not words:
        return Counter()
    return Counter(tuple(words[at : at + size]) for at in range(max(1, len(words) - size + 1)))


def overlap(truth: str, predicted: str, wide: bool = False) -> Overlap:
    """How far `predicted` agrees with `truth`."""
    want, got = tokens(truth, wide), tokens(predicted, wide)
    wanted, given = shingles(want), shingles(got)
    common, all_wanted, all_given = (wanted & given).total(), wanted.total(), given.total()
    whole = (all_wanted + all_given - common) or 1
    return Overlap(common / whole, (all_given - common) / whole, (all_wanted - common) / whole, want == got)


def summary(pages: Iterable[Overlap]) -> dict[str, float]:
    """F1, precision, recall and exactness of many pages."""
    found = list(pages)
    precision = [page.tp / (page.tp + page.fp) for page in found if page.tp + page.fp]
    recall = [page.tp / (page.tp + page.fn) for page in found if page.tp + page.fn]
    p = statistics.mean(precision) if precision else 0.0
    r = statistics.mean(recall) if recall else 0.0
    exact = statistics.mean(page.exact for page in found) if found else 0.0
    return {"pages": len(found), "f1": _harmonic(p, r), "precision": p, "recall": r, "exact": exact}


def plain(words: str | None) -> str:
    """Lower-case letters and digits alone, for comparing titles and names."""
    return "".join(c for c in unicodedata.normalize("NFKC", words or "").lower() if c.isalnum())


def same_title(truth: str, predicted: str | None) -> bool:
    """Equal, or the prediction is the truth plus a site name that takes at most a third of it."""
    want, got = plain(truth), plain(predicted)
    return want == got or (want in got and len(want) * 3 >= len(got) * 2)


def body_of(row: Row) -> str:
    """The body that a row's truth holds, without its headline."""
    body = str(row.get("body") or "")
    return (body.partition("\n")[2] or body) if row.get("headline_in_body") else body


def overlaps(truth: list[Row], found: Mapping[str, Row]) -> dict[str, Overlap]:
    """The overlap of every page that has a body in the truth, by id."""
    return {
        row["id"]: overlap(body_of(row), _get(found, row, "body") or "", row.get("lang") in _WIDE)
        for row in truth
        if row.get("body") and not row.get("flaw")
    }


def score(truth: list[Row], predictions: list[Row]) -> Score:
    """Score `predictions` (objects with id, title, body, date_published, authors, source) against `truth`."""
    truth = [row for row in truth if not row.get("flaw")]
    found = {row["id"]: row for row in predictions}
    pages = overlaps(truth, found)
    fields = {"body": summary(pages.values())} if pages else {}
    if snippets := _snippets(truth, found):
        fields["snippets"] = snippets
    return Score(fields | _checked(truth, found), pages)


def _snippets(truth: list[Row], found: Mapping[str, Row]) -> dict[str, float]:
    kept: list[bool] = []
    dropped: list[bool] = []
    for row in truth:
        body = squeeze(_get(found, row, "body"))
        kept += [squeeze(words) in body for words in row.get("must") or []]
        dropped += [squeeze(words) not in body for words in row.get("must_not") or []]
    if not kept:
        return {}
    tp, fp = sum(kept), len(dropped) - sum(dropped)
    p, r = (tp / (tp + fp) if tp else 0.0), tp / len(kept)
    right = (tp + sum(dropped)) / (len(kept) + len(dropped))
    return {"f1": _harmonic(p, r), "precision": p, "recall": r, "right": right}


def _checked(truth: list[Row], found: Mapping[str, Row]) -> dict[str, dict[str, float]]:
    marks: dict[str, list[tuple[bool, bool]]] = {}
    for row in truth:
        for field, given, right in _checks(row, found.get(row["id"], {})):
            marks.setdefault(field, []).append((given, right))
    return {field: _share(pairs) for field, pairs in marks.items()}


def _checks(row: Row, got: Row) -> Iterable[tuple[str, bool, bool]]:
    """(field, is there an answer, is it right) of everything that a row has truth for."""
    if title := row.get("title"):
        given = bool(got.get("title"))
        yield "title", given, plain(title) == plain(got.get("title"))
        yield "title_loose", given, same_title(title, got.get("title"))
    if day := row.get("date_published"):
        answer = got.get("date_published") or ""
        yield "date_published", bool(answer), day[:10] == answer[:10]
    if authors := row.get("authors"):
        want, have = set(map(plain, authors)), set(map(plain, got.get("authors") or []))
        yield "authors", bool(have), want == have
        yield "authors_any", bool(have), bool(want & have)
    if source := row.get("source"):
        yield "source", bool(got.get("source")), plain(source) == plain(got.get("source"))


def _share(pairs: list[tuple[bool, bool]]) -> dict[str, float]:
    given, right = sum(a for a, _ in pairs), sum(b for _, b in pairs)
    return {"pages": len(pairs), "right": right / len(pairs), "precision": right / given if given else 0.0}


def _get(found: Mapping[str, Row], row: Row, field: str) -> str | None:
    return found.get(row["id"], {}).get(field)


def squeeze(words: str | None) -> str:
    """A text in composed characters, each stretch of blanks as one."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", words or "")).strip()


def _harmonic(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0
