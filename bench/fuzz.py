"""Pages that break rules: mutations of synthetic ones, and random bytes. Each must end in an Article or a PageError.

python bench/fuzz.py [--count 20000] [--seed 1]
"""

from __future__ import annotations

import argparse
import logging
import random
import time
from collections import Counter
from collections.abc import Iterator

from newsarchive import read
from newsarchive.errors import PageError

URL = "https://news.example/2024/08/a.html"
_SENTENCES = (
    "The council met on Tuesday and voted to repair the old bridge before winter comes.",
    "近日,全省工业和信息化工作会议在长沙召开,总结全年工作,部署新的任务。",
    "Сегодня в городе открыли новую библиотеку, в которой сто тысяч книг.",
    "اجتمع مجلس الوزراء اليوم في القاهرة لبحث القانون الجديد.",
)
_PIECES = (
    "<p>{}</p>", "<div>{}<br>{}</div>", "<table><tr><td>{}</td><td>{}</td></tr></table>", "<ul><li>{}</li></ul>",
    '<div class="related"><a href="/x">{}</a></div>', "<h2>{}</h2>", "<blockquote>{}</blockquote>", "<pre>{}</pre>",
    '<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{}"}}</script>', "<span>{}</span>",
    '<meta property="og:title" content="{}">', "<noscript><p>{}</p></noscript>", "<svg><title>{}</title></svg>",
    '<a href="http://[bad">{}</a>', '<img src="a.jpg" alt="{}">', "<font color=red>&nbsp;&nbsp;{}</font>",
    '<p itemprop="datePublished">2024-13-45 {}</p>', "<p>来源:{} 作者:{} 2024年8月1日</p>",
)  # fmt: skip
_INSERTED = (
    b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&#x110000;", b"&#0;", b"\0", b"\xff\xfe", b"\x81",
    b"<body>", b"</html>", b"<script>", b"<td>", b"<a href=", b'"', b"'", b"<x-y>", b"<o:p>", b"\xe4\xb8", b"<?xml",
    b"<!DOCTYPE", b"\xef\xbf\xbf", b"&amp;&lt;&nbsp", b"<frameset>", b"<plaintext>", b"<textarea>", b"<title>",
    b"<br>" * 50,
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8", "gb18030", "utf-16", "cp1251", "shift_jis", "koi8-r")


def pages(count: int, seed: int) -> Iterator[bytes]:
    """`count` broken pages, the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        if chance.random() < 0.05:
            yield chance.randbytes(chance.randrange(0, 4000))
        else:
            yield _mutated(_page(chance).encode(chance.choice(_ENCODINGS), "replace"), chance)


def outcome(body: bytes) -> str:
    """What becomes of a page: "article", or the reason of its PageError. Any other exception is a defect."""
    try:
        read(body, URL)
    except PageError as error:
        return error.reason
    return "article"


def _page(chance: random.Random) -> str:
    pieces = [chance.choice(_PIECES) for _ in range(chance.randrange(1, 30))]
    body = "\n".join(piece.format(*(chance.choice(_SENTENCES) for _ in range(2))) for piece in pieces)
    title = chance.choice(_SENTENCES)
    return f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"


def _mutated(body: bytes, chance: random.Random) -> bytes:
    """`body` with bytes inserted, cut, doubled and moved."""
    for _ in range(chance.randrange(0, 12)):
        at, length = chance.randrange(len(body) + 1), chance.randrange(1, 200)
        kind = chance.randrange(4)
        if kind == 0:
            body = body[:at] + chance.choice(_INSERTED) + body[at:]
        elif kind == 1:
            body = body[:at] + body[at + length :]
        elif kind == 2:
            body = body[:at] + body[at : at + length] * chance.randrange(2, 20) + body[at:]
        else:
            body = body[at:] + body[:at]
    return body


def main() -> None:
    """Read the pages and count what became of them."""
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--count", type=int, default=20_000)
    args.add_argument("--seed", type=int, default=1)
    chosen = args.parse_args()
    logging.disable(logging.CRITICAL)  # a detector tells of every character that it replaces
    start = time.process_time()
    found = Counter(outcome(body) for body in pages(chosen.count, chosen.seed))
    print(f"{chosen.count} pages, {time.process_time() - start:.0f} s of CPU: {dict(found.most_common())}")


if __name__ == "__main__":
    main()
