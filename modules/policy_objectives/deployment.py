"""目标展开: the committee's objectives and those of the branches that support them, with the gaps in both directions."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .standing import Objective

__all__ = ["Branch", "Tree", "deployed", "matrix_of"]


@dataclass
class Branch:
    """One of the committee's objectives with the branches' that were deployed from it."""

    objective: Objective
    below: list[Objective] = field(default_factory=list)


@dataclass
class Tree:
    """uncovered: the committee's objectives that no branch supports. orphans: branch objectives with no parent. elsewhere: those
    whose parent is not among what this viewer sees here. silent: (id, title) of units without any objective of the year."""

    branches: list[Branch]
    orphans: list[Objective]
    elsewhere: list[Objective]
    silent: list

    @property
    def uncovered(self) -> list[Objective]:
        return [branch.objective for branch in self.branches if not branch.below]


def deployed(found: Sequence[Objective], committee_id: int, units: Sequence = ()) -> Tree:
    """`found`: objectives of the committee and its units, as the viewer sees them. `units`: the committee's own units below it."""
    branches = {one.pk: Branch(one) for one in found if one.unit_id == committee_id}
    orphans, elsewhere = [], []
    known = {one.pk: one for one in found}
    for one in found:
        if one.unit_id == committee_id:
            continue
        top = _top(one, known, committee_id)
        if top is not None:
            branches[top].below.append(one)
        elif one.parent_objective_id is None:
            orphans.append(one)
        else:
            elsewhere.append(one)
    with_some = {one.unit_id for one in found}
    silent = [unit for unit in units if unit.pk not in with_some]
    return Tree(list(branches.values()), orphans, elsewhere, silent)


def _top(one: Objective, known: dict[int, Objective], committee_id: int) -> int | None:
    """The committee's objective that this one serves, through a general branch's where there is one."""
    seen = {one.pk}
    while (parent := known.get(one.parent_objective_id)) is not None and parent.pk not in seen:
        if parent.unit_id == committee_id:
            return parent.pk
        seen.add(parent.pk)
        one = parent
    return None


def matrix_of(found: Sequence[Objective]) -> dict:
    """The X-matrix of a unit: measures above, objectives to the left, owners to the right, policies below.

    `{objectives, owners, measures: [{row, marks, owns}], policies: [{policy, marks, owns}]}`; marks are one for each objective, owns
    one for each owner.
    """
    names: dict[int, str] = {}
    for one in found:
        names[one.responsible_id] = one.responsible_name
        names |= {row.owner_id: row.owner.name for row in one.measures}
    owners = list(names.items())
    measures = [
        {
            "row": row,
            "marks": [other.pk == one.pk for other in found],
            "owns": [pk == row.owner_id for pk, _name in owners],
        }
        for one in found
        for row in one.measures
    ]
    policies = []
    for policy in dict.fromkeys(one.policy for one in found):
        led = {one.responsible_id for one in found if one.policy == policy}
        policies.append(
            {
                "policy": policy,
                "marks": [one.policy == policy for one in found],
                "owns": [pk in led for pk, _name in owners],
            }
        )
    return {
        "objectives": list(found),
        "owners": [name for _pk, name in owners],
        "measures": measures,
        "policies": policies,
    }
