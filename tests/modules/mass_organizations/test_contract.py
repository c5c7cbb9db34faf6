"""群团工作 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "mass_organizations"

    def make(self, world, **fields):
        """Somebody took part."""
        rules = {"participants_count": 30}
        return super().make(world, **(rules | fields))
