"""Words -> moments by their distance from the visit: 3小时前, 2 hours ago, vor 3 Stunden, 昨天 10:30."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newsarchive.clean import moments

_AGO = re.compile(
    r"(?P<count>\d{1,4}|an?|one|einer?|einem|une?|una?|hace|um)\s?(?P<unit>秒钟?|秒鐘|分钟|分鐘|分|小时|小時|時間|天|日|周|週|個月|个月|초|분"
    r"|시간|일"
    r"|[^\W\d_]{1,9})\s?(?P<ago>前|전|ago\b|назад|тому|temu\b|önce|geleden|sedan|siden|sitten|πριν|fa\b|atrás"
    r"|(?:yang )?lalu\b|trước\b)",
    re.IGNORECASE,
)
_AGO_BEFORE = re.compile(
    r"\b(?P<ago>vor|il y a|hace|há|πριν|منذ|acum|před|cu)\s(?P<count>\d{1,4}|einer|einem|une?|una?|um|uma)"
    r"\s(?P<unit>[^\W\d_]{1,9})",
    re.IGNORECASE,
)
#: One of these is in all words that tell a distance.
_CUE = re.compile(
    r"前|전|ago\b|назад|тому|temu\b|önce|geleden|sedan|siden|sitten|πριν|\bfa\b|atrás|\bvor\b|il y a|hace|\bhá\b|منذ"
    r"|acum|před|\bcu\b|lalu\b|trước",
    re.IGNORECASE,
)
_UNITS = {
    60: "秒 秒钟 秒鐘 초 分钟 分鐘 分 분 minute minutes min mins minuten minuto minutos"
    " minuti мин минут минуты минуту minut"
    " minuty minuta dakika λεπτά minuter minutter minuuttia دقيقة دقائق хвилин minute second seconds sec secs sekunden"
    " menit phút",
    3600: "小时 小時 時間 시간 hour hours hr hrs h std stunde stunden heure heures hora horas ora ore час часа часов"
    " godzin godziny godzinę hodin hodinami saat ώρες ώρα uur timer timmar tuntia ساعة ساعات годин години jam giờ",
    86400: "天 日 일 day days d tag tage tagen jour jours día días dia dias giorno giorni день дня дней dni dzień"
    " gün ημέρες dagen dag dager dagar päivää يوم أيام днів hari ngày",
    604800: "周 週 week weeks woche wochen semaine semaines semana semanas settimana settimane",
}
_SECONDS = {name.casefold(): seconds for seconds, names in _UNITS.items() for name in names.split()}
_DAYS = {
    "今天": 0, "今日": 0, "today": 0, "heute": 0, "aujourd'hui": 0, "hoy": 0, "oggi": 0, "hoje": 0, "сегодня": 0,
    "dzisiaj": 0, "bugün": 0, "오늘": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "gestern": 1, "hier": 1, "ayer": 1,
    "ieri": 1, "ontem": 1, "вчера": 1, "wczoraj": 1, "dün": 1, "어제": 1, "前天": 2, "vorgestern": 2,
}  # fmt: skip
#: The width of the letters beside a day without a clock, at most: in more of them it is a word of prose.
_BESIDE = 16
_NEAR_DAY = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _DAYS))})", re.IGNORECASE)


def relative(words: str, now: datetime) -> moments.Moment | None:
    """The moment that `words` tell by its distance from `now` (aware, in the publisher's zone); None if they do not.

    >>> now = datetime(2020, 1, 2, 12, 30, tzinfo=UTC)
    >>> relative("3小时前", now).at.isoformat(), relative("yesterday", now).precision
    ('2020-01-02T09:30:00+00:00', 'day')
    """
    words = moments.folded(words[: moments.LONGEST])
    match = (_AGO.search(words) or _AGO_BEFORE.search(words)) if _CUE.search(words) else None
    if match and (seconds := _SECONDS.get(match["unit"].casefold())):
        return _ago(match, seconds, now)
    if day := _NEAR_DAY.search(words):
        clock = moments.AFTER.match(words, day.end())
        if not clock and _width(words) - _width(day[0]) > _BESIDE:
            return None
        date = (now - timedelta(days=_DAYS[day[0].casefold()])).replace(hour=0, minute=0, second=0, microsecond=0)
        at, precision = moments.at_clock(date, clock) if clock else (date, "day")
        return moments.Moment(at, precision, day.start(), clock.end() if clock and precision != "day" else day.end())
    return None


def _width(words: str) -> int:
    """How wide the letters of `words` are: those of Chinese, Japanese and Korean two."""
    return sum(1 + (char > "\u2e7f") for char in words if char.isalpha())


def _ago(match: re.Match[str], seconds: int, now: datetime) -> moments.Moment | None:
    count = int(match["count"]) if match["count"].isdigit() else 1
    at = now.replace(microsecond=0) - timedelta(seconds=seconds * count)
    if seconds < 3600:
        return moments.Moment(at.replace(second=0), "minute", match.start(), match.end())
    if seconds < 86400:
        return moments.Moment(at.replace(second=0), "hour", match.start(), match.end())
    return moments.Moment(at.replace(hour=0, minute=0, second=0), "day", match.start(), match.end())
