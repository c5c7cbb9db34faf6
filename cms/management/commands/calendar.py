import json

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms import calendar


class Command(BaseCommand):
    """`calendar list` shows a year's holidays and make-up days, `calendar fill` writes down what the library knows of it."""

    help = "工作日历：列出一年的节假日和调休（calendar list），或写入节假日库所知的安排（calendar fill）"

    def add_arguments(self, parser):
        parser.add_argument("action", choices=["list", "fill"])
        parser.add_argument("--year", type=int, help="年份，默认今年")
        parser.add_argument("--json", action="store_true", help="以 JSON 列出")

    def handle(self, *, action, year, json: bool, **options):
        year = year or timezone.localdate().year
        if action == "list":
            return self._list(year, json)
        try:
            count = calendar.fill(year)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(_("%(year)s 年：写入 %(count)s 天。") % {"year": year, "count": count})

    def _list(self, year: int, as_json: bool) -> None:
        days = [
            {"day": str(one.day), "working": one.working, "name": one.name, "maintained": one.row is not None}
            for one in calendar.year_of(year)
        ]
        if as_json:
            self.stdout.write(json.dumps({"year": year, "days": days}, ensure_ascii=False, indent=2))
            return
        for one in days:
            mark = _("上班") if one["working"] else _("休息")
            self.stdout.write(f"{one['day']}  {mark}  {one['name']}")
