"""评价方案 in the admin: versions, the form of a draft, what it would have meant for past quarters, and its adoption by two
people."""

from functools import wraps

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.access import viewer_of
from cms.people import Role
from cms.tree import Unit

from . import adopting, whatif
from .models import SchemeVersion
from .reading import offices
from .scheme_forms import ProposeForm, SchemeForm
from .schemes import default, parse

__all__ = ["add", "committees_of", "consent", "edit", "index", "propose", "take_back", "try_out"]


def committees_of(viewer) -> set[int]:
    """The committees whose schemes the viewer keeps: as Party office or approver."""
    return offices(viewer, Role.PARTY_OFFICE, Role.APPROVER)


def keepers_only(view):
    """To everybody else the address is not there."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        request.viewer = viewer_of(request.user)
        if not committees_of(request.viewer):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _own(request, pk: int) -> SchemeVersion:
    known = SchemeVersion.objects.filter(committee__in=committees_of(request.viewer))
    return get_object_or_404(known.select_related("committee", "drafted_by", "proposed_by", "consented_by"), pk=pk)


@keepers_only
@require_safe
def index(request):
    committees = list(Unit.objects.filter(pk__in=committees_of(request.viewer)).order_by("path"))
    found = SchemeVersion.objects.filter(committee__in=committees).select_related(
        "committee", "proposed_by", "consented_by"
    )
    context = {
        "versions": found,
        "default": default(),
        "in_force": [(unit, adopting.scheme_for(unit, adopting.next_quarter(unit))) for unit in committees],
        "drafts": bool(offices(request.viewer)),
    }
    return render(request, "scoring/schemes.html", context)


@keepers_only
@require_http_methods(["GET", "POST"])
def add(request):
    """A new draft, which begins as the scheme that holds next (or `?from=`, another version)."""
    committee = Unit.objects.filter(pk__in=offices(request.viewer), kind=Unit.COMMITTEE).order_by("path").first()
    if committee is None:
        raise Http404
    base = adopting.scheme_for(committee, adopting.next_quarter(committee)).data
    base = base | {"version": f"v{SchemeVersion.objects.filter(committee=committee).count() + 2}"}
    return _edit(request, committee, None, SchemeForm(request.POST or None, base=base))


@keepers_only
@require_http_methods(["GET", "POST"])
def edit(request, pk):
    version = _own(request, pk)
    form = SchemeForm(request.POST or None, base=version.data, note=version.note)
    return _edit(request, version.committee, version, form)


def _edit(request, committee: Unit, version: SchemeVersion | None, form: SchemeForm):
    office = request.viewer.has_role(Role.PARTY_OFFICE, committee.pk)
    if request.method == "POST" and form.is_valid():
        try:
            made = adopting.draft(
                committee, request.user, form.data_given(), note=form.cleaned_data["note"], version=version
            )
        except ValidationError as error:
            for path, words in error.message_dict.items():
                for each in words:
                    form.add_error(*((path, each) if path in form.fields else (None, f"{path}：{each}")))
        except PermissionDenied as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("评价方案“%(version)s”已保存。") % {"version": made.version})
            return redirect("scoring_schemes:edit", made.pk)
    context = {
        "form": form,
        "version": version,
        "committee": committee,
        "may_draft": office and not (version and version.proposed_by_id),
        "may_propose": office and version and not version.proposed_by_id,
        "may_take_back": office and version and version.proposed_by_id and not version.adopted,
        "may_consent": version
        and version.proposed_by_id
        and not version.adopted
        and request.viewer.has_role(Role.APPROVER, committee.pk)
        and version.proposed_by_id != request.user.pk,
        "propose_form": ProposeForm(initial={"since": adopting.next_quarter(committee)}),
    }
    return render(request, "scoring/scheme.html", context, status=422 if form.errors else 200)


@keepers_only
@require_safe
def try_out(request, pk):
    """试算: every unit of every frozen quarter, as it stands and as it would be."""
    version = _own(request, pk)
    changes = whatif.what_if(parse(version.data), version.committee)
    quarters: dict[str, list] = {}
    for one in changes:
        quarters.setdefault(one.line.close.quarter, []).append(one)
    regraded = sum(one.regraded for one in changes)
    context = {"version": version, "quarters": list(quarters.items()), "count": len(changes), "regraded": regraded}
    return render(request, "scoring/what_if.html", context)


@keepers_only
@require_POST
def propose(request, pk):
    version = _own(request, pk)
    return _act(request, version, lambda: adopting.propose(version, request.user, request.POST.get("since", "").strip()),
                _("已提请采用，由党委签发人批准。"))  # fmt: skip


@keepers_only
@require_POST
def take_back(request, pk):
    version = _own(request, pk)
    return _act(request, version, lambda: adopting.take_back(version, request.user), _("已收回，可以继续修改。"))


@keepers_only
@require_POST
def consent(request, pk):
    version = _own(request, pk)
    return _act(request, version, lambda: adopting.consent(version, request.user), _("已批准采用，此后不再更改。"))


def _act(request, version: SchemeVersion, act, done: str):
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except PermissionDenied as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("scoring_schemes:edit", version.pk)
