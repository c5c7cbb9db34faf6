import json
import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.moderation.verify import findings


class Command(BaseCommand):
    help = (
        "verify: compares everything that is live with the release that allowed it. One line for each fault (page id, title, "
        "reason); the exit code is 1 when there is any."
    )

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True, metavar="verify")
        verify = commands.add_parser("verify", help="Prove that everything live was reviewed as it is.")
        verify.add_argument("--json", action="store_true", help="print a JSON list of {page, title, reason}")

    def handle(self, *args, **options):
        found = list(findings())
        if options["json"]:
            self.stdout.write(json.dumps([vars(item) for item in found], ensure_ascii=False, indent=2))
        else:
            for item in found:
                self.stdout.write(f"{item.page}\t{item.title}\t{item.reason}")
            if not found:
                self.stdout.write(self.style.SUCCESS(_("发布的内容与审核记录全部一致。")))
        if found:
            sys.exit(1)
