"""组织生活会 keeps to the contract of modules."""

import datetime

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "organizational_life_meeting"

    def make(self, world, **fields):
        """Prepared before the meeting, rectified after it."""
        today = timezone.localdate()
        rules = {
            "held_at": timezone.now().replace(second=0, microsecond=0) - datetime.timedelta(days=10),
            "expected": 12,
            "present": 11,
            "preparation": [
                {"step": step, "date": today - datetime.timedelta(days=20)} for step in ("study", "talk", "opinions")
            ],
            "rectification": [
                {
                    "issue": "联系群众不够",
                    "measure": "每月走访班组",
                    "owner": "支部书记",
                    "due": today + datetime.timedelta(days=30),
                }
            ],
        }
        return super().make(world, **(rules | fields))
