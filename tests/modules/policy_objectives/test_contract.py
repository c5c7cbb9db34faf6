"""方针目标 keeps to the contract of modules."""

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "policy_objectives"

    def make(self, world, **fields):
        """Figures that agree with each other: twelve planned months, and an actual for those that have begun."""
        today = timezone.localdate()
        rules = {
            "direction": "higher",
            "aggregation": "sum",
            "year": today.year,
            "period": str(today.year),
            "code": f"MB-{ObjectiveCount.next()}",
            "weight": 10,
            "must_target": 120,
            "stretch_target": 144,
            "must_target_high": None,
            "stretch_target_high": None,
            "monthly_must": ["10"] * 12,
            "monthly_stretch": ["12"] * 12,
            "monthly_actual": ["11"] * today.month + [None] * (12 - today.month),
            "measures": [{"measure": "每周核对一次", "owner": world.person("措施责任人"), "due": today}],
        }
        return super().make(world, **(rules | fields))


class ObjectiveCount:
    """A code of its own for each objective of a unit."""

    _last = 0

    @classmethod
    def next(cls) -> int:
        cls._last += 1
        return cls._last
