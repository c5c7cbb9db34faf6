"""保密审查: the secrecy officer's page about one referral, with the draft that it lets them read and nothing else of the unit."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.access import all_of, viewer_of
from cms.moderation import referrals, secrecy, status
from cms.moderation.forms import SecrecyForm
from cms.moderation.models import Referral
from cms.moderation.stages import SECRECY
from cms.portal.preview import preview
from cms.tree import SCOPE_CHOICES

from .deciding import material


def decide(request, referral_id):
    """What is asked, the draft with its evidence and findings, and the answer."""
    referral = _waiting(request.user, referral_id)
    page = referral.release.page.specific if referral else None
    if referral is None or referrals.refusal(request.user, page, referral):
        return _refuse(request, referral_id)
    draft = page.get_latest_revision_as_object()
    form = SecrecyForm(request.POST or None, draft=draft)
    if request.method == "POST" and form.is_valid():
        try:
            decided = referrals.decide(referral, request.user, **form.cleaned_data)
        except ValidationError as refused:
            status.refuse(form, refused)
        except PermissionDenied as refused:
            messages.error(request, _("“%(title)s”：%(reason)s") % {"title": page.title, "reason": refused})
            return redirect("wagtailadmin_home")
        else:
            done = {
                Referral.CLEAR: _("“%(title)s”保密审查通过，转入审核。"),
                Referral.REFUSE: _("“%(title)s”保密审查不予通过，已退回；信息员会看到您的意见。"),
            }[decided.decision]
            messages.success(request, done % {"title": page.title})
            return redirect("wagtailadmin_home")
    return render(
        request,
        "moderation/secrecy.html",
        {
            "referral": referral,
            "page": page,
            "draft": draft,
            "scope": dict(SCOPE_CHOICES).get(draft.scope, "") if draft.is_record else "",
            "moderation": status.of(page),
            "material": material(page),
            "findings": list(referral.release.findings.all()),
            "form": form,
            "text_url": reverse("cms_admin:secrecy_draft", args=[referral.pk]),
        },
    )


def draft(request, referral_id):
    """The draft as readers would see it, for as long as it waits for this officer."""
    referral = _waiting(request.user, referral_id)
    if referral is None:
        raise Http404
    page = referral.release.page.specific.get_latest_revision_as_object()
    unit = page.owning_unit
    response = preview(request, page, all_of(viewer_of(request.user), unit.pk, unit.committee_id))
    response["X-Frame-Options"] = "SAMEORIGIN"  # it stands in the page above
    return response


def _waiting(user, referral_id) -> Referral | None:
    return secrecy.waiting_for(user).filter(pk=referral_id).first()


def _refuse(request, referral_id):
    """An officer of its committee is told why it is not theirs to decide (any more); for everybody else it does not exist."""
    referral = Referral.objects.filter(pk=referral_id).select_related("release__page", "release__unit").first()
    committee = SECRECY.unit_id_for(referral.release.unit) if referral else None
    if committee is None or not viewer_of(request.user).has_role(SECRECY.role, committee):
        raise Http404
    page = referral.release.page.specific
    reason = referrals.refusal(request.user, page, referral)
    messages.error(request, _("“%(title)s”：%(reason)s") % {"title": page.title, "reason": reason})
    return redirect("wagtailadmin_home")
