"""成批报送: choosing what belongs together, and the sheet on which it is read and decided."""

from collections import Counter

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from cms import orphans, plugins
from cms.access import may_draft
from cms.moderation import packages, status
from cms.moderation.models import Package, Release
from cms.moderation.package_forms import PackageForm, SubmitPackageForm
from cms.moderation.sheet import sheet_of
from cms.moderation.stages import STAGES
from cms.permissions import drafting_units
from cms.tree import Record, Section, Unit
from cms.unfinished import UNFINISHED, of_sections

__all__ = ["choose", "new", "package"]


def drafts_of(section: Section):
    """What may be submitted from a section: its records with something new that no review is about."""
    return _ready(Record.objects.child_of(section)).order_by("occurred_on", "pk")


def _ready(records):
    under_review = Release.objects.filter(complete_at=None, void_at=None).values("page_id")
    return orphans.known(records.filter(UNFINISHED).exclude(pk__in=under_review))


def choose(request):
    """The sections of one's units that hold more than one draft."""
    units = {unit.path: unit for unit in Unit.objects.filter(pk__in=drafting_units(request.user))}
    if not units:
        raise Http404
    found = _ready(Record.objects.filter(of_sections(units.values()))).order_by()
    counts = Counter(path[: -Section.steplen] for path in found.values_list("path", flat=True))
    several = [path for path, count in counts.items() if count > 1]
    rows = [
        {"unit": units[section.path[: -Section.steplen]], "section": section, "count": counts[section.path]}
        for section in Section.objects.filter(path__in=several).order_by("path")
    ]
    if len(rows) == 1:
        return redirect("cms_admin:new_package", rows[0]["section"].pk)
    return render(request, "moderation/packages.html", {"rows": rows})


def new(request, section_id):
    """成批报送 of drafts of one section; what is not in order is said beside each, and then nothing is submitted."""
    section = get_object_or_404(Section, pk=section_id)
    if not may_draft(request.user, section.owning_unit_id):
        raise Http404
    drafts = list(drafts_of(section).specific()[: packages.MOST_PARTS])
    form = SubmitPackageForm(request.POST or None, drafts=drafts)
    refused: dict[int, list[str]] = {}
    if request.method == "POST" and form.is_valid():
        chosen = [page for page in drafts if page.pk in form.cleaned_data["parts"]]
        try:
            made = packages.submit_package(chosen, request.user, form.cleaned_data["title"])
        except packages.PartsRefused as error:
            refused = error.parts
            form.add_error(None, _("没有报送：有 %(count)s 份稿件须先补正，见下表。") % {"count": len(refused)})
        except (ValidationError, PermissionDenied) as error:
            status.refuse(form, error)
        else:
            messages.success(request, _("已成批报送 %(count)s 份稿件。") % {"count": len(chosen)})
            return redirect("cms_admin:package", made.pk)
    sheet = sheet_of(drafts)
    chosen = set(form.data.getlist("parts")) if form.is_bound else {str(page.pk) for page in drafts}
    return render(
        request,
        "moderation/package_new.html",
        {
            "section": section,
            "unit": section.owning_unit,
            "form": form,
            "sheet": sheet,
            "rows": [(line, str(line.page.pk) in chosen, refused.get(line.page.pk, [])) for line in sheet.lines],
        },
    )


def package(request, package_id):
    """The sheet: for the author where each part is, for whoever holds the stage one form for all that wait for them."""
    found = get_object_or_404(Package.objects.select_related("unit"), pk=package_id)
    if not packages.may_see(found, request.user):
        raise Http404
    if request.method == "POST" and "take_back" in request.POST:
        return take_back(request, found)
    stage, states = _turn(found, request.user)
    waiting = {int(state.workflow_state.object_id) for state in states}
    form = None
    if stage:
        releases = list(
            found.releases.filter(page_id__in=waiting, complete_at=None, void_at=None)
            .select_related("page")
            .prefetch_related("findings__review__reviewer")
            .order_by("page_id")
        )
        form = PackageForm(request.POST or None, releases=releases, stage=stage, user=request.user)
        if request.method == "POST" and _decide(request, found, stage, form):
            return redirect("cms_admin:package", found.pk)
    elif request.method == "POST":
        messages.error(request, _("没有等您审核的稿件。"))
        return redirect("cms_admin:package", found.pk)
    return render(request, "moderation/package.html", _context(request, found, stage, form, waiting))


def _turn(found: Package, user):
    """The first stage at which parts wait for this user, and their task states."""
    for stage in STAGES:
        if states := packages.waiting_parts(found, user, stage):
            return stage, states
    return None, []


def _decide(request, found, stage, form) -> bool:
    # what was read is what is decided: a part that came or went since is said, and the sheet shown again
    read = {int(pk) for pk in request.POST.getlist("read") if pk.isdigit()}
    if read != {release.page_id for release in form.releases}:
        form.add_error(None, _("打开之后有稿件被退回、撤回或由别人审核，请核对后再提交一次。"))
        return False
    if not form.is_valid():
        return False
    try:
        packages.decide_parts(found, request.user, stage.slug, **form.cleaned_data)
    except packages.PartsRefused as refused:
        form.add_error(None, refused.messages)
        return False
    except (ValidationError, PermissionDenied) as error:
        status.refuse(form, error)
        return False
    returned = len(form.cleaned_data["returned"])
    passed = len(form.cleaned_data["parts"]) - returned
    said = (
        _("已通过 %(passed)s 份，退回 %(returned)s 份。")
        if stage is not STAGES[-1]
        else _("已签发 %(passed)s 份，退回 %(returned)s 份。")
    )
    messages.success(request, said % {"passed": passed, "returned": returned})
    return True


def take_back(request, found):
    try:
        count = packages.take_back_rest(found, request.user)
    except PermissionDenied as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已撤回 %(count)s 份稿件的报送，可以继续修改。") % {"count": count})
    return redirect("cms_admin:package", found.pk)


def _context(request, found, stage, form, waiting) -> dict:
    drafts = may_draft(request.user, found.unit_id)
    order = {pk: place for place, pk in enumerate(found.releases.order_by("pk").values_list("page_id", flat=True))}
    pages = Page.objects.filter(pk__in=order) if drafts else Page.objects.filter(pk__in=waiting)
    pages = sorted(orphans.known(pages).specific(), key=lambda page: order[page.pk])
    sheet = sheet_of(pages)
    found_in = form.found_in() if form else {}
    lines = [
        (line, form.part(line.page.pk) if line.page.pk in waiting else None, found_in.get(line.page.pk, []))
        for line in sheet.lines
    ]
    # of what is not this reader's to read, only how it stands
    rest = Page.objects.filter(pk__in=set(order) - {page.pk for page in pages})
    stand = status.of_many(rest)
    return {
        "package": found,
        "stage": stage,
        "is_final": stage is STAGES[-1],
        "form": form,
        "sheet": sheet,
        "lines": lines,
        "rest": [(page, stand[page.pk]) for page in rest],
        "drafts": drafts,
        "in_review": found.releases.filter(complete_at=None, void_at=None).exists(),
        "modules": {module.label: module.zh for module in plugins.modules()},
    }
