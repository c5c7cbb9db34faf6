from django.conf import settings
from django.core.management.base import CommandError
from django.core.management.commands import flush
from django.db import connections
from django.utils.translation import gettext as _

from plugins.audit import guard


class Command(flush.Command):
    """Django's own, which empties every table: refused where there is an audit log, but for tests, which empty their database
    after each test with real transactions (`AUDIT_MAY_BE_FLUSHED`, in the settings of tests alone)."""

    def handle(self, **options):
        if not settings.AUDIT_MAY_BE_FLUSHED:
            raise CommandError(_("数据库中有审计日志，不能清空。要从头开始，请另用一个数据库。"))
        connection = connections[options["database"]]
        guard.lift(connection)
        # With the log its anchor goes too: the next entry is the first of another log
        settings.AUDIT_ANCHOR.unlink(missing_ok=True)
        try:
            super().handle(**options)
        finally:
            guard.install(connection)
