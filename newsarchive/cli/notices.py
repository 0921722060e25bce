"""Word to somebody that a publisher is not well, or is again: by a command, a webhook or mail."""

from __future__ import annotations

import json
import os
import shlex
import smtplib
import subprocess
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import EmailMessage
from email.utils import localtime, make_msgid

from newsarchive.errors import NotTold

#: Seconds that any way may take.
PATIENCE = 30.0
#: Where mail is handed over, if NEWSARCHIVE_SMTP names no host:port.
_MAIL = "localhost:25"


def send(way: str, publisher: str, health: Mapping[str, str]) -> None:
    """Tell of a publisher's `health` ({} means that it is well again).

    `way` is an http(s) URL that gets JSON by POST, mailto:SOMEBODY, or a command that gets the JSON on its stdin.
    Raises NotTold.
    """
    words = sentence(publisher, health)
    told = {"publisher": publisher, "well": not health, "health": dict(health), "words": words}
    body = json.dumps(told, ensure_ascii=False)
    try:
        if way.startswith(("http://", "https://")):
            _post(way, body)
        elif way.startswith("mailto:"):
            _mail(way.removeprefix("mailto:"), words)
        else:
            subprocess.run(shlex.split(way), input=body.encode(), check=True, timeout=PATIENCE)
    except (OSError, ValueError, subprocess.SubprocessError, smtplib.SMTPException) as error:
        raise NotTold(way, str(error)) from error


def sentence(publisher: str, health: Mapping[str, str]) -> str:
    """The news in one line.

    >>> sentence("oim", {"silent": "3 pages of lists were read and offer nothing"})
    'oim is silent: 3 pages of lists were read and offer nothing'
    >>> sentence("oim", {"rules": "they read 0% of the articles, usually 98%"})
    'the rules of oim no longer match: they read 0% of the articles, usually 98%'
    """
    if not health:
        return f"{publisher} is well again"
    said = {"rules": f"the rules of {publisher} no longer match", "field": f"{publisher} lost a field"}
    return "; ".join(f"{said.get(name, f'{publisher} is {name}')}: {words}" for name, words in health.items())


def _post(url: str, body: str) -> None:
    request = urllib.request.Request(url, body.encode(), {"Content-Type": "application/json"}, method="POST")
    with urllib.request.urlopen(request, timeout=PATIENCE):
        return


def _mail(to: str, words: str) -> None:
    message = EmailMessage()
    message["Subject"], message["To"] = words[:200], to
    message["From"] = os.environ.get("NEWSARCHIVE_FROM") or f"newsarchive@{os.uname().nodename}"
    message["Date"], message["Message-ID"] = localtime(), make_msgid()  # mail without them is taken for junk
    message.set_content(words)
    host, _, port = (os.environ.get("NEWSARCHIVE_SMTP") or _MAIL).partition(":")
    with smtplib.SMTP(host, int(port or 25), timeout=PATIENCE) as server:
        server.send_message(message)
