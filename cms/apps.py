from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("红板")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import datetime

        from . import calendar, checks, clock, days, permissions, receivers
        from .delivery import changes, documents, versions
        from .moderation import gate, reminding

        gate.install()
        receivers.install()
        changes.install()
        versions.install()
        checks.install()
        days.install()
        clock.register("cms.roles", permissions.derive_dated, at=datetime.time(0, 5))
        clock.register("cms.expired", documents.tell_expired, at=datetime.time(0, 10))
        clock.register("cms.calendar", calendar.fill_current, at=datetime.time(0, 15))
        clock.register("cms.reminders", reminding.remind, at=datetime.time(7, 30))
