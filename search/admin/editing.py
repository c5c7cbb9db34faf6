"""检索统计 and 推荐结果 in the admin, for the Party office and the committee's information officers, who keep the guides."""

from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from cms.access import viewer_of
from cms.delivery import reading
from cms.delivery.models import Document
from cms.people import Role
from cms.tree import Unit
from search.models import BestBet
from search.report import report

__all__ = ["add", "change", "committees", "index", "remove", "statistics"]

PERIODS = {7: gettext_lazy("近7天"), 30: gettext_lazy("近30天"), 90: gettext_lazy("近90天")}


def committees(user) -> list[int]:
    """The committees for which the user keeps the guides."""
    held = viewer_of(user).roles
    own = {unit for role, unit in held if role == Role.PARTY_OFFICE}
    writes = [unit for role, unit in held if role == Role.DRAFTER]
    if writes:
        own |= set(Unit.objects.filter(pk__in=writes, kind=Unit.COMMITTEE).values_list("pk", flat=True))
    return sorted(own)


def _own(user):
    own = committees(user)
    if not own:
        raise Http404
    return own


class BetForm(forms.ModelForm):
    """`user`: who puts it on top, and so which records they can choose: those that they see."""

    address = forms.CharField(
        label=gettext_lazy("记录网址"),
        max_length=1000,
        help_text=gettext_lazy("打开要推荐的记录，把浏览器地址栏里的网址复制到这里。"),
    )

    class Meta:
        model = BestBet
        fields = ["words", "address", "active"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        if self.instance.pk:
            found = Document.objects.filter(pk=self.instance.page_id).only("path").first()
            self.initial["address"] = found.path if found else ""

    def clean_address(self):
        path = unquote(urlsplit(self.cleaned_data["address"].strip()).path)
        found = reading.at_path(viewer_of(self.user), path if path.endswith("/") else f"{path}/")
        if isinstance(found, str):  # where it has moved to
            found = reading.at_path(viewer_of(self.user), found)
        if not isinstance(found, Document) or found.kind != Document.RECORD or found.practice:
            raise ValidationError(_("这个网址上没有您可以查看的已发布记录。"))
        self.instance.page_id = found.pk
        return found.path


def index(request):
    """All bets of the own committees."""
    bets = list(BestBet.objects.filter(committee_id__in=_own(request.user)))
    seen = reading.documents(viewer_of(request.user)).filter(pk__in=[bet.page_id for bet in bets])
    records = seen.only("title", "path", "scope").in_bulk()
    rows = [(bet, records.get(bet.page_id)) for bet in bets]
    return render(request, "search/admin/bets.html", {"rows": rows})


def add(request):
    return _form(request, BestBet(committee_id=_own(request.user)[0]), _("新增推荐"))


def change(request, pk):
    return _form(request, get_object_or_404(BestBet, pk=pk, committee_id__in=_own(request.user)), _("修改推荐"))


def _form(request, bet, title):
    form = BetForm(request.POST or None, instance=bet, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("已保存，即时生效。"))
        return redirect("search_admin:bets")
    return render(request, "search/admin/bet.html", {"form": form, "bet": bet, "title": title})


def remove(request, pk):
    """Asks once."""
    bet = get_object_or_404(BestBet, pk=pk, committee_id__in=_own(request.user))
    if request.method == "POST":
        bet.delete()
        messages.success(request, _("已删除，即时生效。"))
        return redirect("search_admin:bets")
    return render(request, "search/admin/bet_remove.html", {"bet": bet})


def statistics(request):
    """`?days=` one of PERIODS."""
    _own(request.user)
    days = request.GET.get("days", "30")
    days = int(days) if days in map(str, PERIODS) else 30
    context = {"report": report(days), "days": days, "periods": PERIODS.items()}
    return render(request, "search/admin/statistics.html", context)
