"""Who wrote it, and who edited it: two lists of names, with no agency, date, address or job among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive import text, urls
from newsarchive.clean import afar, body, bylines, labels, moments, outlets, own, persons, reporters, signatures
from newsarchive.clean.lines import Line
from newsarchive.model import Claim, Draft, Publisher

#: How many persons a page may name in one role.
MOST = 30
#: Characters of the longest line in the body that is one of credits: in a longer one 记者 is a word of prose.
_SHORT = 43

_WEEKDAY = re.compile(r"\s(?:Mo|Di|Mi|Do|Fr|Sa|So|Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*[.,]|\s\d|\s[-–|•·]\s")
_NOBODY = {
    "admin", "author", "autor", "staff", "editor", "by", "von", "name", "website", "twitter", "facebook", "email",
    "posted", "written", "published", "veröffentlicht", "erstellt", "geschrieben", "share",
}  # fmt: skip
#: Characters of the longest word that somebody goes by.
_LONGEST_HANDLE = 24
#: Elements of lists of other articles.
_OF_OTHERS = re.compile("listing|teaser|related|recommend|sidebar|widget|thumbnail|promo")
_EDITOR = re.compile("[编編责責](?:(?<=[编編])[辑輯]|(?<=[责責])[编編])")
#: A job that stands between a label and a name.
_TITLE = re.compile("^(?:见习|实习|本报|本网|本刊|特约|首席)*(?:记者|記者|编辑|編輯|通讯员)(?=[ \u4e00-\u9fff])\\s?")
#: Another label, behind a comma: 作者：X，头图来自：Y.
_NEXT = re.compile("[，,；;][^，,；;：:]{1,8}[：:]")
#: An address names nobody, nor does a desk: BR24 Redaktion, MND Staff.
_NAMELESS = re.compile(r"://|^www\.|\S@\S|\w[ -](?:Redaktion|Redaktionsteam|Staff|Newsroom|Staff Report)$")
_DESK = re.compile(r"^Redaktion |[ -](?:Redaktion|Redaktionsteam|Staff|Newsroom|Staff Report)$")
_SITED = re.compile(r"\s[-|]\s")
_NICKNAME = re.compile(r"^[\u4e00-\u9fffA-Za-z]{2,10}$")
_WESTERN_BY = re.compile(
    r"^(?:(?:By|BY|Von|VON|von|by|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f)(?:\s?:?\s+|(?=[A-Z][a-z.]))"
    r"(?:unser(?:em|er|en)\s[^\W\d_]{4,20}\s)?"
    r"|(?:Text(?: ?(?:&|und) ?(?:Fotos?|Bilder))?|Words"
    r"|Autor(?:in|en|ka)?(?:/Autor(?:in)?)?|Oleh|Penulis|Szerző|Текст|Haber|Yazan|Teksti?|Author|Auteur|Autore|Автор"
    r"|Autorzy|Texte|Texto|Testo|Tekst|Muhabir|Συντάκτης|Ρεπορτάζ|كتبت?|بقلم|إعداد|تقرير|Redactora?)"
    r"(?:\s?:\s?|\s+)(?:von\s|by\s|de\s|par\s|di\s)?"
    r"|(?:Rédigé|Écrit|Propos recueillis|Recueilli|Escrito|Texto|Reportagem|Scritto) (?:par|por|da|de)\s?:?\s+"
    r"|(?:[Aa] cura di|[Dd]al nostro (?:inviato|corrispondente)|[Oo]prac\.|Γράφει [οη]|Του|Της|Των)\s+"
    r"|(?:Written|Posted|Story|Words|Reported|Published|Contributed|Submitted) by\s?:?\s+"
    r"|(?:Geschrieben|Verfasst) von\s?:?\s+"
    r"|(?:Ein(?:e)? )?(?:Artikel|Interview|Beitrag|Blog Beitrag|Gastbeitrag|Kommentar|Reportage) von\s+)"
    r"(?P<names>[^|\n]{3,90})"
)
_END_OF_BY = re.compile(
    r"\s[-–—|•·@/]\s?|\s\(|:$|\s(?:Publiée?|Published|PUBLISHED|Posted|Updated|Veröffentlicht|Publicado|Pubblicato"
    r"|Date|Data|Stand"
    r"|Дата|Photos? :|Фото)\b|,\s(?!(?:and|und|et|y|e)\s)(?:den\s|the\s)?(?=[a-z]|\d|Redner|Projekt)"
    r"|\s(?:on|am|at|um|vom|mit|Photos?|Fotos?"
    r"|Illustration\w*|Bilder|(?:Leave|Add) a|No [Cc]omments?|\d+ [Cc]omments?)\b"
)


#: How many lines below the text a byline may stand, and one that is labelled in full.
_CLOSE, _FAR = 4, 10
_LABELLED = re.compile(r"(?:Author|Autor|Autorin|Autorin/Autor|Auteur|Autore|Автор|Autorzy|Συντάκτης)\s?:?\s")
#: Characters of the words before a date that label it.
_LABEL = 16
_BEHIND = re.compile(r"[\s|,·•–—-]{1,4}(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or)\s(?P<names>[^|\n]{3,60})")
#: How an agency signs: (Reporting by Jane Doe in London; Editing by John Roe).
_REPORTED_BY = re.compile(
    r"^\(?(?:Additional )?[Rr]eporting by (?P<authors>[^;.()\n]{3,120})(?:[;.]\s?[Ww]riting by [^;.()\n]{3,80})?"
    r"(?:[;.]\s?[Ee]dit(?:ing|ed) by (?P<editors>[^;.()\n]{3,80}))?[.;]?\)?\.?$"
)
_IN_PLACE = re.compile(r"\s(?:in|at|from)\s[A-Z][\w. ]{2,24}?(?=,|\sand\s|$)")
_EDITED_BY = re.compile(
    r"(?:^\(?(?:[Ee]dited by|[Ee]diting by|[Rr]edaktion:|[Éé]dité par|[Ee]ditado por|Redigert av|Επιμέλεια:|編集[:：])"
    r"|(?:^\(?|(?<=[\s|•·]))(?:[Ee]ditor|[Rr]edattore|[Rr]edaktor|Redaktör|Toimittaja|Szerkesztő|Redactor|Редактор|Edytor)\s?:)"
    r"\s?(?P<editors>[^|\n;()]{3,60})"
)


@dataclass(frozen=True, slots=True)
class People:
    """Names by role, and what gave them."""

    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    authors_by: str = ""
    editors_by: str = ""


def people(draft: Draft, near: list[Line], publisher: Publisher, language: str) -> People:
    """Who wrote and who edited the page."""
    authors, authors_by = _first(_written(draft, near, publisher, language))
    editors, editors_by = _first(_edited(near, draft, language))
    if authors_by.startswith("metatags"):  # many a system fills in the editor at work
        authors = tuple(name for name in authors if name not in editors)
    return People(authors, editors, authors_by, editors_by)


def _first(found: Iterator[tuple[list[str], str]]) -> tuple[tuple[str, ...], str]:
    """The first evidence that names somebody."""
    for people, origin in found:
        if people:
            return tuple(dict.fromkeys(people))[:MOST], origin
    return (), ""


def _written(draft: Draft, near: list[Line], publisher: Publisher, language: str) -> Iterator[tuple[list[str], str]]:
    """The evidence of authorship, in the order of its authority: in Chinese, what readers see comes first.

    Where nobody is named, a publication that calls itself the author is one; an agency never is.
    """
    byline = _Byline(draft, publisher, language)
    if language.startswith("zh"):
        first_below = next((at for at, line in enumerate(near) if line.place in ("tail", "below")), len(near))
        yield from _labelled(near[:first_below], "author")
        yield from reporters.reported(near)
        yield from reporters.beside_outlets(near)
        yield from ((people, origin) for people, origin in byline.claimed() if any(map(persons.is_chinese, people)))
        yield list(filter(persons.is_chinese, (words for line in near for words in _credited(line)))), "line: source"
    yield from ((people, origin) for people, origin in byline.claimed() if any(map(persons.is_western, people)))
    yield from _labelled(near, "author")
    yield from _bylines(near)
    if not language.startswith("zh"):
        yield from reporters.beside_outlets(near)
    yield from _marked(byline)
    yield from byline.claimed()
    yield from signatures.named(near, draft, language)
    if not language.startswith("zh"):
        yield from ((byline.collective(group), origin) for origin, group in byline.groups.items())


class _Byline:
    """What tells the persons of a page's bylines from its site."""

    def __init__(self, draft: Draft, publisher: Publisher, language: str) -> None:
        self.draft, self.publisher, self.language = draft, publisher, language
        self.sites = {text.plain(claim.words) for claim in draft.all("publisher")} - {""}
        self.groups: dict[str, list[Claim]] = {}
        """The claims to the author by reader and rule: a page that says it twice says it in two spellings."""
        for claim in draft.all("author"):
            self.groups.setdefault(claim.origin, []).append(claim)
        self.named: dict[str, list[str]] = {}

    def claimed(self) -> Iterator[tuple[list[str], str]]:
        """Whom each group names: read when it is asked for, and once."""
        for origin, group in self.groups.items():
            if origin not in self.named:
                self.named[origin] = self.persons(group)
            yield self.named[origin], origin

    def persons(self, claims: list[Claim]) -> list[str]:
        """The persons in `claims`; a claim that opens with the site's own name, or is an address, names none."""
        found: list[str] = []
        for claim in claims if not persons.is_firm(claims[0].words) else ():
            words = claim.words
            if " - " in words or " | " in words:
                words = " & ".join(piece for piece in _SITED.split(words) if not self._is_site(piece))
            people = [] if _NAMELESS.search(words) else persons.split(words, self.language)
            if people and not self._is_site(people[0]):
                found += people
        return found

    def collective(self, claims: list[Claim]) -> list[str]:
        """The publication that `claims` call the author."""
        words = _SITED.split(claims[0].words)[0]
        name = _DESK.sub("", words)
        outlet = outlets.named(name)
        is_address = words.startswith("www.") or "://" in words or "@" in words
        if is_address or len(words) > persons.LONGEST or (outlet and outlet.kind == "agency"):
            return []
        return [words] if outlet or self._is_site(name) else []

    def _is_site(self, name: str) -> bool:
        plain = text.plain(name)
        if any(plain == site or (len(plain) > 4 and plain in site) for site in self.sites):
            return True
        domain = urls.site(urls.host(self.draft.page.url)).partition(".")[0]
        return (len(plain) > 3 and plain == text.plain(domain)) or own.is_own(name, self.draft.page.url, self.publisher)


