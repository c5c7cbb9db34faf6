"""What the administrator enters of an endpoint, and what is looked for in the log."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms import plugins
from cms.outgoing import targets
from cms.tree import Unit

from .models import Delivery, Endpoint, Event


class EndpointForm(forms.ModelForm):
    """An endpoint of one of `committees`, the administrator's own."""

    events = forms.MultipleChoiceField(
        label=gettext_lazy("事件"), choices=Event.TYPES, widget=forms.CheckboxSelectMultiple
    )
    modules = forms.MultipleChoiceField(
        label=gettext_lazy("栏目"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一个都不选即全部栏目，包括以后安装的。"),
    )
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("党组织"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("一个都不选即本党委全部党组织，包括以后设立的；选了的连同其下级。练习单位从不推送。"),
    )

    class Meta:
        model = Endpoint
        fields = ["committee", "name", "kind", "url", "method", "events", "modules", "units", "active"]
        help_texts = {
            "kind": gettext_lazy("“通知”告诉别的系统发生了什么；“缓存清除”让门前的缓存丢掉过时的页面。"),
            "url": gettext_lazy(
                "接收推送的地址，如 http://10.0.0.8:8080/hongban；缓存清除用 PURGE、BAN 时只写到缓存，如 http://10.0.0.5:6081/。"
            ),
            "method": gettext_lazy("仅用于“缓存清除”；“通知”总用 POST。"),
            "active": gettext_lazy("停用期间不发送，期间发生的事件也不保留。"),
        }

    def __init__(self, *args, committees, **kwargs):
        super().__init__(*args, **kwargs)
        committee = self.fields["committee"]
        committee.queryset = committees
        if not self.instance.pk and len(committees) == 1:
            self.initial["committee"] = committees[0].pk
        if self.instance.pk or len(committees) == 1:
            committee.disabled, committee.widget = True, forms.HiddenInput()
        self.fields["modules"].choices = [(one.label, one.zh) for one in plugins.modules()]
        below = Unit.objects.none()
        for one in committees:
            below |= Unit.objects.descendant_of(one, inclusive=True)
        self.paths = {unit.pk: unit for unit in below.filter(practice=False).order_by("path").defer("body")}
        self.fields["units"].choices = [(unit.pk, unit.title) for unit in self.paths.values()]
        if not self.instance.pk:
            self.initial["events"] = [name for name, _label in Event.TYPES]

    def clean_url(self):
        url = self.cleaned_data["url"].strip()
        try:
            targets.parse(url)
            targets.find(url)
        except targets.Refused as refused:
            raise ValidationError(str(refused)) from None
        except (OSError, UnicodeError):
            pass  # a name that cannot be resolved now may be when something is sent; until then each attempt says so
        return url

    def clean(self):
        given = super().clean()
        if given.get("kind") == Endpoint.NOTIFY:
            given["method"] = "POST"
        elif given.get("method") != "POST" and "?" in given.get("url", ""):
            self.add_error("url", _("用 PURGE、BAN 清除缓存时，地址中不能有 ? 及其后的部分。"))
        committee = given.get("committee")
        outside = [pk for pk in given.get("units", []) if committee and not self._is_below(pk, committee)]
        if outside:
            titles = "、".join(self.paths[pk].title for pk in outside)
            self.add_error("units", _("不属于所选党委：%(units)s。") % {"units": titles})
        return given

    def _is_below(self, pk: int, committee: Unit) -> bool:
        return self.paths[pk].path.startswith(committee.path)


class LogFilter(forms.Form):
    endpoint = forms.ModelChoiceField(
        label=gettext_lazy("推送端点"),
        queryset=Endpoint.objects.none(),
        required=False,
        empty_label=gettext_lazy("全部端点"),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("状态"), choices=[("", gettext_lazy("全部状态")), *Delivery.STATES], required=False
    )
    type = forms.ChoiceField(
        label=gettext_lazy("事件"), choices=[("", gettext_lazy("全部事件")), *Event.ALL_TYPES], required=False
    )
    page = forms.IntegerField(
        label=gettext_lazy("记录编号"),
        required=False,
        min_value=1,
        max_value=2**63 - 1,
        widget=forms.NumberInput(attrs={"placeholder": gettext_lazy("记录编号")}),
    )

    def __init__(self, *args, endpoints, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["endpoint"].queryset = endpoints

    def narrow(self, deliveries):
        """The deliveries that match; none while something that was given is wrong."""
        if not self.is_valid():
            return deliveries.none()
        names = {"endpoint": "endpoint", "state": "state", "type": "event__type", "page": "page_id"}
        return deliveries.filter(**{names[name]: value for name, value in self.cleaned_data.items() if value})
