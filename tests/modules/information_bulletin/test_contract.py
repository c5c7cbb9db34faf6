"""信息通报 keeps to the contract of modules."""

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "information_bulletin"

    def make(self, world, **fields):
        """A line for a unit whose figures agree."""
        row = {
            "unit": world.branch,
            "due": 9,
            "submitted": 9,
            "effective": 8,
            "returned": 1,
            "corrected": 0,
            "empty_modules": 0,
        }
        rules = {
            "quarter": "",
            "period": "",
            "frozen_at": timezone.now().replace(second=0, microsecond=0),
            "unit_table": [row],
        }
        return super().make(world, **(rules | fields))
