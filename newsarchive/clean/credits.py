"""The words on a page that credit somebody with its text: found, cut out, and ranked by place and form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newsarchive import text, urls
from newsarchive.clean import afar, bylines, forms, labels, names, outlets, own, persons
from newsarchive.clean.forms import Form
from newsarchive.clean.lines import Line
from newsarchive.model import Draft, Publisher

#: Lines that speak of credits in general, or credit a picture, a figure, a table.
_NOTICE = re.compile(
    r"凡.{0,20}(?:注明|标注|标明|註明)|[注标註]明(?:文章|稿件|出处|出處)?[来來出]|转载.{0,12}注明|不代表本|XXX|[本此上]段|仅供参考|侵权|侵犯|版权归"
    r"|^(?:上|下)一[篇条條则則]|^(?:相关|相關|延伸)[阅閱新链]|^评论[:：]"
    r"|(?:[Ii]mage|[Pp]hoto|[Pp]icture|[Dd]ata|[Cc]hart|[Gg]raphic)s? [Ss]ource|授权|授權"
)
#: Labels of sources that open a line, and what may follow the name: leave to reprint, that it was shortened.
_LABELS = ("来源", "來源", "文章来源", "本文来源", "稿源", "转自", "转载自", "摘自")
_ASKING = re.compile(r"[，,。；;\s（(]{0,3}(?:如需)?[转轉][载載][^。\n]{0,8}[注註]明[^。\n]{0,12}[。）)]?$")
_SHORTENED = re.compile(
    r"\s?[，,；;、]?\s?[（(]?(?:本文|内容|文字|编者)?(?:略)?有(?:所)?(?:删改|删节|删减|改动|修改|編輯)[）)。]?$"
)
#: Credits of pictures, by what they begin with, hold, and end with; and who sells pictures, in small letters.
_OF_FIGURE = re.compile("[（(]?[图圖][:：/／]")
_PICTURE = re.compile(r"图片来源|图来源|圖片來源|圖來源|사진\s?(?:출처|제공)|写真提供|资料图|資料照")
_TAKEN = ("攝", "摄", "摄）")
_STOCK = re.compile(
    r"getty|imago(?<=\bimago)\b|picture.alliance|alamy(?<=\balamy)\b|shutterstock|fotolia|istock|flickr|unsplash|pixabay"
    r"|pexels|adobe ?stock|depositphotos|freepik|dreamstime|wikimedia"
)
#: What opens the credit of a picture, and what a line of rights holds, in small letters: a name there is nobody's who
#: wrote.
_NOT_BESIDE = re.compile(
    r"^\W{0,3}(?:photo|foto|fuente de la imagen|image source|fot\.|zdj|image|bild|picture|pic\b|crédit|credit|imagen"
    r"|фото|φωτο|写真|사진|صورة|fotoğraf|[图圖]|攝影|摄影)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"©|ⓒ|\(c\)|copyright|版权所有|版權所有|all rights")

_BRACKETS = ("（）", "()", "[]", "【】", "〔〕", "（)", "(）", "《》", "「」")

#: Ranks, the lowest wins. A label beside the headline is surer than one after the text, where notes stand too.
_RANKS = {"above": 10, "head": 12, "tail": 20, "below": 30}
#: The site's own name beside a date stands behind whoever else is named there.
_SITE = 11
_RULES, _HEADING, _BESIDE, _META, _AUTHOR, _DATELINE, _COPYRIGHT, _AFAR = 0, 15, 40, 45, 50, 60, 70, 80


@dataclass(frozen=True, slots=True)
class Credit:
    """A source that some words name."""

    name: str
    words: str
    """The words, as printed, without brackets around them."""
    rank: int
    origin: str
    line: Line | None = None
    """Where they stand; None for a claim from the markup."""
    wire: bool = False
    """Is it an agency's own mark: a dateline, a tag, a copyright?"""
    bare: bool = False
    """Is it a name without a label? All of its line is one of credits then."""

    @property
    def leaves(self) -> bool:
        """Do its words leave the body? An agency's dateline and tag stay: reprints are recognised by them."""
        in_body = self.line is not None and self.line.place in ("head", "tail")
        return in_body and (self.bare or not self.wire)


