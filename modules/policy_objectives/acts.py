"""目标协商 on an objective's page: each step for whoever speaks for the side whose turn it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.acts import Act, ActForm

from .catchball import may_take, side_of, standing, steps_of, take
from .ledger import Negotiation


class WordsForm(ActForm):
    words = forms.CharField(label=_("意见"), max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class FiguresForm(WordsForm):
    must = forms.DecimalField(label=_("必达目标"), required=False, max_digits=16, decimal_places=4)
    stretch = forms.DecimalField(label=_("挑战目标"), required=False, max_digits=16, decimal_places=4)


class Step(Act):
    """One step; what it says is shown to whoever reads the objective."""

    step = ""
    done = _("已记入目标协商。")
    hint = _("写明理由和数值；日期、姓名和角色自动记录，读得到本目标的人都能看到。")
    form = FiguresForm

    def offered(self, page, viewer):
        side, _role = side_of(viewer, page.owning_unit)
        return bool(side) and may_take(self.step, side, standing(steps_of([page.pk]).get(page.pk, [])))

    def run(self, page, user, *, words, must=None, stretch=None):
        take(page, self.step, user, words, must, stretch)


class Propose(Step):
    slug, label, step = "propose", _("提出目标"), Negotiation.PROPOSED


class Counter(Step):
    slug, label, step = "counter", _("反馈意见"), Negotiation.COUNTERED


class Agree(Step):
    slug, label, step = "agree", _("确认目标"), Negotiation.AGREED
    form = WordsForm


class Revise(Step):
    slug, label, step = "revise", _("提出中期修订"), Negotiation.REVISED


ACTS = [Propose(), Counter(), Agree(), Revise()]
