"""民主评议党员 keeps to the contract of modules."""

from django.utils import timezone

from cms.testing import ModuleContract


class TestContract(ModuleContract):
    label = "democratic_appraisal"
    exempt = {
        "restricted_fields_are_withheld_from_viewers_beyond_them": "ratings are words of the public counts as well; "
        "test_models has the check with the members' names",
    }

    def make(self, world, **fields):
        """The counts are those of the individual results."""
        row = {"self_rating": "pass", "peer_rating": "pass", "vote": "pass"}
        rules = {
            "year": timezone.localdate().year,
            "period": str(timezone.localdate().year),
            "should_join": 3,
            "joined": 3,
            "excellent_count": 1,
            "pass_count": 2,
            "basic_count": 0,
            "fail_count": 0,
            "member_results": [
                row | {"member": world.person(f"党员{place}"), "conclusion": conclusion}
                for place, conclusion in enumerate(("excellent", "pass", "pass"))
            ],
        }
        return super().make(world, **(rules | fields))
