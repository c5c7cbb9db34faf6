"""思想政治工作 keeps to the contract of modules."""

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "ideological_work"

    def make(self, world, **fields):
        """Nobody raises more than were asked."""
        rules = {
            "covered_count": 40,
            "help_cases": [
                {
                    "person": world.person("受助同事"),
                    "need": "家人住院",
                    "help": "送去慰问金",
                    "date": timezone.localdate(),
                }
            ],
            "main_concerns": [{"concern": "夜班食堂开餐时间偏晚", "category": "life", "count": 6, "level": "middle"}],
        }
        return super().make(world, **(rules | fields))
