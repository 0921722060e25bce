"""The contents page of the room: every component, in the order in which a page meets it.

    ADDONS = {"newsarchive.crawl.Addon": 500}

is all that another Scrapy project needs. What the project itself sets, wins.
"""

from __future__ import annotations

from scrapy.settings import BaseSettings

from newsarchive import settings as ours

ROOM = "newsarchive.crawl"

#: From the engine (low) to the network (high).
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    f"{ROOM}.robots.Robots": 100,
    f"{ROOM}.hours.Hours": 50,
    f"{ROOM}.middlewares.AskConditionally": 200,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    f"{ROOM}.patience.Patience": 550,
    f"{ROOM}.rendering.Render": 580,
    # 590 HttpCompressionMiddleware: Scrapy's
    f"{ROOM}.middlewares.HandOnBytes": 595,
    # 750 HttpProxyMiddleware: Scrapy's
    f"{ROOM}.middlewares.KeepRaw": 990,
}
ITEM_PIPELINES: dict[str, int] = {
    f"{ROOM}.pipelines.ExtractDraft": 200,
    f"{ROOM}.pipelines.CleanArticle": 400,
    f"{ROOM}.pipelines.ArchiveArticle": 800,
    f"{ROOM}.media.KeepMedia": 900,
}
EXTENSIONS: dict[str, int] = {
    f"{ROOM}.jsonlog.JsonLog": 0,
    f"{ROOM}.extensions.Ledger": 100,
    f"{ROOM}.terminal.Terminal": 200,
}
HANDLERS: dict[str, str] = {
    "http": f"{ROOM}.download.Download",
    "https": f"{ROOM}.download.Download",
}
#: Scrapy's own that have no work in a publisher's crawl, and would be asked about every page: what is in scope, which
#: answers are read and how far ways lead is the spider's to say. With the setting that gives one work; "" if none does.
IDLE: tuple[tuple[str, str, str], ...] = (
    ("DOWNLOADER_MIDDLEWARES", "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware", ""),
    ("SPIDER_MIDDLEWARES", "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware", ""),
    ("SPIDER_MIDDLEWARES", "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware", ""),
    ("SPIDER_MIDDLEWARES", "scrapy.spidermiddlewares.depth.DepthMiddleware", "DEPTH_LIMIT"),
    ("SPIDER_MIDDLEWARES", "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware", ""),
)
LOADER = f"{ROOM}.loader.Loader"
WORDING = f"{ROOM}.wording.Wording"


class Addon:
    """Installs the line, and the manners of a polite crawler, into a Scrapy project."""

    @classmethod
    def update_pre_crawler_settings(cls, settings: BaseSettings) -> None:
        """A spider for every publisher."""
        settings.set("SPIDER_LOADER_CLASS", LOADER, "addon")

    def update_settings(self, settings: BaseSettings) -> None:
        """The components; and our settings, where the project has none of its own."""
        for name, value in vars(ours).items():
            if name.isupper() and name not in ours.PROJECT:
                settings.set(name, value, "addon")
        if settings.get("USER_AGENT") == ours.USER_AGENT:
            said = settings.getpriority("USER_AGENT") or 0
            settings.set("USER_AGENT", ours.user_agent(settings.get("NEWSARCHIVE_CONTACT")), said)
        settings.set("LOG_FORMATTER", WORDING, "addon")
        for scheme, handler in HANDLERS.items():
            settings["DOWNLOAD_HANDLERS"].set(scheme, handler, "addon")
        for setting, components in (
            ("DOWNLOADER_MIDDLEWARES", DOWNLOADER_MIDDLEWARES),
            ("ITEM_PIPELINES", ITEM_PIPELINES),
            ("EXTENSIONS", EXTENSIONS),
        ):
            for component, priority in components.items():
                settings[setting].set(component, priority, "addon")


def leave_out_idle(settings: BaseSettings) -> None:
    """Leave out what a publisher's crawl has no work for. A project that names it in its own settings has it."""
    for setting, component, work in IDLE:
        if not work or not settings.getint(work):
            settings[setting].set(component, None, "addon")
    for setting in {setting for setting, _, _ in IDLE}:  # else a process that is given a crawler has its own instead
        settings.set(setting, settings[setting], "addon")
