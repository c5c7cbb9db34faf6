"""党费管理 keeps to the contract of modules."""

import datetime
from decimal import Decimal

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "party_dues"

    def make(self, world, **fields):
        """Three members, two of whom have paid; the lines make the sums."""
        day = datetime.date(2026, 3, 6)
        lines = [
            {"member": world.person("交纳者甲"), "base": 4000, "rate": 1, "due": 40, "paid": 40, "paid_on": day},
            {
                "member": world.person("交纳者乙"),
                "base": 6000,
                "rate": Decimal("1.5"),
                "due": 90,
                "paid": 90,
                "paid_on": day,
            },
            {"member": world.person("未交者丙"), "base": 3200, "rate": 1, "due": 32, "paid": 0},
        ]
        rules = {
            "occurred_on": datetime.date(2026, 3, 10),
            "month": "2026-03",
            "payable_count": 3,
            "paid_count": 2,
            "payable_amount": 162,
            "paid_amount": 130,
            "remitted_amount": 120,
            "member_lines": lines,
        }
        return super().make(world, **(rules | fields))
