"""审核设置 in the admin: listed, added, changed and taken away by the committee's office, in the log, for its own subtree only."""

from django.urls import reverse
from wagtail.models import ModelLogEntry

from cms.moderation.models import ReviewPolicy
from cms.tree.actions import create_unit

LIST, ADD = "cms_admin:policies", "cms_admin:policy_add"


def text(response) -> str:
    return response.content.decode()


def test_the_office_adds_changes_and_removes_a_row_and_each_is_in_the_log(world, sign_in):
    client = sign_in(world.user("party_office"))
    given = {"unit": world.branch.pk, "module": "featured_work", "first_days": 5, "second_days": 2, "final_days": 3}
    assert "30" in text(client.post(reverse(ADD), given | {"secrecy_days": 99, "active": "on"}))
    assert not ReviewPolicy.objects.exists()
    assert client.post(reverse(ADD), given | {"secrecy_days": 1, "secrecy": "on", "active": "on"}).status_code == 302
    policy = ReviewPolicy.objects.get()
    assert policy.days == {"first": 5, "second": 2, "final": 3, "secrecy": 1} and policy.secrecy
    shown = text(client.get(reverse(LIST)))
    assert "总装党支部" in shown and "特色工作" in shown and "5／2／3" in shown
    again = client.post(reverse(ADD), given | {"secrecy_days": 2, "active": "on"})
    assert "已有一条设置" in text(again) and ReviewPolicy.objects.count() == 1
    url = reverse("cms_admin:policy", args=[policy.pk])
    assert client.post(url, given | {"unit": "", "secrecy_days": 2}).status_code == 302
    policy.refresh_from_db()
    assert (policy.unit_id, policy.secrecy, policy.active) == (None, False, False)
    remove = reverse("cms_admin:policy_remove", args=[policy.pk])
    assert client.get(remove).status_code == 200 and ReviewPolicy.objects.exists()
    assert client.post(remove).status_code == 302 and not ReviewPolicy.objects.exists()
    noted = ModelLogEntry.objects.filter(action__startswith="cms.policy").order_by("pk")
    assert [entry.action for entry in noted] == ["cms.policy.add", "cms.policy.change", "cms.policy.remove"]
    assert {entry.user_id for entry in noted} == {world.user("party_office").pk}
    assert noted[0].data["days"] == "5/2/3/1"


def test_another_committee_s_rows_and_units_do_not_exist_for_it(world, sign_in):
    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    theirs = sign_in(world.new_user("administrator", unit=second))
    above = ReviewPolicy.objects.create(unit=world.committee)
    assert "江北车桥厂党委" not in text(theirs.get(reverse(LIST))).split("<table")[-1]
    for name in ("policy", "policy_remove"):
        assert theirs.get(reverse(f"cms_admin:{name}", args=[above.pk])).status_code == 404
        assert theirs.post(reverse(f"cms_admin:{name}", args=[above.pk])).status_code == 404
    for unit in (world.branch.pk, ""):
        answer = theirs.post(
            reverse(ADD),
            {"unit": unit, "first_days": 1, "second_days": 1, "final_days": 1, "secrecy_days": 1, "active": "on"},
        )
        assert answer.status_code == 200
    assert list(ReviewPolicy.objects.all()) == [above]
    for role in ("drafter", "reviewer", "secretary", "approver", "secrecy_officer", "auditor"):
        client = sign_in(world.user(role))
        assert client.get(reverse(LIST)).status_code == client.get(reverse(ADD)).status_code == 404, role
