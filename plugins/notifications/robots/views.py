"""群机器人 in the admin: robots, and what was sent by them. For the Party office; to everybody else the addresses are not there."""

from functools import wraps

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.access import viewer_of

from . import keeping, sending, words
from .forms import KINDS, LogFilter, RobotForm
from .models import Robot, RobotDelivery
from .reading import committees_of, deliveries_of, may_keep, robots_of

PER_PAGE = 50


def office_only(view):
    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.viewer = viewer_of(request.user)
        if not may_keep(request.viewer):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@office_only
@require_safe
def index(request):
    """The robots of the office's units, with what waits and what failed."""
    counted = {
        "waiting": Count("deliveries", filter=Q(deliveries__state=RobotDelivery.WAITING), distinct=True),
        "failed": Count("deliveries", filter=Q(deliveries__state=RobotDelivery.FAILED), distinct=True),
        "new": Count("notes", filter=Q(notes__delivery=None, notes__settled=False), distinct=True),
    }
    robots = robots_of(request.viewer).select_related("unit").annotate(**counted).order_by("name", "pk")
    return render(request, "notifications/robots/index.html", {"robots": robots})


@office_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request):
    return _edit(request, Robot())


@office_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    return _edit(request, _own(request, pk))


def _edit(request, robot):
    form = RobotForm(request.POST or None, instance=robot, committees=committees_of(request.viewer))
    is_new = robot.pk is None
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            robot = form.save()
            log(robot, f"notifications.robot.{'add' if is_new else 'change'}", user=request.user)
        saved = _("群机器人“%(name)s”已保存。请发送一条测试消息，看群里是否收到。")
        messages.success(request, saved % {"name": robot.name})
        return redirect("robots:edit", robot.pk)
    return render(request, "notifications/robots/edit.html", {"form": form, "robot": robot})


def _own(request, pk) -> Robot:
    return get_object_or_404(robots_of(request.viewer).select_related("unit"), pk=pk)


@office_only
@require_POST
def try_out(request, pk):
    robot = _own(request, pk)
    if not robot.active:
        messages.error(request, _("群机器人“%(name)s”已停用，先启用再测试。") % {"name": robot.name})
        return redirect("robots:edit", robot.pk)
    with transaction.atomic():
        delivery = keeping.try_out(robot)
        log(robot, "notifications.robot.test", user=request.user)
    return redirect("robots:delivery", delivery.pk)


@office_only
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request, pk):
    robot = _own(request, pk)
    if request.method == "POST":
        with transaction.atomic():
            log(robot, "notifications.robot.remove", user=request.user, deleted=True)
            robot.delete()
        messages.success(request, _("群机器人“%(name)s”已删除。") % {"name": robot.name})
        return redirect("robots:index")
    return render(request, "notifications/robots/delete.html", {"robot": robot})


# What was sent ------------------------------------------------------------------------------------------------------------


@office_only
@require_safe
def deliveries(request):
    form = LogFilter(request.GET, robots=robots_of(request.viewer))
    found = form.narrow(deliveries_of(request.viewer)).select_related("robot").annotate(told=Count("notes"))
    page = Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("p"))
    asked = urlencode({name: request.GET[name] for name in LogFilter.base_fields if request.GET.get(name)})
    return render(request, "notifications/robots/deliveries.html", {"page": page, "form": form, "asked": asked})


@office_only
@require_safe
def delivery(request, pk):
    """One message: what it says if it is sent now. What was said earlier is kept nowhere."""
    found = get_object_or_404(deliveries_of(request.viewer).select_related("robot__unit"), pk=pk)
    labels = dict(KINDS)
    context = {
        "delivery": found,
        "robot": found.robot,
        "heading": words.heading(found.robot),
        "lines": sending.said(found.robot, found),
        "notes": [(labels.get(note.kind, note.kind), note) for note in found.notes.order_by("pk")],
        "open": found.state in RobotDelivery.OPEN,
    }
    return render(request, "notifications/robots/delivery.html", context)


@office_only
@require_POST
def act(request, pk):
    """Send it again, or give it up."""
    what = request.POST.get("what")
    if what not in ("again", "give_up"):
        raise Http404
    found = get_object_or_404(deliveries_of(request.viewer).select_related("robot"), pk=pk)
    one = RobotDelivery.objects.filter(pk=found.pk)
    with transaction.atomic():
        count = keeping.send_again(one) if what == "again" else keeping.give_up(one)
        if count:
            log(found.robot, f"notifications.robot.{what}", user=request.user)
    if count:
        messages.success(request, _("已重新排入待发。") if what == "again" else _("已放弃这条消息。"))
    else:
        messages.warning(request, _("没有可处理的：机器人已停用，或者这条消息已经结束。"))
    return redirect("robots:delivery", found.pk)
