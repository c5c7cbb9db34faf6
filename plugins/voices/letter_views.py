"""Letters in the portal. The page that takes one writes neither a session nor a message: whoever writes without a name leaves
nothing there either."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from cms.people import Role
from cms.portal.responses import private_page
from cms.tree import Unit

from . import letters, publishing
from .answers import reader, tried, tried_aloud
from .forms import AnswerForm, CodeForm, LetterForm, MailboxForm, ReasonForm, ReleaseForm
from .models import Letter, Mailbox

__all__ = ["by_code", "handle", "inbox", "letter", "mailbox", "mine", "released", "write"]

PER_PAGE = 50
# A code is made here and nowhere else, so that nobody has one that somebody else may guess
signer = Signer(salt="plugins.voices.code")


@sensitive_post_parameters()
@private_page("GET", "POST")
@login_required
def write(request):
    """写信. The code stands in the form, so that a letter sent twice is there once and its writer gets the code again."""
    viewer = reader(request)
    boxes = letters.boxes(viewer)
    initial = {"code": signer.sign(letters.new_code()), "kind": request.GET.get("kind") or Letter.MAILBOX}
    form = LetterForm(request.POST or None, boxes=boxes, initial=initial)
    if request.method == "POST" and boxes and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            given["code"] = signer.unsign(given["code"])
        except BadSignature:
            raise Http404 from None
        given["unit"] = next(unit for unit, _box in boxes if unit.pk == given["unit"])
        given.setdefault("anonymous", False)
        made = tried(form, lambda: letters.write(request.user, **given))
        if made:
            return render(request, "voices/written.html", {"letter": made, "code": given["code"]})
    context = {"form": form, "boxes": boxes}
    return render(request, "voices/write.html", context, status=422 if form.errors else 200)


@private_page("GET", "POST")
@login_required
def mine(request):
    """我的来信: by name, with the answers; POST says whether the writer is satisfied."""
    viewer = reader(request)
    found = letters.own(viewer)
    if request.method == "POST":
        one = get_object_or_404(found, pk=_key(request.POST.get("letter")))
        tried_aloud(request, lambda: letters.judge(one, _satisfied(request)), _("谢谢您的评价。"))
        return redirect("voices:mine")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "voices/mine.html", {"page": page, "letters": page.object_list})


@sensitive_post_parameters()
@private_page("GET", "POST")
@login_required
def by_code(request):
    """查询答复 of a letter without a name. The code is posted, so that it is in no address and in no log."""
    reader(request)
    form, found, said = CodeForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        found = letters.by_code(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", _("没有这个查询码的来信。"))
        elif "satisfied" in request.POST:
            judged = tried(form, lambda: letters.judge(found, _satisfied(request)))
            found, said = judged or found, _("谢谢您的评价。") if judged else ""
    context = {"form": form, "letter": found, "said": said}
    return render(request, "voices/by_code.html", context, status=422 if form.errors else 200)


@private_page("GET")
@login_required
def inbox(request):
    """来信办理: what waits, what is due first at the top; `?all=1` all."""
    viewer = reader(request)
    units = letters.handled_units(viewer)
    if not units:
        raise Http404
    found, everything = letters.handled(viewer), request.GET.get("all") == "1"
    if not everything:
        found = found.filter(state__in=(Letter.RECEIVED, Letter.ACCEPTED))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    committees = [unit for role, unit in viewer.roles if role == Role.PARTY_OFFICE]
    near = Unit.objects.filter(Q(pk__in=units) | Q(committee_id__in=committees), live=True).order_by("path")
    boxes = [unit for unit in near if letters.may_set_up(viewer, unit)]
    return render(
        request, "voices/inbox.html", {"page": page, "letters": page.object_list, "all": everything, "boxes": boxes}
    )


@private_page("GET")
@login_required
def letter(request, pk):
    return _letter(request, _handled(request, pk))


def _letter(request, found: Letter, **forms):
    context = {
        "letter": found,
        "answer_form": forms.get("answer") or AnswerForm(),
        "refuse_form": forms.get("refuse") or ReasonForm(),
        "release_form": forms.get("release") or ReleaseForm(initial=_public(found)),
        "refused": next(iter(forms), ""),
    }
    return render(request, "voices/letter.html", context, status=422 if forms else 200)


def _public(found: Letter) -> dict:
    """The public words as they are, and at first the letter's own, to be shortened."""
    if found.public_title:
        return {"title": found.public_title, "text": found.public_text, "answer": found.public_answer}
    return {"title": found.subject, "text": found.content, "answer": found.answer}


