"""Error pages: in words that say what happened and what to do."""

import logging

from django.core.exceptions import ValidationError
from django.http import HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

__all__ = ["expired", "withdrawn", "wrong_input"]

logger = logging.getLogger(__name__)

# What is left when not even the template can be rendered
LAST_RESORT = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>服务器出错</title>'
    "<h1>服务器出错</h1><p>请稍后再试；若一直如此，请告诉平台管理员。</p></html>"
)


def _page(request, status: int, title: str, reasons: list[str]):
    context = {"title": title, "reasons": reasons, "status": status}
    return render(request, "portal/error.html", context, status=status)


def wrong_input(request, error: ValidationError):
    """400 for parameters that mean nothing; each message names the parameter's fault."""
    return _page(request, 400, _("网址中的参数有误"), error.messages)


def withdrawn(request, when):
    """410 for a record that was taken down, to whoever could read it."""
    day = date_format(timezone.localtime(when), "DATE_FORMAT")
    return _page(request, 410, _("记录已撤回"), [_("这条记录已于 %(day)s 撤回，内容不再提供。") % {"day": day}])


def expired(request, until):
    """410 for a record whose last day has passed, to whoever could read it."""
    day = date_format(until, "DATE_FORMAT")
    return _page(
        request, 410, _("已到期下架"), [_("这条记录公开至 %(day)s，已到期下架，内容不再提供。") % {"day": day}]
    )


def bad_request(request, exception=None):
    return _page(request, 400, _("请求有误"), [_("服务器看不懂这个请求。请从首页重新进入。")])


def forbidden(request, exception=None):
    return _page(request, 403, _("不能进行这一操作"), [_("您没有进行这一操作的权限。")])


def not_found(request, exception=None):
    return _page(request, 404, _("没有这个页面"), [_("网址有误，内容已撤下，或者不在您的查看范围内。")])


def csrf_failure(request, reason=""):
    """CSRF_FAILURE_VIEW: mostly a form that stayed open while its owner signed in again elsewhere."""
    logger.warning("CSRF: %s at %s", reason, request.path)
    return _page(
        request,
        403,
        _("页面已过期"),
        [_("为了安全，这次提交没有被接受。请返回上一页，刷新后再提交；如仍不行，请允许浏览器保存本站的 Cookie。")],
    )


def server_error(request):
    """Asks no database, no session and no context processor: any of them may be what failed."""
    try:
        return HttpResponseServerError(loader.get_template("portal/500.html").render())
    except Exception:
        logger.exception("the page for errors failed itself")
        return HttpResponseServerError(LAST_RESORT)
