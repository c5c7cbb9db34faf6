"""指南导入 in the admin: a file, tried first; by the Party office as already issued, by information officers as drafts."""

import tempfile
from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import render
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.access import viewer_of
from cms.people import Role
from cms.tree import Section, Unit

from . import importing, reading
from .records import GUIDES, RULES

__all__ = ["concerns", "view"]

LARGEST = 20 * 1024 * 1024
# A request is no place for more: the command is
MOST = 2000
MOST_SHOWN = 100
TRY, DRAFTS, ISSUED = "try", "drafts", "issued"


def _units(user):
    """The units into which the user may import: own ones as drafts, those of the own committee as issued."""
    roles = viewer_of(user).roles
    drafts = {unit for role, unit in roles if role == Role.DRAFTER}
    offices = {unit for role, unit in roles if role == Role.PARTY_OFFICE}
    having = Section.objects.filter(module__in=(GUIDES, RULES), live=True).values_list("path", flat=True)
    paths = {path[: -Section.steplen] for path in having}
    return Unit.objects.filter(Q(pk__in=drafts) | Q(committee_id__in=offices), path__in=paths).order_by("path")


def concerns(user) -> bool:
    return user.is_active and _units(user).exists()


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("文件"),
        help_text=gettext_lazy(
            "JSON 行（.jsonl，每行 id、title、body、kind，可有 source）、Markdown（.md）或 Word（.docx），不超过 20 MB。"
        ),
    )
    unit = forms.ModelChoiceField(label=gettext_lazy("党组织"), queryset=Unit.objects.none(), empty_label=None)
    how = forms.ChoiceField(
        label=gettext_lazy("怎样导入"),
        choices=[
            (TRY, gettext_lazy("先试运行，不保存")),
            (DRAFTS, gettext_lazy("存为草稿，报送后经三审发布（信息员）")),
            (ISSUED, gettext_lazy("已制发的文件，直接发布并留痕（党务室）")),
        ],
        initial=TRY,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(_("文件超过 20 MB，请用 manage.py guides import 导入。"))
        return file


def view(request):
    units = _units(request.user)
    if not units.exists():
        raise Http404
    form = ImportForm(request.POST or None, request.FILES or None, units=units)
    context = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            report = _import(request.user, **form.cleaned_data)
        except PermissionDenied as error:
            form.add_error("how", str(error) or _("您不能这样导入。"))
        except ValidationError as error:
            form.add_error(None, error.messages)
        except (ValueError, OSError) as error:
            form.add_error("file", str(error))
        else:
            context |= {
                "report": report,
                "shown": report.misread[:MOST_SHOWN],
                "more": len(report.misread) - MOST_SHOWN,
            }
            context |= {what: report.total(what) for what in (importing.NEW, importing.CHANGED, importing.SAME)}
    failed = request.method == "POST" and "report" not in context
    return render(request, "guides/import.html", context, status=400 if failed else 200)


def _import(user, file, unit, how):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / get_valid_filename(Path(file.name).name)
        with path.open("wb") as copy:
            for chunk in file.chunks():
                copy.write(chunk)
        if (many := reading.count(path)) > MOST:
            raise ValidationError(
                _("文件有 %(many)s 条，超过 %(most)s 条，请用 manage.py guides import 导入。")
                % {"many": many, "most": MOST}
            )
        # What is tried is what the user could do
        issued = how == ISSUED or (how == TRY and not viewer_of(user).has_role(Role.DRAFTER, unit.pk))
        return importing.run(path, unit, user, issued=issued, dry_run=how == TRY)
