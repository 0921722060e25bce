"""Names of the months in twenty-four languages, of the days of the week, and the zones that pages print as letters."""

from __future__ import annotations

import unicodedata

#: One row a language: the months in order, spellings of one parted by "/". Any prefix of three letters or more of
#: these is understood too, as long as no other month begins so.
_ROWS = {
    "en": "january february march april may june july august september/sept october november december",
    "de": "januar/jänner februar/feber märz april mai juni juli august september oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre/setiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "fi": "tammikuuta/tammikuu helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu toukokuuta/toukokuu"
    " kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu lokakuuta/lokakuu"
    " marraskuuta/marraskuu joulukuuta/joulukuu",
    "pl": "stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj czerwca/czerwiec lipca/lipiec"
    " sierpnia/sierpień września/wrzesień października/październik listopada/listopad grudnia/grudzień",
    "cs": "ledna/leden února/únor března/březen dubna/duben května/květen června/červen července/červenec"
    " srpna/srpen září října/říjen listopadu prosince/prosinec",
    "ru": "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь июля/июль августа/август"
    " сентября/сентябрь октября/октябрь ноября/ноябрь декабря/декабрь",
    "uk": "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень червня/червень липня/липень"
    " серпня/серпень вересня/вересень жовтня/жовтень листопада грудня/грудень",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "el": "ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος απριλίου/απρίλιος μαΐου/μάιος"
    " ιουνίου/ιούνιος ιουλίου/ιούλιος αυγούστου/αύγουστος σεπτεμβρίου/σεπτέμβριος οκτωβρίου/οκτώβριος"
    " νοεμβρίου/νοέμβριος δεκεμβρίου/δεκέμβριος",
    "hu": "január február március április május június július augusztus szeptember október november december",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "id": "januari februari maret april mei juni juli agustus september oktober november desember",
    "ar": "يناير/كانون_الثاني فبراير/شباط مارس/آذار أبريل/إبريل/نيسان مايو/أيار يونيو/يونيه/حزيران يوليو/يوليه/تموز"
    " أغسطس/آب سبتمبر/أيلول أكتوبر/تشرين_الأول نوفمبر/تشرين_الثاني ديسمبر/كانون_الأول",
    "hr": "siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca",
    "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
}

#: A month that two languages mean differently: the rows above are read in order, and the first one keeps it,
#: unless the page's language has the word itself (listopada is November in Polish, October in Croatian).
_SHORTEST = 3

#: Days of the week as they stand before a date, with what parts them from it; those of Chinese, Japanese and Korean
#: stand behind it.
WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    "|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica"
    "|segunda(?:-feira)?|terça(?:-feira)?|quarta(?:-feira)?|quinta(?:-feira)?|sexta(?:-feira)?"
    "|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag"
    "|mandag|tirsdag|lørdag|søndag|maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai"
    "|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pondělí|úterý|středa|čtvrtek|pátek|neděle"
    "|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|понеділок|вівторок|середа|четвер|субота|неділя"
    "|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar"
    "|δευτέρα|τρίτη|τετάρτη|πέμπτη|παρασκευή|σάββατο|κυριακή|hétfő|kedd|szerda|csütörtök|péntek|szombat|vasárnap"
    "|luni|marți|miercuri|joi|vineri|sâmbătă|duminică|senin|selasa|rabu|kamis|jumat|sabtu|minggu"
    "|الإثنين|الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد"
)

#: Offsets in minutes of the zones that pages print as letters, where the letters mean one zone alone.
OFFSETS = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "west": 60, "cet": 60, "mez": 60, "met": 60, "cest": 120,
    "mesz": 120, "eet": 120, "eest": 180, "msk": 180, "мск": 180, "trt": 180, "pkt": 300, "wib": 420, "ict": 420,
    "hkt": 480, "sgt": 480, "awst": 480, "kst": 540, "jst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780,
    "est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "hst": -600,
}  # fmt: skip

#: Letters that name a zone whose offset hangs on the day.
REGIONS = {"et": "America/New_York", "ct": "America/Chicago", "mt": "America/Denver", "pt": "America/Los_Angeles"}


def month(word: str, language: str = "") -> int:
    """The month that `word` names, 1 to 12; 0 if it names none.

    >>> [month(word) for word in ("März", "Sept.", "stycznia", "мая", "monday")]
    [3, 9, 1, 5, 0]
    """
    word = word.casefold().rstrip(".")
    return _OWN.get(language, {}).get(word) or _ALL.get(word, 0)


def _spellings(row: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, names in enumerate(row.split(), 1):
        for name in names.split("/"):
            for length in range(_SHORTEST, len(name) + 1):
                found[name[:length]] = 0 if found.get(name[:length], number) != number else number
    for number, names in enumerate(row.split(), 1):
        found.update(dict.fromkeys(names.split("/"), number))
    return {name.casefold(): number for name, number in found.items() if number}


def _bare(name: str) -> str:
    """`name` without accents, as a hasty page writes it: fevrier, agosto, marz."""
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))


def _joined(rows: dict[str, dict[str, int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows.values():
        for name, number in row.items():
            found.setdefault(name, number)
            found.setdefault(_bare(name), number)
    return found


_OWN = {language: _spellings(row) for language, row in _ROWS.items()}
_ALL = _joined(_OWN)