def credits(draft: Draft, near: list[Line], publisher: Publisher, language: str = "") -> list[Credit]:
    """Everybody whom the page credits with its text, the most to be trusted first."""
    found = [*_claimed(draft), *_labelled(near), *_beside_dates(near), *_at_the_close(near)]
    is_own = {name: own.is_own(name, draft.page.url, publisher) for name in {credit.name for credit in found}}
    kept = [credit for credit in found if not (is_own[credit.name] and _is_only_the_site(credit))]
    kept = kept or list(_afar(draft, language))
    return sorted(kept, key=lambda credit: credit.rank + _SITE * is_own.get(credit.name, False))


def _afar(draft: Draft, language: str) -> Iterator[Credit]:
    """The source that is linked to from far below the text."""
    words, evidence, _ = afar.source(draft.page, language)
    if (name := names.name(names.cut(words))) and not _is_picture(evidence):
        yield Credit(name, evidence, _AFAR, "markup: linked label")


def _is_only_the_site(credit: Credit) -> bool:
    """Is a site's own name no more than that? It stands near many a date and in many a meta, crediting nobody."""
    if credit.rank < _BESIDE or credit.wire:
        return False
    return credit.line is None or not text.han_share(credit.name) > 0.5


def _claimed(draft: Draft) -> Iterator[Credit]:
    """What the markup says."""
    for claim in draft.all("source"):
        words = claim.words[:200]
        outlet = outlets.at(urls.host(words)) if "://" in words else None
        if name := outlet.name if outlet else _of_label(words) or names.name(names.cut(words)):
            rank = _RULES if claim.reader == "rules" else _HEADING if claim.reader == "heading" else _META
            if rank != _META or outlets.looks_like_one(name):
                yield Credit(name, words, rank, claim.origin)
    yield from _elsewhere(draft)
    for claim in draft.all("author"):
        name = names.name(claim.words[:200]) if "://" not in claim.words else ""
        outlet = outlets.named(name)
        if name and outlets.looks_like_one(name) and (len(name) > _INITIALS or (outlet and outlet.kind == "agency")):
            yield Credit(name, claim.words, _AUTHOR, claim.origin)


def _elsewhere(draft: Draft) -> Iterator[Credit]:
    """Outlets of other sites that the page says it belongs to, is based on, or is published by."""
    site = urls.site(urls.host(draft.page.url))
    based = [claim for claim in draft.all("source_url") if claim.rule.startswith("JSON-LD")]
    for claim in (*draft.all("canonical")[:1], *based):
        host = urls.host(claim.words)
        if (outlet := outlets.at(host)) and urls.site(host) != site:
            yield Credit(outlet.name, claim.words[:200], _META, claim.origin)
    published = [claim for claim in draft.all("publisher") if claim.rule == "JSON-LD publisher"]
    for claim in (*published, *draft.all("publisher_page")):
        name = claim.words.rstrip("/").rpartition("/")[2]
        outlet = outlets.named(name) if text.plain(name) != text.plain(site.partition(".")[0]) else None
        if outlet and outlet.home and site not in map(urls.site, outlet.home):
            yield Credit(outlet.name, claim.words[:200], _META + 1, claim.origin)


def _of_label(words: str) -> str:
    for form in forms.in_words(words):
        if form.shape == "label" and (match := form.pattern.search(words)):
            return names.name(names.cut(match["name"]))
    return ""


def _labelled(near: list[Line]) -> Iterator[Credit]:
    """What words in one of the forms say."""
    possible = forms.cues("\n".join(line.words for line in near))
    inside = forms.anywhere(possible)
    for at, line in enumerate(near):
        among = possible if _is_edge(line) else inside
        held = [form for form in forms.in_words(line.words, among) if _fits(form, line)] if among else ()
        matches = [(form, match) for form in held if (match := form.pattern.search(line.words))]
        if matches and not _NOTICE.search(_unasked(line.words)) and not _is_picture(line.words):
            for form, match in matches:
                if _may_stand(form, match, line) and not (form.weak and _is_of_figure(near, at, match)):
                    yield from _credit(form, match, line)


def _unasked(words: str) -> str:
    """`words` without what asks those who reprint: 来源：X，转载请注明出处 names X."""
    return _ASKING.sub("", words) if words[:8].lstrip("（(【[ ").startswith(_LABELS) else words


