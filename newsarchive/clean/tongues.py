"""What the words of a text tell of its language: their script, and among languages of one script the smallest words and
the letters that few of them have."""

from __future__ import annotations

import re
from collections import Counter

#: Characters that are looked at: a paragraph or two, and enough for all languages here.
_SAMPLE = 1000
#: Characters by which a script is told.
_GLANCE = 500
#: Shares of the letters that make a text its script's, and of kana, which make Chinese characters Japanese.
_SOME, _SOME_KANA = 0.2, 0.03
#: A letter of a script that is neither Latin nor a mark: most texts of the West have none.
_OTHER_SCRIPT = re.compile("[\u0370-\u1dff\u2c00-\ufaff]+")
#: How many votes a hundred words must have for a language to call a text by it; and the least of them.
_ENOUGH, _LEAST = 0.08, 2
#: What a letter's vote is beside that of a word.
_OF_LETTER = 0.5

_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]+")),
    ("ko", re.compile("[\uac00-\ud7af]+")),
    ("zh", re.compile("[\u4e00-\u9fff]+")),
    ("ru", re.compile("[\u0400-\u04ff]+")),
    ("ar", re.compile("[\u0600-\u06ff]+")),
    ("el", re.compile("[\u0370-\u03ff]+")),
    ("he", re.compile("[\u0590-\u05ff]+")),
    ("th", re.compile("[\u0e00-\u0e7f]+")),
    ("hi", re.compile("[\u0900-\u097f]+")),
    ("bn", re.compile("[\u0980-\u09ff]+")),
    ("ta", re.compile("[\u0b80-\u0bff]+")),
    ("ka", re.compile("[\u10a0-\u10ff]+")),
    ("hy", re.compile("[\u0530-\u058f]+")),
    ("te", re.compile("[\u0c00-\u0c7f]+")),
    ("kn", re.compile("[\u0c80-\u0cff]+")),
    ("ml", re.compile("[\u0d00-\u0d7f]+")),
    ("gu", re.compile("[\u0a80-\u0aff]+")),
    ("pa", re.compile("[\u0a00-\u0a7f]+")),
    ("or", re.compile("[\u0b00-\u0b7f]+")),
    ("si", re.compile("[\u0d80-\u0dff]+")),
    ("km", re.compile("[\u1780-\u17ff]+")),
    ("lo", re.compile("[\u0e80-\u0eff]+")),
    ("my", re.compile("[\u1000-\u109f]+")),
    ("am", re.compile("[\u1200-\u137f]+")),
)
#: Characters that only one way of writing Chinese has, among the most frequent of all.
_SIMPLIFIED = re.compile(
    "[这来说们时会对为国过发个学样经没现还进动实关点两开长从问业产电车东话见给间让员觉报边张战场师马观单远]"
)
_TRADITIONAL = re.compile(
    "[這來說們時會對為國過發個學樣經沒現還進動實關點兩開長從問業產電車東話見給間讓員覺報邊張戰場師馬觀單遠]"
)

