import datetime
import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from cms.tree import Unit
from plugins.dues import ledger
from plugins.dues.due_table import due_items
from plugins.dues.figures import figures_of, span
from plugins.dues.states import state_of

ACTIONS = ("list", "rebuild", "verify")


class Command(BaseCommand):
    """`dues` lists what units owe in a period as of a day; `dues verify` proves the ledger, `dues rebuild` makes it anew."""

    help = "应更新：列出（默认），核对台账（dues verify），重建台账（dues rebuild）"

    def add_arguments(self, parser):
        parser.add_argument("action", nargs="?", choices=ACTIONS, default="list", help="默认列出")
        parser.add_argument("--as-of", type=_day, metavar="YYYY-MM-DD", help="截至日期，默认今天")
        parser.add_argument("--period", default="", help="2026-03、2026Q1、2026H1 或 2026，默认当季")
        parser.add_argument("--unit", action="append", default=[], metavar="CODE", help="党组织代码，可重复；默认全部")
        parser.add_argument("--json", action="store_true", help="以 JSON 列出")

    def handle(self, *, action, as_of, period, unit, json, **options):
        if action != "list":
            if as_of or period or unit or json:
                raise CommandError(_("--as-of、--period、--unit 和 --json 只用于列出。"))
            return self._verify() if action == "verify" else self._rebuild()
        try:
            asked = span(period, as_of)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        units = self._units(unit)
        items = due_items(units, asked.since, asked.until, asked.as_of)
        (self._as_json if json else self._as_text)(asked, units, items)

    def _units(self, codes: list[str]) -> list[Unit]:
        found = Unit.objects.live().filter(practice=False).defer("body").order_by("path")
        if not codes:
            return list(found)
        found = list(found.filter(code__in=codes))
        if unknown := set(codes) - {one.code for one in found}:
            raise CommandError(_("没有代码为“%(code)s”的党组织。") % {"code": "、".join(sorted(unknown))})
        return found

    def _as_json(self, asked, units, items) -> None:
        found = {
            "period": asked.period,
            "since": str(asked.since),
            "until": str(asked.until),
            "as_of": str(asked.as_of),
            "units": [self._unit(one, [item for item in items if item.unit_id == one.pk], asked) for one in units],
        }
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))

    def _unit(self, unit, items, asked) -> dict:
        figures = figures_of(items, asked.as_of)
        return {
            "id": unit.pk,
            "code": unit.code,
            "title": unit.title,
            **{name: {"count": one.count, "records": list(one.records)} for name, one in figures.items()},
            "items": [
                {
                    "module": item.module,
                    "target": item.target,
                    "label": item.label,
                    "period": item.period,
                    "number": item.number,
                    "due_on": str(item.due_on),
                    "kind": item.kind,
                    "state": state_of(item, asked.as_of).slug,
                    "submitted_on": str(item.submitted_on) if item.submitted_on else None,
                    "records": list(item.records),
                    "rule": item.rule,
                }
                for item in items
            ],
        }

    def _as_text(self, asked, units, items) -> None:
        self.stdout.write(_("%(period)s，截至 %(as_of)s") % {"period": asked.period, "as_of": asked.as_of})
        for unit in units:
            own = [item for item in items if item.unit_id == unit.pk]
            figures = figures_of(own, asked.as_of)
            words = {name: one.count for name, one in figures.items()} | {"unit": unit.title}
            self.stdout.write(
                _("%(unit)s：应更新 %(due)s，已更新 %(satisfied)s，按时 %(on_time)s，逾期 %(late)s") % words
            )
            for item in own:
                state = state_of(item, asked.as_of)
                if state.slug in ("late", "due_soon"):
                    self.stdout.write(f"  {state.sign} {state.words} {item.label} {item.period} → {item.due_on}")

    def _rebuild(self) -> None:
        with tqdm(desc=_("重建台账"), unit="", disable=None, leave=False) as bar:
            changed = ledger.rebuild(bar.update)
        self.stdout.write(_("台账已重建，改动 %(count)s 行。") % {"count": changed})

    def _verify(self) -> None:
        with tqdm(desc=_("核对台账"), unit="", disable=None, leave=False) as bar:
            wrong = ledger.verify(bar.update)
        for line in wrong:
            self.stdout.write(line)
        if wrong:
            raise CommandError(_("台账有 %(count)s 处不符，请运行 manage.py dues rebuild。") % {"count": len(wrong)})
        self.stdout.write(_("台账与发布记录一致。"))


def _day(given: str) -> datetime.date:
    return datetime.date.fromisoformat(given)
