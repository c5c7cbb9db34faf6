"""消息设置: what a person chooses of kinds, channels and times."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .choices import CHANNELS, MAIL, SITE, has_to_be_told
from .models import Notice, Preference

__all__ = ["QuietHours", "SettingsForm", "TimeInput"]

# What each kind means, for whoever chooses
EXPLAINED = {
    Notice.REVIEW: gettext_lazy("稿件到了您审核的环节"),
    Notice.OVERDUE: gettext_lazy("等您审核的稿件过了期限，每个工作日提醒一次"),
    Notice.OFFICE: gettext_lazy("下级审核逾期，报党务室督促"),
    Notice.RETURNED: gettext_lazy("您的稿件被退回，附退回意见"),
    Notice.REJECTED: gettext_lazy("您的稿件不予发布，附理由"),
    Notice.PUBLISHED: gettext_lazy("您的稿件通过审核，已经发布"),
    Notice.WITHDRAWN: gettext_lazy("您的稿件发布后又被撤回"),
    Notice.AGAIN: gettext_lazy("您单位发布的内容到了复审日期"),
    Notice.DUE: gettext_lazy("您单位的应更新事项将在几个工作日内到期"),
    Notice.PAST_DUE: gettext_lazy("您单位的应更新事项过了期限"),
}


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class QuietHours(forms.ModelForm):
    """Two times that are both given or both left empty."""

    def clean(self):
        given = super().clean()
        names = ("quiet_from", "quiet_until")
        if any(name in self.errors for name in names):
            return given
        missing = [name for name in names if given.get(name) is None]
        if len(missing) == 1:
            self.add_error(missing[0], _("免打扰的开始和结束要么都填，要么都不填。"))
        elif not missing and given["quiet_from"] == given["quiet_until"]:
            self.add_error("quiet_until", _("免打扰的结束不能与开始相同；全天不发请选“不发邮件”或停用。"))
        return given


class SettingsForm(QuietHours):
    class Meta:
        model = Preference
        fields = ["mail", "digest_at", "quiet_from", "quiet_until", "working_days_only"]
        widgets = {
            "mail": forms.RadioSelect,
            "digest_at": TimeInput,
            "quiet_from": TimeInput,
            "quiet_until": TimeInput,
        }
        help_texts = {
            "digest_at": gettext_lazy("选了“每日汇总”时，每天在这个时间发一封；没有消息就不发。"),
            "working_days_only": gettext_lazy("周六、周日的邮件留到星期一。"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in Notice.KINDS:
            for channel in CHANNELS:
                fixed = channel == SITE and has_to_be_told(kind)
                self.fields[f"{kind}:{channel}"] = forms.BooleanField(
                    label=label, required=False, disabled=fixed, initial=fixed or self.instance.wants(kind, channel)
                )

    def rows(self) -> list[dict]:
        """The kinds with their two boxes, for a table."""
        return [
            {
                "label": label,
                "explained": EXPLAINED[kind],
                "fixed": has_to_be_told(kind),
                "site": self[f"{kind}:{SITE}"],
                "mail": self[f"{kind}:{MAIL}"],
            }
            for kind, label in Notice.KINDS
        ]

    def clean(self):
        given = super().clean()
        inside = self.instance.__class__(quiet_from=given.get("quiet_from"), quiet_until=given.get("quiet_until"))
        if not self.errors and given["mail"] == Preference.DAILY and inside.is_quiet_at(given["digest_at"]):
            raise ValidationError({"digest_at": _("汇总时间落在免打扰时段内，请改一个时间。")})
        return given

    def save(self, commit=True):
        """The choices, not saved: `choices.save()` does that, with what follows from it."""
        wishes = super().save(commit=False)
        wishes.off = [
            f"{kind}:{channel}"
            for kind, _label in Notice.KINDS
            for channel in CHANNELS
            if not self.cleaned_data[f"{kind}:{channel}"] and not self.fields[f"{kind}:{channel}"].disabled
        ]
        return wishes
