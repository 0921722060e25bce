"""In which zone a page's times are meant, where they do not say: the publisher's, or its country's if that has one."""

from __future__ import annotations

import re
from datetime import UTC, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from newsarchive import urls
from newsarchive.clean import outlets
from newsarchive.model import Draft, Publisher

#: Countries that keep one time wherever news is made. No .us, .ca, .au, .br, .ru, .mx, .id: they keep several.
_ONE_ZONE = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau", "TW": "Asia/Taipei", "SG": "Asia/Singapore",
    "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "IN": "Asia/Kolkata", "TH": "Asia/Bangkok", "VN": "Asia/Ho_Chi_Minh",
    "PH": "Asia/Manila", "PK": "Asia/Karachi", "BD": "Asia/Dhaka", "IL": "Asia/Jerusalem", "TR": "Europe/Istanbul",
    "AE": "Asia/Dubai", "SA": "Asia/Riyadh", "EG": "Africa/Cairo", "ZA": "Africa/Johannesburg", "NG": "Africa/Lagos",
    "GB": "Europe/London", "UK": "Europe/London", "IE": "Europe/Dublin", "DE": "Europe/Berlin", "AT": "Europe/Vienna",
    "CH": "Europe/Zurich", "FR": "Europe/Paris", "BE": "Europe/Brussels", "NL": "Europe/Amsterdam",
    "LU": "Europe/Luxembourg", "IT": "Europe/Rome", "ES": "Europe/Madrid", "PL": "Europe/Warsaw",
    "CZ": "Europe/Prague", "SK": "Europe/Bratislava", "HU": "Europe/Budapest", "RO": "Europe/Bucharest",
    "BG": "Europe/Sofia", "GR": "Europe/Athens", "SE": "Europe/Stockholm", "NO": "Europe/Oslo",
    "DK": "Europe/Copenhagen", "FI": "Europe/Helsinki", "UA": "Europe/Kyiv", "LT": "Europe/Vilnius",
    "LV": "Europe/Riga", "EE": "Europe/Tallinn", "HR": "Europe/Zagreb", "RS": "Europe/Belgrade",
    "SI": "Europe/Ljubljana", "BO": "America/La_Paz", "PE": "America/Lima", "CO": "America/Bogota",
    "VE": "America/Caracas", "UY": "America/Montevideo", "CR": "America/Costa_Rica", "GT": "America/Guatemala",
    "CU": "America/Havana", "MA": "Africa/Casablanca", "DZ": "Africa/Algiers", "TN": "Africa/Tunis",
    "KE": "Africa/Nairobi", "GH": "Africa/Accra", "ET": "Africa/Addis_Ababa", "LK": "Asia/Colombo",
    "NP": "Asia/Kathmandu", "KH": "Asia/Phnom_Penh", "MY": "Asia/Kuala_Lumpur", "QA": "Asia/Qatar",
    "KW": "Asia/Kuwait", "IQ": "Asia/Baghdad", "IR": "Asia/Tehran", "JO": "Asia/Amman", "LB": "Asia/Beirut",
    "AZ": "Asia/Baku", "GE": "Asia/Tbilisi", "UZ": "Asia/Tashkent", "BY": "Europe/Minsk", "MT": "Europe/Malta",
    "CY": "Asia/Nicosia", "BA": "Europe/Sarajevo", "AL": "Europe/Tirane", "IS": "Atlantic/Reykjavik",
}  # fmt: skip

#: Languages whose press keeps one time wherever it is printed: all Chinese-speaking countries are eight hours ahead.
_BY_LANGUAGE = {"zh": "Asia/Shanghai", "zh-Hant": "Asia/Taipei", "ja": "Asia/Tokyo", "ko": "Asia/Seoul"}


def zone(publisher: Publisher, url: str, language: str) -> tuple[tzinfo, str]:
    """The zone of times that do not tell theirs, and how it is known: "publisher", "country", "language", or "none".

    "none" comes with UTC: the time is then as printed, in a zone that nobody knows.
    """
    country = country_of(publisher, url)
    outlet = outlets.at(urls.host(url))
    for name, how in (
        (publisher.timezone, "publisher"),
        (_ONE_ZONE.get(country, ""), "country"),
        ("" if country or outlet else _BY_LANGUAGE.get(language, ""), "language"),
    ):
        if name and (known := _load(name)):
            return known, how
    return UTC, "none"


def region(draft: Draft) -> str:
    """The country that the page's language or URL names (en-GB), where that decides how numbers are read."""
    told = [claim.words.strip() for claim in draft.all("language")]
    for words in [*told, *re.findall(r"/(en-[a-z]{2})/", draft.page.url)]:
        if found := re.match(r"en[-_]([A-Za-z]{2})\b", words):
            return found[1].upper()
    return ""


def country_of(publisher: Publisher, url: str) -> str:
    """The country of a page: its publisher's, its outlet's, or that of its host's last label; "" if none tells."""
    if publisher.country:
        return publisher.country.upper()
    host = urls.host(url)
    if outlet := outlets.at(host):
        return outlet.country
    last = host.rpartition(".")[2].upper()
    return (
        "GB"
        if last == "UK"
        else "US"
        if last in ("GOV", "MIL", "EDU", "US")
        else last
        if len(last) == 2 and last not in _NOT_COUNTRIES
        else ""
    )


#: Countries' labels that everybody uses for something else.
_NOT_COUNTRIES = frozenset({"CO", "IO", "TV", "ME", "AI", "CC", "FM", "WS", "EU", "LY", "TO", "GG", "SH", "LA", "AM"})


@lru_cache(maxsize=64)
def _load(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return None
