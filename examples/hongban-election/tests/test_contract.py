"""换届选举 keeps to the contract of modules."""

from elections import term

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "election"

    def make(self, world, **fields):
        """The rules tie nearly every field to another: a whole election of a branch."""
        return super().make(world, **(term(world) | fields))
