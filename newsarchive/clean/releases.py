"""What press offices put above the text of a release: whom to call, and when it may be printed."""

from __future__ import annotations

import re

#: Characters of the longest line of contacts.
_LONGEST = 240
_CONTACT = re.compile(
    r"^\W*(?:(?:media|press|news)\s)?(?:contacts?|kontakt|pressekontakt|ansprechpartner(?:in)?|contact presse|contacto"
    r"(?: de prensa)?|contatti?|contato|контакты?|新闻联系人|媒体联系人?|联系人)\s?[:：]",
    re.IGNORECASE,
)
_REACHED = re.compile(r"\w@[\w-]{1,60}\.\w|\d{3}[)\s./–-]{1,3}\d{2,4}[\s./–-]?\d{2}")
_FREE = re.compile(
    r"^\W*(?:for (?:immediate|general) release|zur sofortigen veröffentlichung|pour (?:diffusion|publication) immédiate"
    r"|para (?:su )?(?:publicación|difusión) inmediata|per diffusione immediata|para divulgação imediata)\b[\W\d]*$",
    re.IGNORECASE,
)


def heads(words: str) -> bool:
    """Is a line at the head of a release only for the newsroom: a contact with number or address, or leave to print?

    >>> heads("Contact: Jane Doe, (215) 555-0100"), heads("FOR IMMEDIATE RELEASE"), heads("Contact: a film")
    (True, True, False)
    """
    if len(words) > _LONGEST:
        return False
    return bool(_FREE.match(words) or (_CONTACT.match(words) and _REACHED.search(words)))
