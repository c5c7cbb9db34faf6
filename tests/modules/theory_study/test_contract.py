"""理论学习 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "theory_study"

    def make(self, world, **fields):
        """No more people are named than took part."""
        rules = {"study_kind": "collective", "expected": 12, "present": 11, "hours": 2}
        return super().make(world, **(rules | fields))
