"""党务公开 keeps to the contract of modules."""

import datetime

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "party_affairs_disclosure"

    def make(self, world, **fields):
        """The four steps, each after the one before, proposed and approved by two people."""
        today = timezone.localdate()
        steps = ("propose", "review", "approve", "implement")
        rules = {
            "timing": "regular",
            "start_on": today,
            "end_on": today + datetime.timedelta(days=7),
            "procedure": [
                {
                    "step": step,
                    "person": world.person(f"经办人{step}"),
                    "date": today - datetime.timedelta(days=4 - place),
                }
                for place, step in enumerate(steps)
            ],
        }
        return super().make(world, **(rules | fields))
