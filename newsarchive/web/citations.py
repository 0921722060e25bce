"""How to cite an article: as BibTeX, RIS, or a line for people; each with the digest of the text that was read."""

from __future__ import annotations

import re

from newsarchive.archive.export.entries import Entry
from newsarchive.text import BIDI

#: Media type and the end of a file's name, by form.
KINDS = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems", "txt": "text/plain"}
_SPECIAL = re.compile(r"[\\{}%&$#_^~]")
_ESCAPED = {"\\": r"\textbackslash{}", "^": r"\^{}", "~": r"\~{}"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def cite(entry: Entry, form: str, address: str) -> str:
    """The citation of an article that is read at `address`; `form` is one of KINDS."""
    return {"bib": _bibtex, "ris": _ris, "txt": _plain}[form](entry, address)


def _bibtex(entry: Entry, address: str) -> str:
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in entry.authors),
        "title": f"{{{_tex(entry.title)}}}",
        "organization": f"{{{_tex(entry.publisher_name)}}}",
        "date": (entry.published_at or "")[:10],
        "url": _tex_url(entry.url),
        "urldate": entry.seen_at[:10],
        "note": _tex(f"{_credit(entry)}SHA-256 of the text: {entry.sha256}. Archived copy: {address}"),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@online{{newsarchive{entry.id},\n{body}\n}}\n"


def _ris(entry: Entry, address: str) -> str:
    lines = [("TY", "NEWS"), *(("AU", name) for name in entry.authors), ("TI", entry.title)]
    lines += [("PB", entry.publisher_name), ("DA", (entry.published_at or "")[:10].replace("-", "/"))]
    lines += [("UR", entry.url), ("L2", address), ("Y2", entry.seen_at[:10].replace("-", "/"))]
    lines += [("LA", entry.language), ("N1", f"{_credit(entry)}SHA-256 of the text: {entry.sha256}"), ("ER", "")]
    return "".join(f"{tag}  - {_line(words)}\r\n" for tag, words in lines if words or tag == "ER")


def _plain(entry: Entry, address: str) -> str:
    who = ", ".join(map(_line, entry.authors))
    day = (entry.published_at or "")[:10] or "n.d."
    said = [who, f"“{_line(entry.title)}”", _line(entry.publisher_name), day, entry.url]
    seen = f"as seen {entry.seen_at[:10]}, archived at {address}"
    return f"{'. '.join(filter(None, said))} ({seen}; {_line(_credit(entry))} SHA-256 of the text: {entry.sha256}).\n"


def _credit(entry: Entry) -> str:
    return f"Credited to {_line(entry.source)}. " if entry.source else ""


def _line(words: str) -> str:
    """On one line: a line's end would begin another field."""
    return _CONTROL.sub(" ", BIDI.sub("", words)).strip()


def _tex(words: str) -> str:
    return _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], f"\\{found[0]}"), _line(words))


def _tex_url(url: str) -> str:
    return _line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
