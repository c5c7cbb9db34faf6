"""制度职责 keeps to the contract of modules."""

import datetime

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "rules_and_duties"

    def make(self, world, **fields):
        """A rule of the unit's own, whose dates follow each other."""
        rules = {
            "rule_kind": "own_rule",
            "issued_on": datetime.date(2026, 1, 12),
            "effective_on": datetime.date(2026, 2, 1),
            "review_due": datetime.date(2027, 1, 12),
        }
        return super().make(world, **(rules | fields))