def _is_of_figure(near: list[Line], at: int, match: re.Match[str]) -> bool:
    """Does a weak label belong to a figure or picture, not to the text: in brackets, after numbers, far from dates?"""
    line = near[at]
    if line.place in ("above", "head"):
        before = _before(line, match)
        beside = near[max(at - 2, 0) : at + 3]
        dated = any(other.moments for other in beside if other.place in ("above", "head"))
        return not before.endswith(";") and (line.words[:1] in "([" or not dated or not bylines.hold_all(before))
    before = near[at - 1].undated if at else ""
    if line.place == "below":
        return "%" in before and len(before) < 80
    return (
        line.place == "tail" and line.whole and match.start() < 2 and len(before) < 80 and any(map(str.isdigit, before))
    )


def _before(line: Line, match: re.Match[str]) -> str:
    """What stands in a line before a label, less its dates."""
    words = line.words[: match.start()]
    for moment in reversed(line.moments):
        if moment.end <= match.start():
            words = f"{words[: moment.start]} {words[moment.end :]}"
    return words.rstrip(" |·•-")


def _credit(form: Form, match: re.Match[str], line: Line) -> Iterator[Credit]:
    end = min([one.start for one in line.moments if one.start > match.start("name")], default=len(line.words))
    value = names.reach(line.words[match.start("name") : min(end, match.end("name"))])
    listed = names.several(names.name(value))
    if not listed and not _ends(line.words, match.start("name") + len(value)):
        value = names.cut(value)
    name = names.name(names.cut(value))
    name = _without_place(name) if form.shape == "dateline" else name
    if not name or (form.known and not _is_known(form, name)) or (form.weak and _OF_DATA.search(name)):
        return
    start, end = match.start(), match.start("name") + len(value)
    if form.shape in ("dateline", "signature"):
        start, end = match.span()
    place = _RANKS[line.place] + (_BESIDE if form.faint or persons.is_chinese(name) else 0)
    rank = {"dateline": _DATELINE, "signature": _DATELINE, "copyright": _COPYRIGHT}.get(form.shape, place)
    if form.shape == "tag":
        start, end = _sentence(line.words, start, end)
    if rest := _SHORTENED.match(line.words, end) or _ASKING.match(line.words, end):
        end = rest.end()
    wire = form.shape in ("dateline", "signature", "copyright")
    evidence = _evidence(line.words[start:end])
    is_line = form.shape == "signature" and line.whole and (start, end) == (0, len(line.words))
    for step, one in enumerate(listed or _via(name)):
        yield Credit(one, evidence, rank + form.weak * 5 + step, f"{line.place}: {form.slug}", line, wire, is_line)


def _ends(words: str, at: int) -> bool:
    """Is the end of a line, or of a sentence, at this place?"""
    return not words[at:].strip(" .。)）]】")


#: Characters of a claim to the author that may be a person's initials.
_INITIALS = 3
#: Characters of the shortest name before a place.
_SHORTEST = 3
#: How a survey is named, or a table of an office: with the year that it is of, and more.
_OF_DATA = re.compile(r"(?:19|20)\d\d\b.{4}")


def _via(name: str) -> list[str]:
    """Who said it, and by whom it came: Reuters via Yahoo News."""
    return [found for words in _VIA.split(name) if (found := names.name(words))] or [name]


def _sentence(words: str, start: int, end: int) -> tuple[int, int]:
    """The whole of a short sentence that says whose a text is, with where to read it.

    This article was originally published on X under a licence. Read the original.
    """
    before = max(words.rfind(mark, 0, start) for mark in ".!?\u3002") + 1
    begin = before + len(words[before:start]) - len(words[before:start].lstrip())
    if start - begin > _SHORT:
        return start, end
    rest = _REST.match(words, end)
    return begin, rest.end() if rest else end


#: Forms that stand in sentences, and what these speak of where it is the text that was published elsewhere.
_OF_TEXTS = (
    "originally published", "zuerst erschienen", "publié sur", "publicado originalmente", "verscheen eerder in",
)  # fmt: skip
_TEXT = re.compile(
    r"article|story|piece|post\b|essay|column|commentary|interview|version|report\b|op-ed|feature|excerpt|analysis|blog"
    r"|content|text|opinion|\bthis\b|\bit\b|artikel|beitrag|dieser|dieses|kommentar|stück|papier|cet|tribune|entretien"
    r"|art[ií]culo|artigo|articolo|nota|columna|reportaje|este|esta|questo|quest|pezzo|intervista|tekst|стать|материал"
    r"|текст|колонк|artyku|verhaal|stuk|člán|материал|матеріал|стат[тя]|cikk|makale|tulisan|artikkel|άρθρο|κείμενο",
    re.IGNORECASE,
)