def _marked(byline: _Byline) -> Iterator[tuple[list[str], str]]:
    """Names in elements that are named after authors: persons by their shape, one word alone only where it is sure."""
    for claim in byline.draft.all("byline"):
        if _OF_OTHERS.search(claim.rule) or _is_agency(claim.words):
            continue
        words = "" if _EDITOR.search(claim.words) else _WEEKDAY.split(_undated(claim.words))[0]
        found = [name for name in byline.persons([Claim("author", words, claim.reader)]) if persons.is_western(name)]
        if not found and claim.rule.startswith("sure") and " " not in (name := persons.BY.sub("", words).strip()):
            found = [name] if _is_called(name) else []
        yield found, claim.rule


def _is_agency(words: str) -> bool:
    outlet = outlets.named(persons.BY.sub("", words).strip())
    return outlet is not None and outlet.kind == "agency"


def _is_called(name: str) -> bool:
    """May one word in an author's own element be what somebody goes by? No agency, day, address or button is."""
    if not 2 < len(name) <= _LONGEST_HANDLE or name.lower() in _NOBODY or not any(map(str.isalpha, name)):
        return False
    outlet = outlets.named(name)
    return not (outlet and outlet.kind == "agency") and not persons.is_address(name)


def _undated(words: str) -> str:
    """`words` up to the first date in them, and without the marks and the day of the week before it."""
    found = moments.find(words)
    return bylines.BEFORE_DAY.sub("", words[: found[0].start].rstrip(labels.EDGE)) if found else words


