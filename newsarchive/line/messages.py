"""HTTP as an archive holds it: the head and the body of an answer, the body as it was sent but for its chunks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_HEAD = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"^HTTP/\d(?:\.\d)?\s+(\d{3})")
_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = field(repr=False)

    def header(self, name: str) -> str:
        """The value of a header (name in lower case); "" if there is none."""
        return next((value for found, value in self.headers if found.lower() == name), "")


def answer(block: bytes) -> Answer | None:
    """The answer that a record's block holds; None where it does not begin like one."""
    match = _STATUS.match(block)
    if match is None:
        return None
    end = _HEAD.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    headers = tuple(_headers(head.splitlines()[1:]))
    found = Answer(int(match[1]), headers, body)
    if "chunked" in found.header("transfer-encoding").lower():
        return Answer(found.status, headers, without_chunks(body))
    return found


def _headers(lines: list[bytes]) -> list[tuple[str, str]]:
    """Names and values; a line that begins with a blank goes on with the value before it."""
    found: list[tuple[str, str]] = []
    for line in lines:
        words = line.decode("utf-8", "replace")
        if words[:1] in (" ", "\t") and found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {words.strip()}")
        elif ":" in words:
            name, _, value = words.partition(":")
            found.append((name.strip(), value.strip()))
    return found


def without_chunks(body: bytes) -> bytes:
    """A body out of its chunks. One that is in none, whatever its head says, is left as it is; one that breaks off,
    or goes on in no chunks, is taken as far as it goes."""
    parts, at = [], 0
    while match := _SIZE.match(body, at):
        size = int(match[1], 16)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
        if size == 0:
            return b"".join(parts)
    return b"".join(parts) + (body[at:] if at < len(body) else b"")
