"""诊断评价 keeps to the contract of modules."""

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "diagnosis"

    def make(self, world, **fields):
        """A branch that diagnoses itself."""
        unit = fields.get("unit") or self.unit(world)
        today = timezone.localdate()
        rules = {
            "diagnosis_kind": "self",
            "target_unit": unit,
            "quarter": "",
            "period": "",
            "team": [world.person("诊断人")],
            "process_scores": [{"phase": phase, "score": 85} for phase in ("plan", "do", "check", "act")],
            "problems": [
                {
                    "problem": "看板更新不及时",
                    "action": "每班交接时更新",
                    "owner": "班组长",
                    "due": today,
                    "state": "open",
                }
            ],
        }
        return super().make(world, **(rules | fields))
