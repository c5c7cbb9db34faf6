from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.moderation.reminding import remind


class Command(BaseCommand):
    """`remind` is what the clock does each working day at half past seven; running it again tells nobody twice."""

    help = "审核：remind 催办逾期的审核环节、上报党务室、提醒到期复审（平台每个工作日 7:30 自动执行）。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="remind")
        actions.add_parser("remind", help="催办逾期环节，提醒到期复审；重复执行不会重复通知")

    def handle(self, *args, **options):
        words = _("逾期环节 %(overdue)s 个，其中上报党务室 %(escalated)s 个；到期待复审 %(review_due)s 条。")
        self.stdout.write(words % remind())
