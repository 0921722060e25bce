"""Names of persons: parted from each other, from their titles, and from what is no person.

Chinese names are told by their surnames: a list of the few hundred that nearly everybody bears. Western ones by their
shape. A name that both are silent on stands only where a page says outright that it is an author's.
"""

from __future__ import annotations

import html
import re

from newsarchive import text
from newsarchive.clean import given, lines, names, outlets

#: Characters of the longest name of a person.
LONGEST = 50

_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林郑鄭谢謝罗羅梁宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜叶葉程苏蘇魏吕呂丁任沈"
    "姚卢盧姜崔钟鐘鍾谭譚陆陸汪范石廖贾賈夏韦韋付傅方白邹鄒孟熊秦邱江尹薛闫閆阎閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬钱錢严嚴覃武戴莫孔向汤湯"
    "温溫康施文牛樊葛邢安齐齊易乔喬伍庞龐颜顏倪庄莊聂聶章鲁魯岳翟殷詹申欧歐耿关關兰蘭焦俞左柳甘祝包宁寧尚符舒阮柯纪紀梅童凌毕畢单單季裴霍涂成苗谷"
    "盛曲翁冉骆駱蓝藍路游辛靳管柴蒙鲍鮑华華喻祁蒲房滕屈饶饒解牟艾尤阳陽时時穆农農司卓古吉缪繆简簡车車项項连連芦蘆麦麥褚娄婁窦竇戚岑景党宫宮费費卜"
    "冷晏席卫衛米柏宗瞿桂全佟应應臧闵閔苟邬鄔边邊卞姬师師和仇栾欒隋商刁沙荣榮巫寇桑郎甄丛叢仲虞敖巩明佘池查麻苑迟遲邝鄺封官谈談匡鞠惠荆荊乐樂冀郁"
    "胥南班储儲原栗燕楚鄢劳勞谌諶奚皮粟冼蔺藺楼樓盘盤满滿闻聞位厉厲伊仝区區郜海阚闞花权權强強帅帥屠豆朴盖蓋练練廉禹井祖漆巴丰豐支卿国國狄平计計索"
    "宣晋晉相初门門云雲容敬来來扈晁芮都普阙闕浦戈伏鹿薄邸雍辜羊阿乌烏母裘亓修邰赫杭况況那宿鲜鮮印逯隆茹诺諾战戰慕危玉银銀亢嵇公哈湛宾賓戎勾茅利"
    "於格呼居揭干但尉冶斯元束檀衣信展阴陰昝智幸奉植衡富尧堯闭閉由桓"
)
_DOUBLE = (
    "欧阳",
    "歐陽",
    "上官",
    "司马",
    "司馬",
    "诸葛",
    "諸葛",
    "司徒",
    "东方",
    "東方",
    "皇甫",
    "尉迟",
    "令狐",
    "慕容",
    "夏侯",
    "端木",
    "公孙",
    "公孫",
    "轩辕",
)
_HAN = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_ANY_HAN = re.compile(r"^[\u4e00-\u9fff]{2,4}$")
_SPREAD = re.compile("(?<![\u4e00-\u9fff])([\u4e00-\u9fff]) ([\u4e00-\u9fff])(?![\u4e00-\u9fff])")
_MINORITY = re.compile(r"^[\u4e00-\u9fff]{1,8}[·•][\u4e00-\u9fff·•]{1,10}$")
_NOT_GIVEN = re.compile(
    "[近从從于在对對将將与與及的了是报報记記者讯訊电電社网網日月年时時说說称稱获獲悉自]$|^.[近从從获獲]"
)
_PARTICLES = (
    "de|da|do|dos|das|du|di|dei|degli|del|della|la|las|le|el|al|von|van|der|den|zu|zur|zum|vom|ten|ter|bin|ibn|bint|abu"
    "|ben|wa|ap|mac|y|e|i|af|av|of|the"
)
_PARTICLE = re.compile(rf"(?:{_PARTICLES})$")
_WESTERN = re.compile(
    rf"^[^\W\d_a-zß-ÿ][\w.'’`-]*(?:\s(?:(?:{_PARTICLES})\b|[^\W\d_a-z][\w.'’`-]*|\"[^\"]{{2,15}}\")){{1,6}}$"
)
_NO_NAME = re.compile(r"^\d|[@#<>{}=\[\]:*+_~]|://|www\.|\.(?:com|de|org|net|at|ch|cn|uk)\b|\d{2}|[。！？?!]")
_JOB = re.compile(
    r"[\s,]{1,3}(?:Redakteur|Redaktor|Reporter|Editor|Correspondent|Staff\b|Chief|Senior|Journalist|Contributor"
    r"|Columnist"
    r"|Head of|Managing|Autor(?:in)?\b|Volontär|Leiter|Korrespondent|Special to|Associate\b|Political|Sports?\b"
    r"|Business\b"
    r"|Producer|Writer|Tips meg|Twitter|Follow|Kommentar|Published|Updated|Stand\b|Photo|Foto).*$"
)
#: A job behind a name and a mark: , Health Correspondent; (Redakteurin); / Corresponsal; – Repórter da Agência Brasil.
_OFFICE = re.compile(
    r"(?:\s?[,(/]\s?|\s[–-]\s)(?:[^\W\d_][\w&’'-]{0,20}\s){0,4}?(?:correspondent|editor|reporter|writer|columnist"
    r"|journalist"
    r"|producer|analyst|envoyée?|correspondante?|journaliste|corresponsal|enviad[oa]|redactora?|periodista"
    r"|redakteur(?:in)?"
    r"|korrespondent(?:in)?|journalist(?:in)?|volontär(?:in)?|inviat[oa]|corrispondente|giornalista|repórter|jornalista"
    r"|корреспондент|обозреватель|журналист|redaktor(?:ka)?|dziennikar(?:z|ka)|korespondent(?:ka)?|muhabiri?)\b(?:(?!,?\s(?:and|und|et|y|e|i|и)\s(?-i:[^\W\d_a-z])).)*",
    re.IGNORECASE,
)
#: Where a person reports from, in brackets; the desk behind a name.
_WHERE = re.compile(
    r"\s\((?:à|a|in|en|em|aus|from|da|w|из|в)\s[^()]{2,30}\)?$|\s(?:[Dd]a )?[Rr]eda(?:ção|cción|ktion|zione|kcja)$"
)
_EMAIL = re.compile(r"\s\S{1,40}@\S{1,40}$")
#: A desk and a job, without a mark before them: Jane Doe Health correspondent.
_DESK = re.compile(
    r"\s(?:(?:Health|Science|Education|Environment|Technology|Economics?|Defen[cs]e|Diplomatic|Transport|Crime|Legal"
    r"|Religion"
    r"|Home|Foreign|World|Arts|Culture|Media|Data|Climate|Energy|Consumer|Investigations?|Court|City|State|Night|Deputy"
    r"|Assistant|Executive|Special|Chief|Senior|Political|Sports?|Business|Staff)\s){1,3}"
    r"(?:correspondent|editor|reporter|writer|columnist)\b.*$",
    re.IGNORECASE,
)
#: Whom a person writes for, or with: FOR MAILONLINE, avec AFP.
_WITH = re.compile(
    r"\s(?:FOR|For|for)\s[A-Z].*$|\s(?:avec|con|com|mit|with)\s(?:l['’])?(?:[A-Z]{2,5}|dpa|sda|Reuters)\b.*$"
)
#: The words before the names of a byline.
BY = re.compile(
    r"^(?:by|von|par|por|di|da|od|door|av|af|text|words|autor(?:in|en)?|author|story by|written by|posted by"
    r"|published by|contributed by|submitted by|veröffentlicht von|publié par|publicado por|pubblicato da"
    r"|gepubliceerd door|опубликовал[аи]?"
    r"|geschrieben von|ein artikel von|artikel von|verfasst von|reported by|redacción|автор|autorzy"
    r"|écrit par|rédigé par|propos recueillis par|recueilli par|texte(?: de| par)?|escrito por|texto(?: de)?|scritto da"
    r"|a cura di|d?al nostro (?:inviato|corrispondente)(?: a [^\W\d_]+)?|testo(?: di)?|reportagem de|por redação"
    r"|oprac\.?|tekst"
    r"|opracowani[ea]|muhabir|haber|yazı|γράφει (?:ο|η)|του|της|των|συντάκτης|ρεπορτάζ|текст|كتبت?|بقلم|إعداد|تقرير"
    r"|ein beitrag von|ein gastbeitrag von|ライター|執筆|取材・文|글"
    r"|作者|文|撰文|記者|记者|オピニオン)\b\s*:?\s*",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s?[、，;；/／|｜╱&＆•\n]\s?|\s?,\s?(?:and\s|und\s)?|\s(?:and|And|AND|und|Und|UND|et|y|e|i|og|och|en|и|та|mit|with"
    r"|with additional reporting by)\s+"
    r"(?=[^\W\d_a-z])|(?<=[\u4e00-\u9fff])[和与與](?=[\u4e00-\u9fff])"
)
_ADDRESS = re.compile(r"://|\S@\S")
_HANDLE = re.compile(r"\s?@\w+")
_NO_FIRST_NAME = re.compile(
    r"^(?:Übersetzung|Foto|Fotos|Photo|Photos|Bild|Illustration|Text|About|More|Read|View|See|Follow|All|The|Staff"
    r"|News|World"
    r"|Gesponserte|Weitere|Alle|Mehr|Kommentare?|Comments?|Share|Email|Print|Contact|Kontakt|Correspondent)\b"
)
_DESKS = re.compile(
    r"^(?:(?:the|our)\s)?(?:(?:special|own|staff)\s(?:correspondent|reporter|bureau)s?|special|staff|staff writers?"
    r"|staff reporters?|admin|administrator"
    r"|editor|editors|webmaster|guest|author|user|unknown|no author|news desk|online news|reporter|correspondent"
    r"|internacional|nacional|noticias|по материалам|monday|tuesday|wednesday|thursday|friday|saturday|sunday)$",
    re.IGNORECASE,
)
#: A firm, by the end of its name, and by all of it where a comma parted them.
_FIRM_ENDS = (
    " Ltd", " Pty", " Inc", " LLC", " Corp", " GmbH", " AG", " plc", " z o.o", " z o. o", " S.A", " SpA", " S.r.l",
    " d.o.o", " e.V", " B.V", "株式会社", "有限公司", "有限责任公司",
)  # fmt: skip
_FIRMS = frozenset(end.strip() for end in _FIRM_ENDS)
#: An office, a paper, a newsroom: the last word of its name, and words of others.
_BODY_ENDS = frozenset({
    "Times", "Herald", "Tribune", "Gazette", "News", "Media", "Daily", "Radio", "Network", "Magazine", "Journal",
    "Online", "Observer", "Chronicle", "Newsroom", "Bureau", "Service", "Services", "REPORTER", "REPORTERS", "Reporter",
    "Reporters", "Correspondent", "Correspondents", "Institute", "Solutions", "Articles", "Foundation", "Association",
    "Agency", "Group", "Editors", "Contributor", "Contributors", "Interactive",
})  # fmt: skip
_BODY = re.compile(
    r"University\b|Ministry of\b|-Stiftung\b"
    r"|^(?:Universität|Universidad|Université|Institut|Ministerium|Ministerio|Ministère|Stiftung|Verlag)\s"
)
_LIKE_PAPER = re.compile("[\u4e00-\u9fff]$")
#: Who put together what others wrote.
_BY_WHOM = re.compile(r"^(?:[Cc]ompiled|[Cc]urated|[Ww]ritten|[Ee]dited) by\s")
_EDGE = " .-–—()[]'\"*:：﹕"
#: The address of a site, or of an account.
_DOMAIN = re.compile(r"^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}$")
_CHINESE_TITLE = re.compile(
    r"^.{0,14}?(?:记者|記者|通讯员|通訊員|编辑|編輯|撰稿|特派员|评论员|作者|主笔|实习生)[:：/／\s]*|\s?(?:报道|報導|报导|摄影|攝影|摄|攝|整合|整理|编译|编辑|(?<=[\u4e00-\u9fff]{3})文|摄影报道)$"
)


def split(words: str, language: str = "") -> list[str]:
    """The names of persons in a byline, each as printed. `language` tells Japanese names from Chinese ones.

    >>> split("By Meg Kinnard and Errin Haines, Staff Writer"), split("半月谈记者谭飞王艳明 通讯员李静")
    (['Meg Kinnard', 'Errin Haines'], ['谭飞', '王艳明', '李静'])
    """
    words = _EMAIL.sub("", words[: 8 * LONGEST])
    if _ADDRESS.search(words):
        return []
    words = alone(words)
    words = BY.sub("", lines.tidy(html.unescape(words[: 8 * LONGEST])).strip(" .。—-–:：﹕"))
    if language != "ja" and text.han_share(words) > 0.6:
        return chinese(words)
    pieces = [_unemployed(_BY_WHOM.sub("", _jobless(piece)).strip(_EDGE)) for piece in _BETWEEN.split(words)]
    if pieces and (is_body(pieces[0]) or any(map(is_firm, pieces))):
        return []
    return list(dict.fromkeys(filter(is_name, pieces)))


def is_body(name: str) -> bool:
    """Is it a firm, an office or a newsroom, by the words of its name? Their address may follow, which is nobody's.

    >>> is_body("Acme Holdings Ltd"), is_body("Example University"), is_body("Jane Doe")
    (True, True, False)
    """
    return name.rpartition(" ")[2] in _BODY_ENDS or is_firm(name) or bool(_BODY.search(name))


def is_firm(name: str) -> bool:
    """Is it a firm, by its form: Ltd, GmbH, 有限公司?"""
    bare = name.rstrip(".")
    return bare.endswith(_FIRM_ENDS) or bare in _FIRMS or name.startswith("株式会社") or name.endswith(" Co.")


def _jobless(words: str) -> str:
    """`words` without the job that follows a name; Staff and Chief are also what some are called."""
    found = _JOB.sub("", words)
    return words if " " not in found.strip() and given.is_given(found.strip(_EDGE)) and " " in words.strip() else found


def _unemployed(name: str) -> str:
    """A name without the outlet that follows it at once: Jane Doe BBC News."""
    words = name.split() if "(" not in name and len(name) <= LONGEST else []
    for at in range(2, len(words)):
        last = words[at:]
        if (len(last) > 1 or last[0].isupper()) and outlets.named(" ".join(last)):
            return " ".join(words[:at])
    return name


def alone(words: str) -> str:
    """`words` without the job, the desk, the handle or the employer that follows a name.

    >>> alone("Jane Doe, Health Correspondent"), alone("Jane Doe @jane"), alone("JANE DOE FOR THE DAILY")
    ('Jane Doe', 'Jane Doe', 'JANE DOE')
    """
    words = _HANDLE.sub("", _WHERE.sub("", _EMAIL.sub("", words[: 8 * LONGEST])))
    return _WITH.sub("", _DESK.sub("", _OFFICE.sub("", words)))


def joined(words: str) -> str:
    """`words` with names of two characters that are spread to the width of three, 蒋 凌, written together."""
    return _SPREAD.sub(r"\1\2", words)


def chinese(words: str) -> list[str]:
    """The Chinese names in `words`, which hold names, titles and marks between them alone."""
    found: list[str] = []
    words = joined(words)
    for piece in re.split(r"[、，,;；/／|｜╱&＆\s（）()【】\[\]]+|(?=通讯员|通訊員)", words):
        piece = _CHINESE_TITLE.sub("", _CHINESE_TITLE.sub("", piece.strip("：:*◎·-—")))
        found += _run(piece)
    return list(dict.fromkeys(found))


def is_chinese(name: str) -> bool:
    """Is `name` a Chinese person's, by its surname, its length and its last letters?"""
    if _MINORITY.match(name):
        return not any(map(outlets.named, re.split("[·•]", name)))
    if not _HAN.match(name) or _NOT_GIVEN.search(name) or outlets.named(name):
        return False
    return (name[:2] in _DOUBLE or (name[0] in _SURNAMES and len(name) < 4)) and not names.is_nobody(name)


def is_western(name: str) -> bool:
    """Has `name` the shape of a person's in Latin, Greek or Cyrillic letters: two words or more, capitals first?"""
    if len(name) > LONGEST or not _WESTERN.match(name) or _NO_FIRST_NAME.match(name):
        return False
    return is_name(name) and not any(word[0].islower() and not _PARTICLE.match(word) for word in name.split())


def is_address(name: str) -> bool:
    """Is it a site's, or an account's: news.example?"""
    return bool(_DOMAIN.match(name))


def is_name(name: str) -> bool:
    """May `name` be that of a person, where the page says outright that an author stands here?"""
    if not 1 < len(name) <= LONGEST or _NO_NAME.search(name) or _DESKS.match(name) or names.is_nobody(name):
        return False
    if is_body(name) or is_address(name) or outlets.named(name):
        return False
    return not (_LIKE_PAPER.search(name) and outlets.looks_like_one(name, alone=True))


def _run(piece: str) -> list[str]:
    """Names written without a mark between them: 谭飞王艳明闫鹃."""
    if is_chinese(piece):
        return [piece]
    if not re.fullmatch("[\u4e00-\u9fff]{5,24}", piece):
        return [piece] if _ANY_HAN.match(piece) and is_name(piece) else []
    for length in (3, 2):
        head, rest = piece[:length], piece[length:]
        if is_chinese(head) and (is_chinese(rest) or len(rest) > 4) and (tail := _run(rest)):
            return [head, *tail]
    return []