#: The small words of each language, of those in Latin letters first; of two with as many votes the first has it.
_LATIN = {
    "en": "the of and to in is that for was with on as it at by from this are be have not an has but they which said",
    "de": "der die und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat"
    " nach bei wir sie dass um am",
    "fr": "le la les de des et un une du en est que pour dans qui sur au par pas plus avec ce il sont aux cette leurs"
    " selon nous ne été",
    "es": "el la los las de y en que un una por con para del se es su al lo como más pero sus le ha este desde según"
    " porque mientras muy ser son",
    "it": "il la di che e per un una in del della non con sono si le dei al nel alla più da come anche gli delle lo"
    " ha hanno loro",
    "pt": "o a os as de que e do da em um uma para com não no na por mais se dos como mas ao foi das pela pelo isto"
    " são seus segundo quem",
    "nl": "de het een van en in is dat op te voor met zijn die niet aan er om ook als maar door bij naar uit wij hebben"
    " heeft hun",
    "sv": "och att det i en som är av för på den till med inte har ett om de var vi från men så kan eftersom inte hela"
    " andra enligt ska under efter",
    "da": "og at det i en til er som på de med af for den ikke har et om fra var men der sig blev være hvor efter"
    " bliver mens ifølge siger deres også ved nu ud op end kun mellem hvad mod noget nogle når skal uge",
    "no": "og i det på er en til som for av med at har de den ikke om et fra men var seg ble etter dette mens ifølge"
    " sier deres også hvor mot ut å nå ut opp enn bare mellom hva noe noen når skal blir uke ble",
    "fi": "ja on ei että se oli hän ovat myös kun mutta joka sen kuin mukaan ole tai jo jotka heidän koska tämä ne"
    " noin sekä vuoden",
    "pl": "i w z na się nie do to że jest o za od po jak przez dla ale są który oraz tego co ich które jego",
    "cs": "a v se na je že o z s do to ve i pro by jako po ale za podle bude ke jsou která který jen od při však",
    "sk": "a v sa na je že o s do z to pre ako by po ale za podľa bude sú ktorý ktorá ktorí len od pri však aj",
    "sl": "in je v na da se za so bo z ki ne s pa po bi tudi od pri kot lahko bodo ker iz med njihove sta še",
    "hr": "i je u na se da za su od a koji s će ne o kao iz što bi do nakon prema rekao tijekom jer dok prije"
    " dvije gdje također tko vrijeme uvijek posto riječima",
    "sr": "i je u na se da za su od a koji sa će ne o kao iz što bi do nakon prema rekao tokom jer dok pre posle"
    " gde dve gde takođe vreme uvek odsto rečima",
    "hu": "a az és hogy nem is egy de meg ez volt csak már el még mint azt aki szerint mert amely amíg ha lesz",
    "ro": "și de în a la cu pe că nu o din care pentru este un mai sunt fost să au al ale prin pot cei lor deoarece",
    "tr": "ve bir bu için ile de da olarak çok daha olan gibi ise en sonra kadar ne var dedi göre her ama olduğunu"
    " iki yeni",
    "az": "və bir bu üçün ilə də da olaraq çox daha olan kimi isə ən sonra qədər nə var dedi görə hər amma olub",
    "id": "yang dan di dengan untuk dari ini pada tidak itu dalam akan juga ke karena oleh bisa saat kata mereka"
    " sementara warga kami dua tetap adalah bahwa harus yakni katanya telah kedua sebanyak tahu lalu",
    "ms": "yang dan di dengan untuk daripada ini pada tidak itu dalam akan juga ke kerana oleh boleh ketika kata"
    " mereka sementara kami dua kekal berkata bahawa ialah iaitu kira minit katanya beliau turut telah kedua"
    " sebanyak tahu",
    "tl": "ang ng sa na mga at ay ni para hindi kung ito siya nang mula dahil ngunit ayon noong habang may si",
    "vi": "và của là có cho các được trong không với những một người này đã để khi theo về tại ra",
    "sw": "ya na wa kwa ni za la katika kwamba cha hii hiyo kuwa baada alisema watu wakati huo lakini hizo",
    "ca": "el la els les de i en que un una per amb del es al a no són més va han seus ha com dels perquè mentre"
    " segons però aquesta",
    "gl": "o a os as de que e do da en un unha para con non no na por máis se dos como pero ao foi das polo isto"
    " son seus seu porque unhas mentres pola dous tamén unhas sen onde moi até",
    "eu": "eta da ez du bat dute dira izan baina hau ere den duen dela esan egin behar dituzten arabera zuen"
    " direla ezin delako inguru haien beharko",
    "et": "ja on ei et see oli ka kui aga ta mis kes oma või ning nende sest järel sõnul neile et kuni",
    "lv": "un ir ar no par ka uz tas bet kas lai arī pēc kā to gan vai nav jo viņu ap kuri kad būs",
    "lt": "ir į kad su iš tai yra kas bet per buvo jis apie ar pasak taip po nuo kurie jų nes bus kol",
    "is": "og að í á er sem við til um var en ekki með það fyrir hann af eru hefur frá þeirra því þá",
    "sq": "të dhe në e një për që me nga i u nuk se ka është më do si ishte por tha kjo këtë sepse",
}  # fmt: skip
_CYRILLIC = {
    "ru": "и в не на что с по как это он но за от был из для его же о так было они если или который пока",
    "uk": "і в не на що з по як це він але за від був із для його та до про так було вони якщо або який які бо",
    "be": "і ў не на што з па як гэта ён але за ад быў для яго ды да пра так было яны калі або які якія пакуль бо",
    "bg": "и в не на че с по как това той но за от беше из за се да ще са към при като или който които през",
    "sr": "и у не на што са по као ово он али за од био из да се ће су до при која или који које је би јер док",
    "mk": "и во не на што со по како ова тој но за од беше да се ќе се до при која или кој кои ги дека бидејќи",
    "mn": "нь бол байна гэж энэ ба юм өдөр хүн нэг болон тул дээр гэсэн болно үед хүмүүс юм байх хотын байгаа хоёр"
    " нөгөө гэхдээ",
    "kk": "және бұл мен үшін деп да де бар бір болды қазақстан бойынша туралы екі ол еді",
    "ky": "жана бул менен үчүн деп да де бар бир болду боюнча тууралуу эки ал эле",
    "tg": "ва ки дар ба аз ин бо барои аст буд он ҳам шуд онҳо",
}
_ARABIC = {
    "ar": "في من على أن إلى التي الذي عن مع هذا هذه كان لم ما بعد قال قالت بين خلال إن لا أو",
    "fa": "در و به از که این را با است برای آن می یک خود تا بر هم شده گفت کرد ها اما",
    "ur": "کے میں کی ہے اور سے کا کہ کو نے پر یہ ہیں نہیں کر بھی ایک تھا گیا اس کیا لیے",
    "ps": "د په او چې کې ته له دا یې هم به نه دی وي پر کړي وکړ وویل خو",
    "ckb": "لە و بە کە بۆ ئەم لەگەڵ هەر یان دەکات بوو ئەو ئەوە سەر",
    "ug": "ۋە بىلەن بۇ ئۈچۈن بىر دەپ بولغان قىلىپ",
}
_DEVANAGARI = {
    "hi": "के में की है और से का कि को ने पर यह हैं नहीं कर भी एक था गया इस लिए कहा जो लेकिन",
    "mr": "आणि आहे या ते हे च्या आहेत होते असून केली केला येत नाही व त्या होता म्हणून पण तर असे यांनी हा ही करत"
    " जाणार झाली झाला झाले कारण यांच्या मध्ये साठी केले दररोज दर सांगितले मात्र येथील",
    "ne": "र छ को मा ले छन् पनि हो यो गरेको भएको गर्न भन्ने थियो हुने तर लागि गर्ने भने छैन गरेका अनुसार गरिएको"
    " रहेको तथा हरेक भएका बताए उनले भएकाले किनभने",
}
_HEBREW = {
    "he": "של את על הוא לא עם כי זה אל גם היא כל יותר אך או אבל אמר בין",
    "yi": "דער די און איז דאָס האָט פֿון צו אין נישט אַז זיך מיט פֿאַר ער פאר דעם וואָס",
}
_LETTERS = {
    "de": "ßäöü", "sv": "åäö", "da": "æøå", "no": "æøå", "fi": "äö", "is": "ðþæöýúáéí", "fr": "éèêçàôîœ",
    "es": "ñ¿¡áéíóú", "pt": "ãõçáéêóí", "gl": "ñáéíóú", "ca": "çàèòï·", "it": "àèìòù", "pl": "ąćęłńśźżó",
    "cs": "ěřůčšžýáíéú", "sk": "ľĺŕôäčšžýáíéúť", "sl": "čšž", "hr": "čćđšž", "sr": "čćđšžђћџљњј", "hu": "őűáéöüóí",
    "ro": "ăâîșțşţ", "tr": "ğışçöü", "az": "əğışçöü", "vi": "ơưđăâêôạảấầậếềệọộốồớờợụủứừựịễẫắặểổửữ", "lt": "ėįųąęūčšž",
    "lv": "āēīūģķļņčšž", "et": "õäöü", "sq": "ëç",
    "ru": "ыэё", "uk": "їєґі", "be": "ўіыэё", "bg": "ъ", "mk": "ѓќѕј", "kk": "әғқңұіөү", "ky": "ңөү", "mn": "өү",
    "tg": "ҳҷӣӯғқ",
    "ar": "ةىيكأإ", "fa": "پچژگیک", "ur": "ےںٹڈڑہھیکگ", "ps": "ېۍړډټښږځڅګ", "ckb": "ەۆێڵڕ", "ug": "ۇۈۋەې",
    "mr": "ळ", "yi": "ײװױ\u05bc\u05bf\u05b8\u05b7",
}  # fmt: skip
#: Letters by which a text is none of a language's.
_FOREIGN = {"ru": "їєґіўјөүқғңұәһҳҷӣӯ", "bg": "ыэёіўј", "be": "и", "uk": "ыэё", "ky": "әғқ"}
_WORD, _NO_LETTER = re.compile(r"\w+"), re.compile("[0-9_]+")
#: The same, of scripts whose vowels are marks, which the class above leaves out.
_MARKED = re.compile(r"[^\W\d_\u0590-\u05ff\u0900-\u097f]+|[\u0590-\u05ff]+|[\u0900-\u0963]+")
_Table = tuple[dict[str, list[str]], dict[str, list[str]], re.Pattern[str], dict[str, int]]


