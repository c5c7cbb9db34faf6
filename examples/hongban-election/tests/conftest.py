from types import SimpleNamespace

import pytest
from elections import Strangers, postponement, term
from test_contract import TestContract as Contract


@pytest.fixture
def draft(world):
    """A function that makes a draft of a branch's election; `of="postponed"` one of a postponement."""

    def make(of: str = "term", **changes):
        fields = {"term": term, "postponed": postponement}[of](world)
        return Contract().make(world, **(fields | changes))

    return make


@pytest.fixture
def strangers():
    return Strangers()


@pytest.fixture
def faults(strangers, db):
    """A function of the same changes that tells what the rules say of such a record, `{field: [messages]}`.

    `kind_of_unit`: whose election it is. Nothing is saved: `db` is for the content type that every page asks for.
    """
    from hongban_election import rules
    from hongban_election.models import ElectionRecord

    def ask(of: str = "term", kind_of_unit: str = "branch", **changes) -> dict[str, list[str]]:
        fields = {"term": term, "postponed": postponement}[of](strangers) | changes
        tables = ("nominations", "candidates", "new_committee")
        page = ElectionRecord(**{name: value for name, value in fields.items() if not isinstance(value, list)})
        page.owning_section = SimpleNamespace(owning_unit=SimpleNamespace(kind=kind_of_unit))
        for name in tables:
            model = ElectionRecord._meta.get_field(name).related_model
            setattr(page, name, [model(**row) for row in fields[name]])
        for name in ("scrutineers", "tellers"):
            setattr(page, name, fields[name])
        # As when it is submitted: the tables' turn comes when the columns are right
        return rules.column_faults(page) or rules.table_faults(page)

    return ask
