"""重点工作 keeps to the contract of modules."""

import datetime

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "key_tasks"

    def make(self, world, **fields):
        """Milestones fall into the task's time, and what is not finished is below 100 %."""
        today = timezone.localdate()
        rules = {
            "start": today - datetime.timedelta(days=60),
            "due": today + datetime.timedelta(days=60),
            "progress": 40,
            "milestones": [{"milestone": "完成方案", "due": today, "done_on": today}],
        }
        return super().make(world, **(rules | fields))
