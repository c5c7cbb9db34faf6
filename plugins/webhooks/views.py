"""The administrator's pages: endpoints, and the log of what was delivered to them."""

import json
from functools import wraps

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Prefetch, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.access import viewer_of

from . import bodies, keeping, signing
from .forms import EndpointForm, LogFilter
from .models import Attempt, Delivery, Endpoint
from .reading import committees_of, deliveries_of, endpoints_of, may_keep
from .sending import behind

PER_PAGE = 50
# In the session: the endpoint whose secret is shown on the next page, once
SHOWN = "_webhooks_secret"


def administrators_only(view):
    """To everybody else the address is not there."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.viewer = viewer_of(request.user)
        if not may_keep(request.viewer):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


# Endpoints ----------------------------------------------------------------------------------------------------------------


@administrators_only
@require_safe
def index(request):
    counted = {
        name: Count("deliveries", filter=Q(deliveries__state=state))
        for name, state in (("waiting", Delivery.WAITING), ("failed", Delivery.FAILED))
    }
    endpoints = endpoints_of(request.viewer).select_related("committee").annotate(**counted).order_by("name", "pk")
    return render(request, "webhooks/index.html", {"endpoints": endpoints})


@administrators_only
def add(request):
    return _edit(request, Endpoint())


@administrators_only
def edit(request, pk):
    return _edit(request, _own(request, pk))


def _edit(request, endpoint):
    form = EndpointForm(request.POST or None, instance=endpoint, committees=committees_of(request.viewer))
    is_new = endpoint.pk is None
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            endpoint = form.save()
            log(endpoint, "webhooks.endpoint.add" if is_new else "webhooks.endpoint.change", user=request.user)
        if is_new:
            request.session[SHOWN] = endpoint.pk
        messages.success(request, _("推送端点“%(name)s”已保存。") % {"name": endpoint.name})
        return redirect("webhooks:edit", endpoint.pk)
    secret = ""
    if endpoint.pk and request.method != "POST" and request.session.get(SHOWN) == endpoint.pk:
        secret = signing.secret_of(endpoint.seed)
        del request.session[SHOWN]
    return render(request, "webhooks/edit.html", {"form": form, "endpoint": endpoint, "secret": secret})


def _own(request, pk) -> Endpoint:
    return get_object_or_404(endpoints_of(request.viewer), pk=pk)


@administrators_only
@require_POST
def renew(request, pk):
    endpoint = _own(request, pk)
    with transaction.atomic():
        keeping.renew_secret(endpoint)
        log(endpoint, "webhooks.endpoint.secret", user=request.user)
    request.session[SHOWN] = endpoint.pk
    return redirect("webhooks:edit", endpoint.pk)


@administrators_only
@require_POST
def try_out(request, pk):
    endpoint = _own(request, pk)
    if not endpoint.active:
        messages.error(request, _("推送端点“%(name)s”已停用，先启用再测试。") % {"name": endpoint.name})
        return redirect("webhooks:edit", endpoint.pk)
    delivery = keeping.try_out(endpoint)
    return redirect("webhooks:delivery", delivery.pk)


@administrators_only
def delete(request, pk):
    endpoint = _own(request, pk)
    if request.method == "POST":
        with transaction.atomic():
            log(endpoint, "webhooks.endpoint.remove", user=request.user, deleted=True)
            endpoint.delete()
        messages.success(request, _("推送端点“%(name)s”已删除。") % {"name": endpoint.name})
        return redirect("webhooks:index")
    count = endpoint.deliveries.filter(state__in=Delivery.OPEN).count()
    return render(request, "webhooks/delete.html", {"endpoint": endpoint, "count": count})


# The log ------------------------------------------------------------------------------------------------------------------


@administrators_only
@require_safe
def deliveries(request):
    form = LogFilter(request.GET, endpoints=endpoints_of(request.viewer))
    found = form.narrow(deliveries_of(request.viewer))
    failed = found.filter(state=Delivery.FAILED).count()
    page = Paginator(_told(found).order_by("-pk"), PER_PAGE).get_page(request.GET.get("p"))
    context = {"page": page, "form": form, "failed": failed, "asked": _asked(request.GET)}
    return render(request, "webhooks/deliveries.html", context)


def _told(found):
    """With what a line of the log shows: what it waits behind, and its last attempt."""
    attempts = Prefetch("attempts", Attempt.objects.order_by("-pk"))
    return found.annotate(behind=behind()).select_related("event", "endpoint").prefetch_related(attempts)


def _asked(given) -> str:
    """The filter as it was asked for, for links and forms that keep it."""
    return urlencode({name: given[name] for name in LogFilter.base_fields if given.get(name)})


@administrators_only
@require_safe
def delivery(request, pk):
    found = get_object_or_404(_told(deliveries_of(request.viewer)), pk=pk)
    event, endpoint = found.event, found.endpoint
    body = bodies.purge_of(event) if endpoint.kind == Endpoint.PURGE else bodies.body_of(event)
    shown = json.dumps(body, ensure_ascii=False, indent=2)
    return render(request, "webhooks/delivery.html", {"delivery": found, "body": shown})


@administrators_only
@require_POST
def act(request):
    """Send again or skip: what was chosen, or everything that failed of what the filter shows."""
    form = LogFilter(request.GET, endpoints=endpoints_of(request.viewer))
    found = form.narrow(deliveries_of(request.viewer))
    what = request.POST.get("what")
    if what not in ("again", "again_failed", "skip"):
        raise Http404
    if what == "again_failed":
        found = found.filter(state=Delivery.FAILED)
    else:
        chosen = [pk for pk in request.POST.getlist("delivery") if pk.isdecimal() and len(pk) < 19]
        found = deliveries_of(request.viewer).filter(pk__in=chosen[:PER_PAGE])
    _act(request, what, found)
    back = request.POST.get("back", "")
    if back.isdecimal() and len(back) < 19:
        return redirect("webhooks:delivery", int(back))
    response = redirect("webhooks:deliveries")
    response["Location"] += f"?{asked}" if (asked := _asked(request.GET)) else ""
    return response


def _act(request, what, found) -> None:
    with transaction.atomic():
        touched = list(Endpoint.objects.filter(pk__in=found.values("endpoint")))
        if what == "skip":
            count, words, action = keeping.skip(found), _("已跳过 %(count)s 条。"), "webhooks.delivery.skip"
        else:
            count, words, action = keeping.send_again(found), _("已重新排入 %(count)s 条。"), "webhooks.delivery.again"
        if count:
            for endpoint in touched:
                log(endpoint, action, user=request.user)
    if count:
        messages.success(request, words % {"count": count})
    else:
        messages.warning(request, _("没有可处理的推送记录：先选中要处理的；停用的端点不能重发，已结束的不能跳过。"))
