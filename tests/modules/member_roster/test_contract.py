"""党员名册 keeps to the contract of modules."""

import datetime

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "member_roster"

    def make(self, world, **fields):
        """Confirmed a year after joining; one record for each member."""
        rules = {
            "membership_status": "full",
            "joined_on": datetime.date(2015, 6, 20),
            "confirmed_on": datetime.date(2016, 6, 20),
            "birth_month": "1988-05",
            "phone": "13800000000",
        }
        return super().make(world, **(rules | fields))