def _speaks_of_the_text(words: str, start: int) -> bool:
    """Does the sentence before this place name nothing, or the text itself? A study, too, is published in a journal."""
    before = words[max(words.rfind(mark, 0, start) for mark in ".!?\u3002") + 1 : start]
    return not any(map(str.isalpha, before)) or bool(_TEXT.search(before))


#: The rest of a sentence about whose a text is, and the sentence that sends readers there.
_REST = re.compile(
    r"[^.!?\n]{0,160}(?:[.!?]|(?=[)）]?$))(?:\s?[(\[]?(?:(?:You can )?[Rr]ead the|Lire l|Lea (?:el|aquí el)|Leia o"
    r"|Leggi (?:l|qui l)|Lesen Sie)"
    r"[^.!?\n]{0,40}[Oo]rigin[^.!?\n]{0,24}[.!?]?[)\]]?)?"
)


def _without_place(name: str) -> str:
    """The outlet that a dateline opens with, less the place that follows it: 人民网北京."""
    if outlets.named(name) or not name or name[0].isascii():
        return name
    longest = range(len(name) - 1, _SHORTEST - 1, -1)
    return next((name[:end] for end in longest if outlets.named(name[:end])), name)


def _is_known(form: Form, name: str) -> bool:
    outlet = outlets.named((names.several(name) or re.split(r"[/,]", name))[0])
    if outlet is None or form.known == "outlet":
        return outlet is not None
    return outlet.kind == "agency" or (form.shape == "dateline" and outlet.kind == "broadcaster")


def _is_edge(line: Line) -> bool:
    """May the text open, or close, with this line?"""
    return _opens(line) or (line.place == "tail" and line.distance <= 1)


def _opens(line: Line) -> bool:
    return line.opens or (line.place == "above" and line.distance == 0)


#: Who took a picture, behind an agency's rights: © РИА Новости / Иван Петров.
_PHOTOGRAPHER = re.compile(r"\s/\s[^\W\d_a-z][\w-]{1,20}\s[^\W\d_a-z]")


def _fits(form: Form, line: Line) -> bool:
    """May words of this form stand on this line? Asked before any pattern is tried."""
    if form.shape == "dateline":
        return _opens(line)
    if form.shape == "signature":
        return line.place == "tail" and line.distance <= 1 and line.words.rstrip(".")[-1:] in ")）/"
    return form.shape != "copyright" or line.place != "above"


def _may_stand(form: Form, match: re.Match[str], line: Line) -> bool:
    """May words of this form stand at this place of the line?"""
    if form.shape in ("dateline", "signature"):
        return match.start() == 0 or form.shape == "signature"
    if form.slug in _OF_TEXTS and not _speaks_of_the_text(line.words, match.start()):
        return False
    if form.shape == "copyright" and _PHOTOGRAPHER.search(match["name"]):
        return False
    if form.shape == "copyright" or form.slug == "courtesy of":
        return line.place in ("head", "tail", "below")
    if form.weak and line.place == "below" and line.distance > 5:
        return False
    if form.weak and line.words[: match.start()][-2:].strip().isalnum() and not bylines.hold_all(_before(line, match)):
        return False
    if line.place == "head" and not line.whole:
        return False
    before = line.words[: match.start()].rstrip(' （([【〔「《<“"\u3000*—-–')
    return line.whole or not before or before[-1] in "。.!！?？”」』；;)）"


def _evidence(words: str) -> str:
    """`words` without the brackets that hold all of them."""
    words = words.strip()
    if words[:1] + words[-1:] in _BRACKETS and words.count(words[0]) == 1:
        words = words[1:-1].strip()
    return words


