"""先锋作用 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "vanguard_role"

    def make(self, world, **fields):
        """A team has two members."""
        rules = {"members": [world.person("责任区党员"), world.person("示范岗党员")], "result_value": "0.9%"}
        return super().make(world, **(rules | fields))
