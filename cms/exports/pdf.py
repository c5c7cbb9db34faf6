"""A sheet as a PDF in the layout of an official document (公文): the margins, 22 lines of 28 characters and page numbers of
GB/T 9704-2012. We lay out and do not issue: no seal is drawn, and what is not published is marked 草稿 on every page.

WeasyPrint needs the system's pango; without it `available()` is False and browsers print the record's page instead.
"""

import logging
from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .sheets import Sheet

__all__ = ["Unavailable", "available", "pdf"]

logger = logging.getLogger(__name__)


class Unavailable(Exception):
    """PDFs cannot be made here: the system lacks what lays out text."""


@cache
def available() -> bool:
    """Whether PDFs can be made on this machine. Asked of the library itself, once in each process."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        logger.warning("no PDF can be made: %s", error)
        return False
    return True


def pdf(sheet: Sheet, *, draft: bool, site: str) -> bytes:
    """The file's bytes. draft: marked 草稿. site: the site's own address, for links within it.

    Raises Unavailable. Nothing is fetched, from wherever: a sheet holds words and numbers.
    """
    if not available():
        raise Unavailable(_("服务器没有安装排版组件（pango），不能生成 PDF；请用浏览器打印记录页面。"))
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    html = render_to_string("exports/paper.html", {"sheet": sheet, "draft": draft})
    return HTML(string=html, base_url=site, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()