def _beside_dates(near: list[Line]) -> Iterator[Credit]:
    """Bare names beside a date, or alone on the line before or after it; agencies' names on any line of their own."""
    lines = [line for line in near if line.place in ("above", "head") and line.whole and len(line.words) <= 120]
    lines = [line for before, line in zip([None, *lines], lines, strict=False) if not _is_of_picture(before, line)]
    lines = [line for line in lines if ">" not in line.words and "»" not in line.words]
    for at, line in enumerate(lines):
        dated = any(other.moments for other in lines[max(at - 1, 0) : at + 2])
        yield from _as_author(line)
        if dated or _is_agency(line.words):
            is_alone = at == 0 or len(lines[at - 1].words) <= _SHORT
            yield from _bare(line, is_alone=is_alone and (dated or _is_before_place(lines[at + 1 : at + 3])))


def _is_before_place(following: list[Line]) -> bool:
    """Is the next line a place, and the one after it the date: EFE, Madrid, 6 January 2020?"""
    return len(following) > 1 and len(following[0].words) <= _PLACE and bool(following[1].moments)


def _at_the_close(near: list[Line]) -> Iterator[Credit]:
    """An agency's name, or an outlet's in brackets, alone on the line after the last sentence: PAP, （央视新闻）."""
    for line in near:
        if line.distance or not line.whole or line.place not in ("tail", "below") or len(line.words) > _SHORT:
            continue
        in_brackets = line.words[:1] in "(（[【" and line.words[-1:] in ")）]】"
        name = names.name(line.words)
        outlet = outlets.named(name) if name and (in_brackets or not name.istitle()) else None
        if outlet and (in_brackets or outlet.kind == "agency"):
            yield Credit(name, _evidence(line.words), _BESIDE, f"{line.place}: name alone", line, bare=True)


def _is_of_picture(before: Line | None, line: Line) -> bool:
    """Does a line credit a picture, or follow one that says so and no more?"""
    said = before.words if before is not None and len(before.words) < 10 else ""
    if _NOT_BESIDE.match(said) or _RIGHTS.match(said.lower()):
        return True
    return bool(_NOT_BESIDE.match(line.words) or _RIGHTS.search(line.words.lower()) or _is_picture(line.words))


def _is_picture(words: str) -> bool:
    """Do these words credit a picture?"""
    if not words.isascii() and (words.endswith(_TAKEN) or _OF_FIGURE.match(words) or _PICTURE.search(words)):
        return True
    return _STOCK.search(words.lower()) is not None


def _is_agency(words: str) -> bool:
    outlet = outlets.named(_BY.sub("", words)) if len(words) <= _SHORT else None
    return outlet is not None and outlet.kind == "agency"


def _as_author(line: Line) -> Iterator[Credit]:
    """An outlet that stands where an author should: 作者 国际在线, Autor: (AND), (PAP)."""
    values = [part.value for part in line.parts if part.role == "author"]
    if match := _AUTHOR_LABEL.match(line.words):
        values += re.split(r"[,()/;]+", match[1])
    elif match := persons.BY.match(line.words):
        end = min((moment.start for moment in line.moments if moment.start > match.end()), default=len(line.words))
        values += _EMPLOYED.split(line.words[match.end() : end].rstrip(labels.EDGE))[1:]
    for value in values:
        outlet = outlets.named(value.strip())
        if outlet and (len(value) > 4 or outlet.kind == "agency"):
            yield Credit(names.name(value), value.strip(), _BESIDE, f"{line.place}: as author", line, bare=True)


