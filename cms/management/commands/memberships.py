from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.permissions import derive_all


class Command(BaseCommand):
    help = (
        "sync: derives Wagtail's groups and permissions from today's memberships anew. Run it every night, for memberships "
        "begin and end by their dates without anything being written."
    )

    def add_arguments(self, parser):
        commands = parser.add_subparsers(dest="what", required=True, metavar="sync")
        commands.add_parser("sync", help="Make the groups what today's memberships say.")

    def handle(self, *args, **options):
        changed = derive_all()
        for name in changed:
            self.stdout.write(name)
        self.stdout.write(self.style.SUCCESS(_("已同步，%(count)s 个用户组有变动。") % {"count": len(changed)}))
