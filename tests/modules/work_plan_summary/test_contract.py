"""计划总结 keeps to the contract of modules."""

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "work_plan_summary"

    def make(self, world, **fields):
        """An item says who does it by when."""
        items = [
            {"task": "修订考勤制度", "owner": "组织委员", "due": timezone.localdate(), "result": "已完成", "rate": 100}
        ]
        return super().make(world, **({"items": items} | fields))
