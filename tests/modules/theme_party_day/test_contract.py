"""主题党日 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "theme_party_day"

    def make(self, world, **fields):
        """No more people took part than should have."""
        rules = {"expected": 12, "present": 11}
        return super().make(world, **(rules | fields))