@private_page("POST")
@login_required
def handle(request, pk):
    """受理, 不予受理, 答复, 公开: `do` names it."""
    found, do = _handled(request, pk), request.POST.get("do", "")
    if do == "accept":
        tried_aloud(request, lambda: letters.accept(found, request.user), _("已受理。"))
        return redirect("voices:letter", found.pk)
    if do == "unrelease":
        act = lambda: letters.release(found, request.user, title="", text="", answer="")  # noqa: E731
        tried_aloud(request, act, _("不公开。"))
        return redirect("voices:letter", found.pk)
    forms = {
        "refuse": (ReasonForm, lambda values: letters.refuse(found, request.user, **values)),
        "answer": (AnswerForm, lambda values: letters.answer(
            found, request.user, values["answer"], values["adoption"])),
        "release": (ReleaseForm, lambda values: letters.release(found, request.user, **values)),
    }  # fmt: skip
    if do not in forms:
        raise Http404
    make, act = forms[do]
    form = make(request.POST)
    if form.is_valid() and tried(form, lambda: act(form.cleaned_data)):
        return redirect("voices:letter", found.pk)
    return _letter(request, found, **{do: form})


@private_page("GET", "POST")
@login_required
def released(request):
    """可以公开的来信 for information officers: the public words, and the draft that they become by one click."""
    viewer = reader(request)
    found = letters.released(viewer)
    if request.method == "POST":
        one = get_object_or_404(found, pk=_key(request.POST.get("letter")))
        act = lambda: publishing.draft_of_letter(one, request.user)  # noqa: E731
        page = tried_aloud(request, act, _("已生成稿件，请补充后报送审核。"))
        return redirect("wagtailadmin_pages:edit", page.pk) if page else redirect("voices:released")
    if not viewer.has_role(Role.DRAFTER):
        raise Http404
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return render(request, "voices/released.html", {"page": page, "letters": page.object_list})


@private_page("GET", "POST")
@login_required
def mailbox(request, unit):
    """信箱设置 of a unit."""
    viewer = reader(request)
    found = get_object_or_404(Unit, pk=unit)
    if not letters.may_set_up(viewer, found):
        raise Http404
    box = Mailbox.objects.filter(unit=found).first() or Mailbox(unit=found)
    form = MailboxForm(request.POST or None, initial={"is_open": box.is_open, "anonymous": box.anonymous})
    if request.method == "POST" and form.is_valid():
        done = tried(form, lambda: letters.set_mailbox(found, request.user, **form.cleaned_data))
        if done:
            return redirect("voices:letters" if letters.handled_units(viewer) else "voices:index")
    context = {
        "form": form, "title": _("%(unit)s的信箱设置") % {"unit": found.title}, "button": _("保存"),
        "back": reverse("voices:index"),
    }  # fmt: skip
    return render(request, "voices/form.html", context, status=422 if form.errors else 200)


def _handled(request, pk) -> Letter:
    return get_object_or_404(letters.handled(reader(request)), pk=pk)


def _satisfied(request) -> bool:
    said = request.POST.get("satisfied")
    if said not in ("yes", "no"):
        raise Http404
    return said == "yes"


def _key(value):
    try:
        return UUID(value or "")
    except ValueError:
        raise Http404 from None
