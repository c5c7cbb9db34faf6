"""意见征集 keeps to the contract of modules."""

import datetime

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "opinions"

    def make(self, world, **fields):
        """Opened today, answered after it closes."""
        today = timezone.localdate()
        rules = {
            "opened_on": today,
            "closed_on": today + datetime.timedelta(days=5),
            "reply_due": today + datetime.timedelta(days=14),
        }
        return super().make(world, **(rules | fields))
