"""党委会议 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "committee_meetings"

    def make(self, world, **fields):
        """Whoever is named as absent was not there."""
        absent = [{"person": world.person("缺席委员", world.committee), "reason": "出差"}]
        rules = {"expected": 7, "present": 6, "absentees": absent}
        return super().make(world, **(rules | fields))