def _table(rows: dict[str, str]) -> _Table:
    """The languages of each small word and of each letter, what finds these letters, and the order of the languages."""
    of_word: dict[str, list[str]] = {}
    of_letter: dict[str, list[str]] = {}
    for language, row in rows.items():
        for word in dict.fromkeys(row.split()):
            of_word.setdefault(word, []).append(language)
        for letter in _LETTERS.get(language, ""):
            of_letter.setdefault(letter, []).append(language)
    some = "".join([*of_letter, *(letters for language, letters in _FOREIGN.items() if language in rows)])
    return of_word, of_letter, re.compile(f"[{some}]"), {language: at for at, language in enumerate(rows)}


_OF_LATIN = _table(_LATIN)
#: Scripts that several languages share.
_SHARED = {"ru": _table(_CYRILLIC), "ar": _table(_ARABIC), "hi": _table(_DEVANAGARI), "he": _table(_HEBREW)}


def votes(words: str) -> dict[str, float]:
    """How much speaks for each language that the words may be in, the likeliest first; {} if they do not tell."""
    words = words[:_SAMPLE]
    if words.isascii() or not _OTHER_SCRIPT.search(words):
        return _voted(words, _OF_LATIN)
    glance = words[:_GLANCE] if _count(_OTHER_SCRIPT, words[:_GLANCE]) > _GLANCE // 2 else words
    letters = sum(map(str.isalpha, glance)) or 1
    if _count(_OTHER_SCRIPT, glance) < _SOME_KANA * letters:
        return _voted(words, _OF_LATIN)
    for found, script in _SCRIPTS:
        if _count(script, glance) > (_SOME_KANA if found == "ja" else _SOME) * letters:
            return _within(found, words)
    return _voted(words, _OF_LATIN)


