"""党风廉政 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "clean_governance"
