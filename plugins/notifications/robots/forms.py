"""What the Party office enters of a robot, and what is looked for among its messages."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.outgoing import targets
from cms.tree import Unit

from ..forms import QuietHours, TimeInput
from . import platforms
from .models import Robot, RobotDelivery

__all__ = ["LogFilter", "RobotForm"]

KINDS = [
    ("review", gettext_lazy("稿件待审核（只报份数）")),
    ("overdue", gettext_lazy("审核逾期（只报份数）")),
    ("returned", gettext_lazy("稿件被退回（只报份数）")),
    ("published", gettext_lazy("新内容发布（全体员工可见的写标题）")),
    ("again", gettext_lazy("内容到期复审（全体员工可见的写标题）")),
]
USUAL = ["review", "overdue", "published", "again"]


class RobotForm(QuietHours):
    """A robot for the group of a unit below one of `committees`, the Party office's own."""

    url = forms.CharField(
        label=gettext_lazy("Webhook 地址"),
        max_length=500,
        strip=True,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("在群设置里添加机器人后复制。地址就是进群发言的钥匙，请勿外传；保存后加密，不再显示。"),
    )
    secret = forms.CharField(
        label=gettext_lazy("加签密钥"),
        max_length=200,
        strip=True,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy(
            "仅钉钉：安全设置选“加签”时，复制以 SEC 开头的密钥。选“自定义关键词”时留空，关键词填平台名称。"
        ),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("通知哪些事"), choices=KINDS, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Robot
        fields = [
            "name", "unit", "with_below", "platform", "url", "secret", "format", "kinds",
            "quiet_from", "quiet_until", "working_days_only", "active",
        ]  # fmt: skip
        widgets = {"quiet_from": TimeInput, "quiet_until": TimeInput}
        help_texts = {
            "name": gettext_lazy("只在后台显示，如“总装党支部工作群”。"),
            "unit": gettext_lazy("这个群是哪个党组织的。三审待审核的通知发给党委的群。"),
            "with_below": gettext_lazy("选中时，下级党组织的事也发到这个群。"),
            "quiet_until": gettext_lazy("免打扰期间的通知攒到结束后合成一条。开始和结束都不填，就不免打扰。"),
            "working_days_only": gettext_lazy("周六、周日的通知留到星期一。"),
            "active": gettext_lazy("停用期间不发送，期间发生的事也不再补发。"),
        }

    def __init__(self, *args, committees, **kwargs):
        super().__init__(*args, **kwargs)
        self.committees = list(committees)
        below = Unit.objects.none()
        for one in self.committees:
            below |= Unit.objects.descendant_of(one, inclusive=True)
        self.fields["unit"].queryset = below.filter(practice=False).order_by("path").defer("body")
        if self.instance.pk:
            shown = _("现在的地址：%(shown)s。留空则地址和加签密钥都不变；重填时一并重填密钥。")
            self.fields["url"].help_text = shown % {"shown": self.instance.shown}
        else:
            self.initial["kinds"] = USUAL

    def clean(self):
        given = super().clean()
        url, platform = given.get("url", ""), given.get("platform")
        moved = self.instance.pk and platform != self.initial.get("platform")
        if not url and "url" not in self.errors:
            if not self.instance.pk:
                self.add_error("url", _("请填写群机器人的 Webhook 地址。"))
            elif moved:
                self.add_error("url", _("换了平台，请重新填写地址。"))
            elif given.get("secret"):
                self.add_error("url", _("更换加签密钥时，请连同地址一起填写。"))
        elif url and platform:
            try:
                platforms.check(platform, url)
            except targets.Refused as refused:
                self.add_error("url", str(refused))
        if given.get("secret") and platform == Robot.WECOM:
            self.add_error("secret", _("企业微信的群机器人没有加签密钥，请留空。"))
        return given

    def save(self, commit=True):
        robot = super().save(commit=False)
        above = [one for one in self.committees if robot.unit.path.startswith(one.path)]
        robot.committee = max(above, key=lambda one: len(one.path))
        if url := self.cleaned_data["url"]:
            robot.keep_address(url, self.cleaned_data["secret"], platforms.masked(url))
        robot.kinds = self.cleaned_data["kinds"]
        robot.save()
        return robot


class LogFilter(forms.Form):
    robot = forms.ModelChoiceField(
        label=gettext_lazy("群机器人"),
        queryset=Robot.objects.none(),
        required=False,
        empty_label=gettext_lazy("全部机器人"),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("状态"), choices=[("", gettext_lazy("全部状态")), *RobotDelivery.STATES], required=False
    )

    def __init__(self, *args, robots, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["robot"].queryset = robots

    def narrow(self, deliveries):
        """The deliveries that match; none while something that was given is wrong."""
        if not self.is_valid():
            return deliveries.none()
        return deliveries.filter(**{name: value for name, value in self.cleaned_data.items() if value})