def _labelled(near: list[Line], role: str) -> Iterator[tuple[list[str], str]]:
    """Names after a label, all of one line and of the lines next to it: 作者：张三 李四."""
    found: list[str] = []
    last = -2
    for at, line in enumerate(near):
        names = (
            [name for part in line.parts if part.role == role for name in _of_value(part.value)]
            if line.parts and _is_of_credits(line)
            else []
        )
        if names and at - last > 1:
            yield found, f"line: {role}"
            found = []
        if names:
            found, last = found + names, at
    yield found, f"line: {role}"


def _credited(line: Line) -> list[str]:
    """The words of what a line of credits names as its source: on many a page a person is among them."""
    parts = [part for part in line.parts if part.role == "source"] if line.parts and _is_of_credits(line) else []
    return [words for part in parts for words in re.split(r"[\s、]+", part.value)]


def _is_of_credits(line: Line) -> bool:
    """May labels in this line be those of credits? In prose they are words: 记者近日从."""
    if not line.whole:
        return False
    return line.place in ("above", "below") or len(line.words) <= _SHORT or body.is_credit(line.words)


def _of_value(value: str) -> list[str]:
    """The names in a label's value, up to the first bracket, date or word that is no name."""
    value = _NEXT.split(re.split(r"[【\[〔]|出自|\d{4}[-年/]", value)[0])[0]
    value = persons.joined(_TITLE.sub("", value.strip(" ,，、")))
    name, colon, _ = value.partition("：")
    if colon:
        return [name] if persons.is_chinese(name) else []
    if value.endswith(("摄", "攝")):
        return []
    first, *others = value.split() or [""]
    if text.han_share(first) <= 0.6 or "(" in value:
        return [value] if persons.is_name(value) and len(value.split()) < 6 else []
    if found := persons.chinese(first):
        return found + [name for name in others if persons.is_chinese(name)]
    return [first] if _NICKNAME.match(first) and persons.is_name(first) else []