#: Characters of a line that names the place between an agency and the date.
_PLACE = 24
#: Characters of a line that is an agency's name, and words before it.
_SHORT = 40
_AUTHOR_LABEL = re.compile(r"^(?:Autor(?:zy)?|Author|Автор|Auteur)\s?:\s?(.{2,80})$")
#: What parts a reporter from whom he writes for: By Jane Doe, Associated Press; by Jane Doe for Reuters.
_EMPLOYED = re.compile(r",\s?|\sfor\s(?:the\s)?|\sof\s(?:the\s)?|\s[|/–—-]\s")
_URL = re.compile(r"(?<![A-Za-z\d.-])(?:https?://)?(?:[A-Za-z\d-]{1,63}\.){1,5}(?:com|cn|net|org|tw|hk)[/\w.-]*")
_BY = re.compile(r"^(?:By|From|Von|Par|Por|Di|Da|原创|原創|作者|\[?转\]?)[\s:：]+", re.IGNORECASE)
_AFTER = re.compile(
    r"\s(?:Publiée? le|Published(?: on)?|Updated(?: on)?|Posted(?: on)?|Publicado(?: e[lmn])?|Pubblicato il"
    r"|Veröffentlicht am"
    r"|Stand|Aktualisiert(?: am)?)\s?:?$|微博$|\[?整理\]?$|[（(]微博[）)]$|\s?分享$",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s?[/／╱|｜【】\[\]（）()]\s?|\s[-–—]\s|\s{2,}|(?<=[\u4e00-\u9fff])\s|\s(?=[\u4e00-\u9fff])")
#: AP alone on a line is a picture's more often than a text's, unless the date is its neighbour and no caption is.
_ABBREVIATION = re.compile(r"^[A-Z]{2,4}$")
_VIA = re.compile(r"\svia\s", re.IGNORECASE)
#: What follows a reporter's or an agency's name to say where it reports from: in Paris; , Nairobi.
_FROM = re.compile(r"^([^,.\n]{2,30}?)(?:,\s|\s(?:in|à|en|em|aus|из)\s)[^\W\d_a-z][^\s,]{2,20}$")
_OFFICE = re.compile(r"^(?:Redacción|Redação|Rédaction|Redaktion|Redazione|Redakcja|red)\s?[/|,-]\s?", re.IGNORECASE)


def _is_beside(name: str, line: Line, is_alone: bool) -> bool:
    """Is an abbreviation the author's: By AP, or an agency's with the date: PTI | Jan 6, 2020? Not in brackets."""
    if _BY.match(line.words) or _OFFICE.match(line.words):
        return True
    outlet = outlets.named(name)
    return (
        (is_alone or bool(line.moments))
        and line.words.startswith(name)
        and outlet is not None
        and outlet.kind == "agency"
    )


#: Names of outlets that are words of menus as well: a section stands beside the date as often.
_OF_MENUS = frozenset({
    "science", "nature", "focus", "fortune", "variety", "mirror", "metro", "medium", "insider", "stuff", "salon",
    "slate", "dawn", "marca", "wired", "time", "world", "财经", "財經", "科学", "科學", "自然", "读书", "讀書", "读者",
    "環球", "环球", "财富", "財富", "時事", "时事", "连线", "小康", "界面", "微博",
})  # fmt: skip
#: Letters to make the type larger or smaller: A A.
_LETTERS = re.compile(r"^(?:[A-Za-z]\s+){1,4}[A-Za-z]$")
_BARE = re.compile(
    r"^(?!关注|關注|下载|下載|扫码|掃碼|打开|打開|更多|现在|現在|返回|欢迎|歡迎|进入|進入|首页|来自|我要|订阅|手机|相关|相關)[\u4e00-\u9fffA-Za-z\d·\-—－]{2,16}$"
)


def _bare(line: Line, *, is_alone: bool) -> Iterator[Credit]:
    """The name that a line holds, if it is an outlet's: one that we know, or in Chinese one that ends like one's."""
    rest = _BY.sub("", _URL.sub(" ", line.rest).strip(labels.EDGE)).strip(labels.EDGE)
    if not rest or len(rest) > 60 or line.words[:1] in "(（[" or rest[-1] in "。！？":
        return
    near = _FROM.match(rest)
    person, comma, employer = rest.rpartition(", ")
    if comma and persons.is_western(person) and _is_agency(employer):
        rest = employer
    pieces = dict.fromkeys([rest, *_PARTING.split(_OFFICE.sub("", rest)), near[1] if near else ""])
    found = [names.name(_AFTER.sub("", words)) for words in pieces if words]
    found = [name for name in found if text.plain(name) not in _OF_MENUS and not _LETTERS.match(name)]
    steps = _via(rest) if _VIA.search(rest) else ()
    if len(steps) > 1 and outlets.named(steps[0]):
        for step, name in enumerate(steps):
            yield Credit(name, rest, _BESIDE + step, f"{line.place}: beside the date", line, bare=True)
        return
    for name in filter(None, found):
        if outlets.named(name) and not (_ABBREVIATION.match(name) and not _is_beside(name, line, is_alone)):
            yield Credit(name, name, _BESIDE, f"{line.place}: beside the date", line, bare=True)
            return
    for name in filter(None, found):
        if _BARE.match(name) and not _ABBREVIATION.match(name) and outlets.looks_like_one(name, alone=True):
            yield Credit(name, name, _BESIDE + 1, f"{line.place}: beside the date", line, bare=True)
            return
