"""The forms of a package: what is submitted together, and one review form for all its parts."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .forms import LONGEST_OPINION, DecisionForm
from .stages import REASONS


class SubmitPackageForm(forms.Form):
    """`drafts`: the pages that may be chosen."""

    title = forms.CharField(
        label=_("这一批的名称"),
        max_length=100,
        widget=forms.TextInput(attrs={"placeholder": _("如：2026年11月目标数据、党员名册")}),
        help_text=_("审核人按这个名称看到整批稿件。"),
    )
    parts = forms.TypedMultipleChoiceField(label=_("稿件"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        self.drafts = drafts
        self.fields["parts"].choices = [(page.pk, page.title) for page in drafts]


class PackageForm(DecisionForm):
    """`releases`: the parts' releases (with their pages) that wait at this stage for this user.

    Besides the review form each part has `part_<page>_return`, `part_<page>_reasons` and `part_<page>_opinion`.
    """

    opinion = forms.CharField(
        label=_("审核意见"),
        required=False,
        max_length=LONGEST_OPINION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("可不填；随每一份的审核记录留存。"),
    )

    def __init__(self, *args, releases, **kwargs):
        super().__init__(*args, **kwargs)
        self.releases = releases
        self.findings = [finding for release in releases for finding in release.findings.all()]
        self.ask_about_findings()
        for release in releases:
            name = f"part_{release.page_id}_"
            self.fields[f"{name}return"] = forms.BooleanField(label=_("退回此份"), required=False)
            self.fields[f"{name}reasons"] = forms.MultipleChoiceField(
                label=_("退回原因"), choices=REASONS, required=False, widget=forms.CheckboxSelectMultiple
            )
            self.fields[f"{name}opinion"] = forms.CharField(
                label=_("改什么、怎么改"),
                required=False,
                max_length=LONGEST_OPINION,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def plain_fields(self):
        return [self["opinion"]]

    def part(self, page_id: int) -> tuple:
        """The three fields of one part."""
        return tuple(self[f"part_{page_id}_{name}"] for name in ("return", "reasons", "opinion"))

    def found_in(self) -> dict[int, list]:
        """{page's id: its findings with their fields}, as `found()` has them."""
        pages = {release.pk: release.page_id for release in self.releases}
        found: dict[int, list] = {}
        for row in self.found():
            found.setdefault(pages[row[0].release_id], []).append(row)
        return found

    def clean(self):
        """The names that `packages.decide_parts()` has."""
        values = super().clean()
        returned = {}
        for release in self.releases:
            name = f"part_{release.page_id}_"
            if not self.cleaned_data.get(f"{name}return"):
                continue
            reasons, opinion = (
                self.cleaned_data.get(f"{name}reasons"),
                self.cleaned_data.get(f"{name}opinion", "").strip(),
            )
            if not reasons:
                self.add_error(f"{name}reasons", ValidationError(_("退回须选明原因。")))
            if not opinion:
                self.add_error(f"{name}opinion", ValidationError(_("退回须写明意见，让信息员知道改什么。")))
            returned[release.page_id] = {"reasons": reasons, "opinion": opinion}
        return {
            "parts": [release.page_id for release in self.releases],
            "returned": returned,
            "answers": values["answers"],
            "found": values["found"],
            "opinion": values.get("opinion", ""),
        }
