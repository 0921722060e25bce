"""Articles and kept pages of the served archive: a story of three, what is shown with pictures, what is hostile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

from newsarchive import Article
from newsarchive.model import Attribution, Image, Visit

NOON = datetime(2024, 8, 21, 12, tzinfo=UTC)
STORY = "\n".join(
    f"第{word}段:近日在长沙召开的会议上,与会代表围绕{word}产业的发展进行了讨论,并就{word}工作提出了具体的建议和要求。"
    for word in ("钢铁", "纺织", "航空", "农业", "旅游", "教育", "医疗", "能源")
)
SCRIPT = "<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(64))
SHOWN = (
    Image("https://bridges.example/photo.png", "The bridge"),
    Image("https://bridges.example/none.png"),
    Image("https://bridges.example/outside.png", "Outside of the text"),
)
PROSE = "\n".join(
    f"The new bridge over the {name} was opened by the mayor on Monday, in front of {count} guests who came on foot."
    for name, count in (("river", 300), ("canal", 120), ("harbour", 80))
)
#: The prose, with the first two of the pictures, one of them kept, where they stand in it.
FIGURES = """<p>{}</p>
<figure><img src="https://bridges.example/photo.png" alt="Two &quot;piers&quot;">
<figcaption>The bridge</figcaption></figure>
<p>{}</p>
<figure><img src="https://bridges.example/none.png" alt=""></figure>
<p>{}</p>""".format(*PROSE.splitlines())
PAGE = (
    "<html><head><title>Bridge opens</title></head><body><h1>Bridge opens</h1><p>(Reuters)</p>"
    '<img src="/photo.png" alt="The bridge"><img src="/none.png" alt="Not kept"><a href="/elsewhere">Elsewhere</a>'
    + "".join(f"<p>{line}</p>" for line in PROSE.splitlines())
    + "</body></html>"
)
HOSTILE_PAGE = (
    b"<html><head><title>x</title><meta http-equiv=refresh content='0;url=https://evil.example/'>"
    b"<base href='https://evil.example/'><script>alert(1)</script><link rel=stylesheet href='https://evil.example/a.css'>"
    b"</head><body onload=alert(2)><a href='javascript:alert(3)'>go</a><a href='https://evil.example/out'>out</a>"
    b"<img src=x onerror=alert(4)><img src='/svg.png'><img src='https://tracker.example/p.gif'>"
    b"<img src='data:image/svg+xml,<svg onload=alert(5)>'><svg onload=alert(6)><style>"
    b"<img src=x onerror=alert(7)></style></svg><iframe src='https://evil.example/'></iframe>"
    b"<form action='https://evil.example/'><input name=q></form>"
    b"<object data='https://evil.example/'></object>"
    b"<math><mtext><style><img src onerror=alert(8)></style></mtext></math>"
    b"<p style='background:url(https://evil.example/p.png)'>Hostile words are only words here.</p></body></html>"
)


def told(slug, hours, title, **fields):
    said = {"text": STORY, "published_at": NOON + timedelta(hours=hours), "published_precision": "minute"}
    return Article(f"https://{slug}.example/1.html", slug, title, **(said | {"fetched_at": NOON} | fields))


def kept(archive, article, body, pictures=()):
    """Add an article with its page, as a crawl would; `pictures` are URLs and payloads."""
    visit = archive.keep(Visit(article.url, NOON, status=200, headers=(("Content-Type", "text/html"),), body=body))
    receipt = archive.add(replace(article, raw=visit.raw), visit=visit)
    for url, payload in pictures:
        brought = archive.keep(Visit(url, NOON, status=200, headers=(("Content-Type", "image/png"),), body=payload))
        archive.media.add(receipt.article_id, receipt.revision, "image", "", brought)


def hostile():
    return Article(
        "https://evil.example/1.html",
        "evil",
        f'{SCRIPT}"><img src=x onerror=alert(2)> \u202egnp.exe',
        f"Hostile words {SCRIPT} are only words here.",
        html=(
            f'<p onclick="alert(3)" style="position:fixed;inset:0">Hostile {SCRIPT}<a href="javascript:alert(4)">go</a>'
            '<a href="data:text/html,x">data</a><svg onload=alert(5)><style>*{display:none}</style></svg>'
            '<img src="https://tracker.example/p.gif"><iframe src="https://evil.example/"></iframe>'
            '<form action="https://evil.example/"><input name=q></form><meta http-equiv=refresh content=0></p>'
        ),
        authors=(f"Eve {SCRIPT}\r\nER  - ",),
        images=(Image("javascript:alert(6)", f"picture {SCRIPT}"),),
        attribution=Attribution("reprint", f'"Spy" {SCRIPT}', url="javascript:alert(7)", evidence=f"from {SCRIPT}"),
        tags=(SCRIPT,),
        language='en" onfocus="alert(8)',
        fetched_at=NOON,
    )


class Looked(HTMLParser):
    """The tags and attributes of a page, as a browser would find them."""

    def __init__(self, words):
        super().__init__()
        self.tags, self.attributes = set(), []
        self.feed(words)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
