"""Random people do random things to random pages: nothing is ever live that three people did not pass, and nothing written is lost.

`MACHINE_RUNS` says how many runs, `MACHINE_STEPS` how long each may be, `MACHINE_SEED` where they begin:
MACHINE_RUNS=200 MACHINE_SEED=1 takes some minutes, and another seed gives other runs. On one machine they are the same every time;
on another Hypothesis may draw otherwise (it takes constants from the code that happens to be loaded), therefore more runs follow
while something that must come about has not.
"""

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as profile_of
from hypothesis.stateful import run_state_machine_as_test

pytest.register_assert_rewrite("tests.cms.moderation.machine")

from tests.cms.moderation.machine import Moderation  # noqa: E402 (see above)
from tests.cms.moderation.memory import Ground  # noqa: E402

RUNS = int(os.environ.get("MACHINE_RUNS", "8"))
STEPS = int(os.environ.get("MACHINE_STEPS", "30"))
MOST_RUNS = 6 * RUNS
SEED = int(os.environ.get("MACHINE_SEED", "0"))

# What must have come about in the runs: else they prove little
COME_ABOUT = [
    "submitted", "submitted again", "published", "published again", "narrowed", "sent back", "taken back", "withdrawn",
    "copied", "moved", "bytes changed", "referred", "cleared", "refused", "rejected",
]  # fmt: skip


@pytest.fixture
def anchor(settings, tmp_path):
    """The audit log's anchor: outside the database, so that each run begins one of its own."""
    settings.AUDIT_ANCHOR = tmp_path / "heads.jsonl"
    return settings.AUDIT_ANCHOR


def test_whatever_people_do_only_what_three_of_them_passed_is_live(world, anchor):
    ground, happened = Ground(world), Counter()
    profile = profile_of(
        max_examples=2,
        stateful_step_count=STEPS,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )

    def missing():
        return [act for act in COME_ABOUT if not happened[act]]

    for run in range(MOST_RUNS):
        if run >= RUNS and not missing():
            break
        seed = 1000 * SEED + run
        run_state_machine_as_test(lambda seed=seed: Moderation(ground, anchor, happened, seed), settings=profile)
    assert not missing(), f"the machine was idle: {happened}"
