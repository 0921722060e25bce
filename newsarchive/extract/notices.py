"""Pages that only say that there is nothing to show, though they are sent as if there were: what was asked for is gone,
something failed, or the site is closed for a while."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

#: Characters of the longest text that only says that there is none; of the longest that says what failed.
_LONGEST, _SHORT = 300, 150
_GONE = re.compile(
    "|".join(
        (
            r"\b404\b",
            r"(?i:page (?:not found|cannot be found|you (?:requested|are looking for))|no longer (?:available|exists))",
            r"(?i:does ?n[o']t exist)",
            r"(?i:seite\b.{0,30}\b(?:nicht (?:mehr )?gefunden|existiert (?:leider )?nicht))",
            r"(?i:page (?:introuvable|non trouvée)|page\b.{0,40}n['’](?:existe (?:pas|plus)|est plus disponible))",
            r"(?i:página (?:no|não) (?:encontrada|existe)|página\b.{0,40}\b(?:no|não) (?:existe|está disponible))",
            r"(?i:pagina (?:non trovata|inesistente|niet gevonden|nu a fost găsită)|pagina\b.{0,30}\bnon esiste)",
            r"(?i:stron[ay]\b.{0,40}\bnie (?:została znaleziona|istnieje)|stránka (?:nebyla nalezena|neexistuje))",
            r"(?i:stránka (?:nebola nájdená|sa nenašla)|stranica nije pronađena|az oldal nem található)",
            r"(?i:sidan (?:hittades inte|finns inte)|siden (?:(?:blev|ble) ikke fun|fin(?:d|n)es ikke))",
            r"(?i:sivua ei löy|sayfa bulunamadı|halaman tidak ditemukan|không tìm thấy trang)",
            r"(?i:страниц\w+(?: \S+){0,3} (?:не (?:найдена|существует)|удалена)|страницата не е намерена)",
            r"(?i:сторінк\w+(?: \S+){0,3} не (?:знайдено|існує)|η σελίδα(?: \S+){0,4} δεν (?:βρέθηκε|υπάρχει))",
            r"页面不存在|不存在或|已经?被?删除|找不到(?:您|你|该|这)|页面(?:未找到|丢失|走丢|出错)|访问出错|无法(?:找到|访问)",
            r"(?:頁面|網頁)不存在|找不到(?:網頁|頁面|您)|ページ(?:が|は)(?:見つかりません|存在し(?:ません|ない))",
            r"페이지를 찾을 수 없|페이지가 (?:존재하지 않|삭제)|पृष्ठ नहीं मिला|पेज नहीं मिला|ไม่พบหน้า",
            r"الصفحة(?: \S+){0,4} غير موجودة|صفحه(?: \S+){0,4} (?:یافت نشد|وجود ندارد)",
            r"הדף(?: \S+){0,4} (?:לא נמצא|אינו קיים)",
        )
    )
)
_FAILED = re.compile(
    "|".join(
        (
            r"(?i:(?:internal server|an) error (?:has )?occurred|internal server error|site\b.{0,40} maintenance\b)",
            r"(?i:fehler (?:ist )?aufgetreten|(?:website|seite)\b.{0,30} gewartet|wartungsarbeiten)",
            r"(?i:erreur (?:est survenue|s['’]est produite)|site\b.{0,30} (?:de|en) maintenance)",
            r"(?i:se ha producido un error|ocorreu um erro|(?:sitio|web|site)\b.{0,30} (?:mantenimiento|manutenção))",
            r"(?i:si è verificato un errore|sito\b.{0,30} manutenzione|wystąpił błąd|stron[ay]\b.{0,40} konserwacji)",
            r"(?i:произошла ошибка|на сайте\b.{0,20} (?:технические|профилактические) работы|сталася помилка)",
            r"系统(?:发生)?(?:错误|繁忙)|服务器(?:发生)?(?:错误|繁忙)|网站\S{0,6}维护|系統(?:發生)?錯誤|網站\S{0,6}維護",
            r"エラーが発生しました|メンテナンス(?:中|を実施)",
            r"오류가 발생했습니다|점검 중입니다|حدث خطأ|الموقع قيد الصيانة|त्रुटि हुई",
        )
    )
)


def says_nothing(words: str, titles: Sequence[str], is_dated: Callable[[], bool]) -> bool:
    """Do the words of a page only say that there is nothing? That something failed is news as well, which has a day."""
    if len(words) > _LONGEST:
        return False
    told = " ".join((words, *titles))
    return bool(_GONE.search(told) or (len(words) <= _SHORT and _FAILED.search(told) and not is_dated()))
