import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms import plugins
from cms.people import Membership, Role
from cms.tree import Unit
from plugins.guides import importing, reading
from plugins.guides.importing import CHANGED, NEW, SAME

MOST_SHOWN = 50


class Command(BaseCommand):
    help = (
        "import FILE…: guides and rules out of JSON lines (id, title, body, kind, source), Markdown and Word. As drafts of the unit, "
        "or with --issued as already issued: published at once, in the Party office's name. The same file again changes nothing."
    )

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True, metavar="import")
        load = commands.add_parser("import", help="Import files.")
        load.add_argument("files", nargs="+", type=Path, metavar="FILE")
        load.add_argument(
            "--issued", action="store_true", help="Already issued: published without reviews, and noted as such."
        )
        load.add_argument("--dry-run", action="store_true", help="Say what would be done, and keep nothing.")
        load.add_argument("--unit", default="", metavar="CODE", help="Unit that keeps them; the committee at the top.")
        load.add_argument("--user", default="", metavar="NAME", help="In whose name; the unit's first who may.")
        load.add_argument("--day", type=datetime.date.fromisoformat, help="Day of the facts (2026-03-05); today.")
        load.add_argument("--issuer", default="", help="Who made the rules, where the file does not say; the unit.")

    def handle(self, *args, what, files, issued, dry_run, unit, user, day, issuer, **options):
        unit = self._unit(unit)
        by = self._user(user, unit, issued)
        failed = False
        for path in files:
            try:
                with tqdm(total=reading.count(path), desc=f"  {path.name}", unit="", disable=None, leave=False) as bar:
                    report = importing.run(
                        path, unit, by, issued=issued, dry_run=dry_run, day=day, issuer=issuer, advance=bar.update
                    )
            except (ValueError, OSError, PermissionDenied, ValidationError) as error:
                words = "；".join(error.messages) if isinstance(error, ValidationError) else str(error)
                raise CommandError(f"{path.name}: {words}") from error
            self._tell(path, report)
            failed = failed or bool(report.misread)
        if failed:
            self.stdout.write(self.style.WARNING(_("有未能识别的内容，见上。其余已处理。")))

    def _unit(self, code: str) -> Unit:
        unit = Unit.objects.filter(code=code).first() if code else Unit.objects.filter(depth=2).first()
        if unit is None:
            raise CommandError(_("没有代码为“%(code)s”的党组织。") % {"code": code} if code else _("还没有设立党委。"))
        return unit

    def _user(self, name: str, unit: Unit, issued: bool):
        if name:
            user = get_user_model().objects.filter(username=name, is_active=True).first()
            if user is None:
                raise CommandError(_("没有账号“%(name)s”，或已停用。") % {"name": name})
            return user
        role, where = (Role.PARTY_OFFICE, unit.committee_id or unit.pk) if issued else (Role.DRAFTER, unit.pk)
        held = Membership.objects.on().filter(unit_id=where, role=role, person__user__is_active=True)
        membership = held.select_related("person__user").order_by("pk").first()
        if membership is None:
            raise CommandError(
                _("“%(unit)s”没有有账号的%(role)s；请用 --user 指明，或先任命。")
                % {"unit": unit.title, "role": role.label}
            )
        return membership.person.user

    def _tell(self, path: Path, report) -> None:
        done = _("试运行，未保存") if report.dry_run else _("已发布") if report.issued else _("已存为草稿，须报送审核")
        self.stdout.write(f"{path.name}（{done}）")
        for module in dict.fromkeys(module for module, _what in report.counts):
            numbers = {what: report.counts[module, what] for what in (NEW, CHANGED, SAME)}
            words = _("新增 %(new)s，更新 %(changed)s，不变 %(same)s") % numbers
            self.stdout.write(f"  {plugins.find_module(module).zh}：{words}")
        if report.misread:
            self.stdout.write(self.style.WARNING(_("  未能识别 %(count)s 处：") % {"count": len(report.misread)}))
            for one in report.misread[:MOST_SHOWN]:
                self.stdout.write(f"    {one.place}：{one.reason}")
            if more := len(report.misread) - MOST_SHOWN:
                if more > 0:
                    self.stdout.write(_("    另有 %(count)s 处未列出") % {"count": more})