def _edited(near: list[Line], draft: Draft, language: str) -> Iterator[tuple[list[str], str]]:
    """Editors: after a label, in the closing brackets of the text, in elements that are named after authors."""
    for line in near:
        for part in line.parts if line.whole else ():
            if part.role == "editor":
                found = _of_value(part.value) if _is_of_credits(line) else []
                yield found or re.findall(r"^[A-Za-z]{1,12}\d{0,6}", part.value)[:1], f"line {line.place}: editor"
    for line in near if not language.startswith("zh") else ():
        asked = _EDITED_BY.search if ":" in line.words else _EDITED_BY.match  # within a line stand labels alone
        match = asked(line.words) or (_REPORTED_BY.match(line.words) if line.place == "tail" else None)
        if line.whole and match and match["editors"]:
            found = persons.split(_END_OF_BY.split(_undated(match["editors"]))[0])
            yield list(filter(persons.is_western, found)), f"line {line.place}: editor"
    yield from reporters.closing(near, _EDITOR)
    for claim in draft.all("byline") if language.startswith("zh") else ():
        found = [name for part in labels.parts(claim.words) if part.role == "editor" for name in _of_value(part.value)]
        yield found, claim.rule
    if language.startswith("zh") and persons.is_chinese(name := afar.editor(draft.page)):
        yield [name], "markup: editor"


def _behind_date(line: Line) -> re.Match[str] | None:
    """A byline that follows the date: Published on March 12, 2024 By Jane Doe."""
    if not line.moments or line.place not in ("above", "head"):
        return None
    before = line.words[: line.moments[0].start]
    return _BEHIND.match(line.words, line.moments[-1].end) if len(before) <= _LABEL else None


def _bylines(near: list[Line]) -> Iterator[tuple[list[str], str]]:
    """By X, Von X: a line of its own in a script with spaces."""
    for line in near:
        is_near = line.place != "below" or line.distance < (_FAR if _LABELLED.match(line.words) else _CLOSE)
        is_close = line.whole and len(line.words) <= 120 and is_near
        if is_close and line.place == "tail" and (match := _REPORTED_BY.match(line.words)):
            yield list(filter(persons.is_western, persons.split(_IN_PLACE.sub("", match["authors"])))), "line tail: by"
        if is_close and (match := _WESTERN_BY.match(line.words) or _behind_date(line)):
            start = match.start("names")
            end = min([moment.start for moment in line.moments if moment.start > start], default=len(line.words))
            named = bylines.without_source(bylines.BEFORE_DAY.sub("", line.words[start:end])).strip()
            found = persons.split(_END_OF_BY.split(named)[0])
            yield [name for name in found if persons.is_western(name)], f"line {line.place}: by"
