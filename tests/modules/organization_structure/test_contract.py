"""组织机构 keeps to the contract of modules."""

import datetime

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "organization_structure"

    def make(self, world, **fields):
        """A branch of eight with a committee of three, whose term ends on its anniversary."""
        secretary, second, third = (world.person(name) for name in ("书记某", "组织委员某", "宣传委员某"))
        rules = {
            "org_type": "branch",
            "term_years": 3,
            "term_start": datetime.date(2024, 6, 1),
            "term_end": datetime.date(2027, 5, 31),
            "established_on": datetime.date(2010, 6, 1),
            "secretary": secretary,
            "member_count": 8,
            "committee_members": [
                {"person": secretary, "duty": "secretary", "portfolio": "主持全面工作"},
                {"person": second, "duty": "organisation"},
                {"person": third, "duty": "publicity"},
            ],
            "party_groups": [{"name": "第一党小组", "leader": third, "member_count": 8}],
        }
        return super().make(world, **(rules | fields))
