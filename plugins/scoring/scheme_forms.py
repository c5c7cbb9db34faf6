"""A scheme as a form: one field for every number, switch and source that the committee may change, named by its
path."""

import copy

from django import forms
from django.utils.translation import gettext_lazy as _

from .schemes import AXES, COMPONENTS, LEVELS

__all__ = ["ProposeForm", "SchemeForm"]


def _places(data: dict):
    """(heading, path, label, kind) of everything that may be changed, in the order of the form. kind: text, number,
    whole or switch."""
    yield _("方案"), "version", _("版本"), "text"
    yield _("方案"), "title", _("名称"), "text"
    for name in COMPONENTS:
        zh = data["components"][name]["zh"]
        yield _("评分项"), f"components.{name}.weight", _("%(name)s权重") % {"name": zh}, "number"
        yield _("评分项"), f"components.{name}.source", _("依据"), "text"
    yield _("评分项"), "components.quality.full_at", _("完成率达到多少不折减质量分"), "number"
    yield _("加分"), "bonus.cap", _("加分合计封顶"), "number"
    for code, one in data["bonus"]["items"].items():
        path = f"bonus.items.{code}"
        yield _("加分"), f"{path}.enabled", one["zh"], "switch"
        yield _("加分"), f"{path}.points", _("每项加分"), "number"
        yield _("加分"), f"{path}.cap", _("封顶"), "number"
        yield _("加分"), f"{path}.source", _("依据"), "text"
    for part, heading in (("deductions", _("扣分")), ("vetoes", _("一票否决"))):
        for code, one in data[part].items():
            yield heading, f"{part}.{code}.enabled", one["zh"], "switch"
            if part == "deductions":
                yield heading, f"{part}.{code}.points", _("每次扣分"), "number"
            yield heading, f"{part}.{code}.source", _("依据"), "text"
    for axis in AXES:
        zh = data["axes"][axis]["zh"]
        yield _("质量评分"), f"axes.{axis}.weight", _("%(name)s权重") % {"name": zh}, "number"
        yield _("质量评分"), f"axes.{axis}.source", _("依据"), "text"
    for level in LEVELS:
        yield _("质量评分"), f"levels.{level}", _("%(level)s级分值") % {"level": level}, "number"
    yield _("抽查"), "sample.share", _("抽查比例（0到1）"), "number"
    yield _("抽查"), "sample.least", _("每单位至少"), "whole"
    yield _("抽查"), "sample.source", _("依据"), "text"
    for number, one in enumerate(data["grades"][:-1]):
        yield _("等次"), f"grades.{number}.min", _("%(grade)s最低分") % {"grade": one["zh"]}, "number"
    yield _("其他"), "objection_days", _("异议期（工作日）"), "whole"
    yield _("其他"), "annual.share", _("计入年度考核的比例（0到1）"), "number"
    yield _("其他"), "annual.source", _("依据"), "text"
    yield _("其他"), "ranking.shown", _("显示名次"), "switch"
    yield _("其他"), "ranking.source", _("依据"), "text"


def _step(place, key: str):
    return place[int(key)] if isinstance(place, list) else place[key]


def _get(data, path: str):
    for key in path.split("."):
        data = _step(data, key)
    return data


def _set(data, path: str, value) -> None:
    *above, last = path.split(".")
    for key in above:
        data = _step(data, key)
    data[int(last) if isinstance(data, list) else last] = value


class SchemeForm(forms.Form):
    """base: the scheme that the draft starts from. `data_given()`: the scheme as it was filled in, to be parsed by
    whoever saves it."""

    def __init__(self, *args, base: dict, note: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.base, self.headings = base, {}
        for heading, path, label, kind in _places(base):
            value = _get(base, path)
            if kind == "switch":
                field = forms.BooleanField(label=label, required=False, initial=value)
            elif kind == "whole":
                field = forms.IntegerField(label=label, initial=value)
            else:
                widget = forms.TextInput(attrs={"inputmode": "decimal"} if kind == "number" else {})
                field = forms.CharField(label=label, max_length=200, initial=value, widget=widget, required=False)
            self.fields[path] = field
            self.headings.setdefault(str(heading), []).append(path)
        self.fields["note"] = forms.CharField(label=_("修订说明"), max_length=300, required=False, initial=note)
        self.headings.setdefault(str(_("方案")), []).append("note")

    @property
    def sections(self):
        """(heading, rows of bound fields), for the template: what belongs to one item stands on one row."""
        found = []
        for heading, paths in self.headings.items():
            rows: dict[str, list] = {}
            for path in paths:
                above, _dot, last = path.rpartition(".")
                alone = last in ("cap", "full_at") and above in ("bonus", "components.quality")
                rows.setdefault(path if alone else above, []).append(self[path])
            found.append((heading, list(rows.values())))
        return found

    def data_given(self) -> dict:
        data = copy.deepcopy(self.base)
        for path in self.fields:
            if path != "note":
                value = self.cleaned_data[path]
                _set(data, path, value.strip() if isinstance(value, str) else value)
        return data


class ProposeForm(forms.Form):
    since = forms.CharField(label=_("自何季度起采用"), max_length=6, help_text=_("写作 2026Q1；已冻结的季度不能追溯。"))
