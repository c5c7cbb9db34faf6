"""考核评价 keeps to the contract of modules."""

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "assessment"

    def make(self, world, **fields):
        """Full marks of 100, and the grade that the total has."""
        rules = {
            "period_kind": "quarter",
            "period_value": "",
            "period": "",
            "items": [
                {"item": "党建基础", "full_marks": 60, "self_score": 58, "score": 56, "reason": "一次会议记录不完整"},
                {"item": "服务生产", "full_marks": 40, "self_score": 38, "score": 38, "reason": "一项攻关延期"},
            ],
            "bonus": [{"item": "合理化建议被采纳", "score": 1}],
            "veto_items": [],
            "grade": "excellent",
        }
        return super().make(world, **(rules | fields))
