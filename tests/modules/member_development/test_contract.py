"""发展党员 keeps to the contract of modules."""

import datetime

from cms.testing import ModuleContract

# The days of the 25 steps of somebody who became a full member
DAYS = [
    (2023, 3, 1), (2023, 3, 20), (2023, 9, 1), (2023, 9, 15), (2023, 9, 20), (2024, 3, 20), (2024, 9, 10), (2024, 9, 18),
    (2024, 9, 25), (2024, 10, 15), (2024, 11, 5), (2024, 11, 20), (2024, 11, 28), (2024, 12, 2), (2024, 12, 10),
    (2024, 12, 20), (2025, 1, 8), (2025, 1, 20), (2025, 1, 25), (2025, 2, 10), (2025, 6, 30), (2025, 11, 20),
    (2025, 12, 12), (2026, 1, 6), (2026, 1, 20),
]  # fmt: skip


def steps(upto: int = 25, **changes) -> list[dict]:
    """The rows of the log. `changes`: {"on_7": day, "correction_7": text}."""
    return [
        {
            "step": number,
            "done_on": changes.get(f"on_{number}", datetime.date(*DAYS[number - 1])),
            "correction": changes.get(f"correction_{number}", ""),
        }
        for number in range(1, upto + 1)
    ]


class TestContract(ModuleContract):
    label = "member_development"

    def make(self, world, **fields):
        """The whole way of a candidate, in order."""
        rules = {
            "occurred_on": datetime.date(2026, 1, 20),
            "stage": "probation",
            "step": 25,
            "step_log": steps(),
            "contacts": [world.person("联系人")],
            "sponsors": [world.person("介绍人甲"), world.person("介绍人乙")],
            "political_review": "qualified",
            "training_hours": 24,
            "vote_due": 20,
            "vote_present": 18,
            "vote_for": 17,
            "vote_against": 1,
            "vote_abstain": 0,
            "approved_by_committee_on": datetime.date(2025, 1, 8),
            "probation_end": datetime.date(2025, 12, 10),
        }
        return super().make(world, **(rules | fields))
