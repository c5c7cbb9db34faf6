from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "cms"
    verbose_name = _("红板")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from . import checks, receivers
        from .delivery import versions
        from .moderation import gate

        gate.install()
        receivers.install()
        versions.install()
        checks.install()
