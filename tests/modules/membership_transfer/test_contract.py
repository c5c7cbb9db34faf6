"""组织关系 keeps to the contract of modules."""

import datetime

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "membership_transfer"

    def make(self, world, **fields):
        """A letter with its dates in order."""
        today = timezone.localdate()
        rules = {
            "direction": "out",
            "from_org": "江北车桥厂总装党支部",
            "to_org": "白马山机械厂装配党支部",
            "letter_number": "江北组介〔2026〕12",
            "issued_on": today - datetime.timedelta(days=20),
            "valid_until": today + datetime.timedelta(days=40),
            "receipt_on": today - datetime.timedelta(days=5),
            "dues_paid_to": "2026-03",
        }
        return super().make(world, **(rules | fields))