def _count(script: re.Pattern[str], words: str) -> int:
    """How many characters of a script there are: it is searched for in runs, which takes a tenth of the time."""
    return sum(map(len, script.findall(words)))


def _within(script: str, words: str) -> dict[str, float]:
    """The votes for languages of one script, which is called by its commonest."""
    if script == "zh":
        return {_hans_or_hant(words): 1.0}
    if script not in _SHARED:
        return {script: 1.0}
    return _voted(words, _SHARED[script]) or {script: 1.0}


def _hans_or_hant(words: str) -> str:
    return "zh-Hant" if _count(_TRADITIONAL, words) > _count(_SIMPLIFIED, words) else "zh"


def _voted(words: str, table: _Table) -> dict[str, float]:
    """The votes of words and letters, if they are enough."""
    of_word, of_letter, telling, order = table
    words = words.lower()
    all_of_them = _words(words) if table is _OF_LATIN else _MARKED.findall(words)
    found = _counted(all_of_them, of_word, 1.0, {})
    if not words.isascii():
        letters = telling.findall(words)
        _counted(letters, of_letter, _OF_LETTER, found)
        for language in found.keys() & _FOREIGN.keys():
            found[language] -= sum(map(letters.count, _FOREIGN[language]))
    least = max(_LEAST, _ENOUGH * len(all_of_them))
    best = sorted(found, key=lambda language: (-found[language], order[language]))
    return {language: found[language] for language in best if found[language] >= least}


def _words(words: str) -> list[str]:
    """Words of letters alone: found in half the time where the digits, which `\\w` has too, are gone."""
    return _WORD.findall(_NO_LETTER.sub(" ", words))


def _counted(
    parts: list[str], of_part: dict[str, list[str]], weight: float, found: dict[str, float]
) -> dict[str, float]:
    """`found` with the votes of the words or letters that are known."""
    for part, count in Counter(filter(of_part.__contains__, parts)).items():
        for language in of_part[part]:
            found[language] = found.get(language, 0.0) + count * weight
    return found
