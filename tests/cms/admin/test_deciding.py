"""Reviewers decide through the real admin views; whoever may not gets a refusal in words and never a 500."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse

from cms.delivery.models import Document
from cms.moderation.actions import submit
from cms.moderation.checklist import ITEMS, items_of
from cms.moderation.models import MachineFinding, Release, Review, ReviewClaim
from cms.moderation.stages import STAGES
from cms.testing import publish, review


def text(response) -> str:
    return response.content.decode()


def answered(client, url) -> dict:
    """What a reviewer ticks who finds everything in order."""
    form = client.get(url).context["form"]
    data = {f"item_{item.slug}": "yes" for item in form.items}
    for one, answer, _reason in form.found():
        if answer:
            data |= {f"finding_{one.pk}": "dismiss", f"why_{one.pk}": "已对照签到表"}
    return data


@pytest.fixture
def waiting(world, draft, fresh):
    """A record that waits at the first, second or final stage."""

    def make(stage=1, unit=None, **fields):
        page = draft(unit, **fields)
        review(world, page, upto=stage - 1)
        return fresh(page)

    return make


def test_three_people_pass_a_record_in_the_admin_and_it_is_published(
    world, waiting, sign_in, edit_url, decision_url, fresh
):
    page = waiting()
    for role, label in (("reviewer", "通过"), ("secretary", "通过"), ("approver", "签发")):
        client = sign_in(world.user(role))
        home = text(client.get(reverse("wagtailadmin_home")))
        assert page.title in home and edit_url(page) in home
        shown = text(client.get(edit_url(page)))
        url = decision_url(page, "pass")
        assert label in shown and "退回修改" in shown and url in shown
        assert 'name="action-submit"' not in shown and "action-publish" not in shown
        assert label in text(client.get(url))
        response = client.post(url, answered(client, url) | {"opinion": "同意"})
        assert response.status_code == 302 and response.url == reverse("wagtailadmin_home")
        assert (
            page.title not in text(client.get(reverse("wagtailadmin_home"))).split("messages")[-1].split("</ul>", 1)[-1]
        )
    assert fresh(page).live and Document.objects.filter(pk=page.pk).exists()


def test_a_return_is_seen_by_the_author_with_reasons_and_opinion(
    world, waiting, sign_in, edit_url, decision_url, fresh
):
    page = waiting(2)
    secretary = sign_in(world.user("secretary"))
    secretary.post(
        decision_url(page, "return"), {"reasons": ["numbers_differ", "typos"], "opinion": "到会人数与签到表不符"}
    )
    assert not fresh(page).workflow_in_progress
    drafter = sign_in(world.user("drafter"))
    for url in (edit_url(page), reverse("wagtailadmin_home")):
        shown = text(drafter.get(url))
        assert "二审二校退回修改" in shown and "数字不符、文字差错" in shown and "到会人数与签到表不符" in shown


def test_an_invalid_decision_comes_back_with_what_was_typed(world, waiting, sign_in, decision_url, task):
    page = waiting()
    client = sign_in(world.user("reviewer"))
    response = client.post(decision_url(page, "return"), {"opinion": "已经写了一大段意见"})
    assert response.status_code == 200
    assert "已经写了一大段意见" in text(response) and response.context["form"].errors["reasons"]
    modal = client.post(
        decision_url(page, "return"), {"opinion": "意见"}, headers={"x-requested-with": "XMLHttpRequest"}
    )
    assert modal.json()["step"] == "action" and "意见" in modal.json()["html"]
    assert task(page).status == "in_progress"


def test_a_modal_ends_with_a_redirect(world, waiting, sign_in, decision_url, fresh):
    page = waiting()
    client = sign_in(world.user("reviewer"))
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert client.get(decision_url(page, "pass"), headers=headers).json()["step"] == "action"
    answer = client.post(
        decision_url(page, "pass"), answered(client, decision_url(page, "pass")), headers=headers
    ).json()
    assert answer == {"step": "success", "redirect": reverse("wagtailadmin_home")}
    assert Review.objects.filter(release__page_id=page.pk).count() == 1


def test_the_approver_sees_only_narrower_scopes(world, waiting, sign_in, decision_url, fresh):
    page = waiting(3, disclosure_scope="members")
    client = sign_in(world.user("approver"))
    form = client.get(decision_url(page, "pass")).context["form"]
    assert [value for value, _label in form.fields["scope"].choices] == ["", "unit", "committee", "restricted"]
    response = client.post(
        decision_url(page, "pass"), answered(client, decision_url(page, "pass")) | {"scope": "employees"}
    )
    assert response.status_code == 200 and response.context["form"].errors["scope"]
    client.post(decision_url(page, "pass"), answered(client, decision_url(page, "pass")) | {"scope": "unit"})
    assert fresh(page).disclosure_scope == "unit" and Document.objects.get(pk=page.pk).scope == "unit"


def test_the_task_state_of_another_page_is_not_taken_from_the_address(world, waiting, sign_in, task):
    """⚠ With Wagtail's own view a reviewer approved another unit's record through page A's address."""
    ours, theirs = waiting(), waiting(1, world.other)
    client = sign_in(world.user("reviewer"))
    for page, state in ((ours, task(theirs)), (theirs, task(ours)), (theirs, task(theirs))):
        for action in ("pass", "return"):
            url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk])
            answer = client.post(url, {"reasons": ["typos"], "opinion": "x"}, follow=True)
            assert theirs.title not in text(answer)
            assert theirs.title not in text(client.get(url, follow=True))
    assert not Review.objects.exists()


@pytest.mark.parametrize("action", ["approve", "reject", "publish", "cancel"])
def test_there_are_two_decisions_and_no_others(world, waiting, sign_in, decision_url, action):
    page = waiting()
    client = sign_in(world.user("reviewer"))
    assert client.get(decision_url(page, action)).status_code == 404
    assert client.post(decision_url(page, action), {}).status_code == 404
    assert not Review.objects.exists()


def test_nobody_but_the_reviewer_whose_turn_it_is_decides(world, waiting, sign_in, decision_url, edit_url):
    root = User.objects.create_superuser("root", password="Hongban-2026")
    page = waiting(2)
    others = [world.user(role) for role in ("drafter", "reviewer", "approver", "party_office", "administrator")]
    others += [root, world.user("secretary", world.other), world.user("drafter", world.other)]
    for user in others:
        client = sign_in(user)
        response = client.post(decision_url(page, "pass"), {})
        assert response.status_code in (302, 404)
        shown = text(client.get(edit_url(page), follow=True))
        assert decision_url(page, "pass") not in shown
    assert Review.objects.filter(release__page_id=page.pk).count() == 1


def test_a_second_decision_is_refused_in_words(world, waiting, sign_in, decision_url, task):
    page = waiting()
    url = decision_url(page, "pass")
    first, second = sign_in(world.user("reviewer")), sign_in(world.new_user("reviewer"))
    data = answered(first, url)
    first.post(url, data)
    response = second.post(url, data, follow=True)
    assert response.status_code == 200 and "已有人审核" in text(response)
    response = first.get(url, follow=True)
    assert "同一人" in text(response) or "已有人审核" in text(response)
    assert Review.objects.filter(release__page_id=page.pk).count() == 1


def test_content_that_changed_since_is_refused_in_words(world, waiting, sign_in, decision_url, fresh):
    page = waiting(3)
    sneaky = page.get_latest_revision_as_object()
    sneaky.summary = "送审之后悄悄改的"
    sneaky.save_revision(user=world.user("drafter"))
    approver, url = sign_in(world.user("approver")), decision_url(page, "pass")
    response = approver.post(url, answered(approver, url), follow=True)
    assert response.status_code == 200 and "送审之后内容有变动" in text(response)
    assert not fresh(page).live


# Taking back ---------------------------------------------------------------------------------------------------------------


def test_the_author_takes_a_submission_back(world, waiting, sign_in, edit_url, fresh):
    page = waiting(3)
    url = reverse("cms_admin:take_back", args=[page.pk])
    drafter = sign_in(world.user("drafter"))
    assert url in text(drafter.get(edit_url(page)))
    assert "不撤回" in text(drafter.get(url))
    assert fresh(page).workflow_in_progress
    assert drafter.post(url).url == edit_url(page)
    assert not fresh(page).workflow_in_progress
    assert "草稿（报送已撤回）" in text(drafter.get(edit_url(page)))
    again = drafter.post(url, follow=True)
    assert "无须撤回报送" in text(again)


def test_nobody_else_takes_it_back(world, waiting, sign_in, fresh):
    page = waiting()
    url = reverse("cms_admin:take_back", args=[page.pk])
    root = User.objects.create_superuser("root", password="Hongban-2026")
    for user in (world.user("reviewer"), world.user("approver"), world.user("drafter", world.other), root):
        assert sign_in(user).post(url).status_code == 302
    assert fresh(page).workflow_in_progress


# Withdrawing ---------------------------------------------------------------------------------------------------------------


def test_approver_and_party_office_withdraw_from_the_list_of_what_is_published(world, draft, sign_in, fresh):
    for role in ("approver", "party_office"):
        page = publish(world, draft())
        client = sign_in(world.user(role))
        url = reverse("cms_admin:withdraw", args=[page.pk])
        assert url in text(client.get(reverse("cms_admin:published")))
        response = client.post(url, {"reason": " "})
        assert response.status_code == 200 and response.context["form"].errors["reason"]
        assert fresh(page).live
        assert client.post(url, {"reason": "人数有误"}).url == reverse("cms_admin:published")
        assert not fresh(page).live and "人数有误" in Release.objects.get(page_id=page.pk).void_reason
        assert client.get(url).status_code == 404
    shown = text(sign_in(world.user("drafter")).get(reverse("wagtailadmin_home")))
    assert "已撤回发布" in shown and "人数有误" in shown


def test_nobody_else_withdraws(world, draft, sign_in, fresh):
    page = publish(world, draft())
    root = User.objects.create_superuser("root", password="Hongban-2026")
    others = [world.user(role) for role in ("drafter", "reviewer", "secretary", "administrator")] + [root]
    for user in others:
        client = sign_in(user)
        assert client.post(reverse("cms_admin:withdraw", args=[page.pk]), {"reason": "x"}).status_code == 404
        assert client.get(reverse("cms_admin:published")).status_code == 404
    assert fresh(page).live


def test_a_units_home_page_is_not_withdrawn(world, sign_in):
    client = sign_in(world.user("approver"))
    assert client.post(reverse("cms_admin:withdraw", args=[world.branch.pk]), {"reason": "x"}).status_code == 404
    assert type(world.branch).objects.get(pk=world.branch.pk).live


def test_the_list_of_what_is_published_shows_the_own_committees_records_only(world, draft, sign_in):
    from cms.tree.actions import create_unit

    second = create_unit(title="二级党委", kind="committee", code="second", parent=world.committee)
    page = publish(world, draft(title="一级党委下属支部的记录"))
    client = sign_in(world.new_user("party_office", unit=second))
    assert page.title not in text(client.get(reverse("cms_admin:published")))
    assert client.get(reverse("cms_admin:withdraw", args=[page.pk])).status_code == 404
    found = sign_in(world.user("party_office")).get(reverse("cms_admin:published"), {"q": "支部的记录"})
    assert page.title in text(found)
    none = sign_in(world.user("party_office")).get(reverse("cms_admin:published"), {"q": "没有这样的标题"})
    assert page.title not in text(none)


def test_a_published_record_shows_its_author_that_it_is_published(world, draft, sign_in, edit_url):
    page = publish(world, draft())
    shown = text(sign_in(world.user("drafter")).get(edit_url(page)))
    assert "已发布" in shown and "三审三校签发" in shown


def test_a_submission_that_waits_for_nobody_says_so(world, draft, sign_in, edit_url):
    page = draft()
    submit(page, world.user("drafter"))
    assert "目前没有审核人" in text(sign_in(world.user("drafter")).get(edit_url(page)))
    world.new_user("reviewer", name="周建国")
    assert "等待周建国审核" in text(sign_in(world.user("drafter")).get(edit_url(page)))
    assert "通过后到二审二校" in text(sign_in(world.user("drafter")).get(edit_url(page)))


# The review form ----------------------------------------------------------------------------------------------------------


def test_each_stage_answers_the_items_of_its_axes(world, waiting, sign_in, decision_url):
    shown = []
    for stage, role in enumerate(("reviewer", "secretary", "approver"), 1):
        form = sign_in(world.user(role)).get(decision_url(waiting(stage), "pass")).context["form"]
        shown.append([item.slug for item in form.items])
    assert [len(items) for items in shown] == [7, 11, 6]
    assert set().union(*shown) == {item.slug for item in ITEMS}


def test_an_unanswered_form_comes_back_item_by_item_and_nothing_is_decided(world, waiting, sign_in, decision_url, task):
    page = waiting()
    client = sign_in(world.user("reviewer"))
    url = decision_url(page, "pass")
    data = answered(client, url)
    data.pop("item_wording_ok")
    response = client.post(url, data | {"opinion": "写了半天"})
    assert list(response.context["form"].errors) == ["item_wording_ok"]
    assert "写了半天" in text(response) and "请逐项回答" in text(response)
    assert not Review.objects.exists() and task(page).status == "in_progress"


def test_an_item_that_vetoes_cannot_be_passed_with_no_and_another_needs_a_note(world, waiting, sign_in, decision_url):
    page = waiting()
    client = sign_in(world.user("reviewer"))
    url = decision_url(page, "pass")
    data = answered(client, url)
    refused = client.post(url, data | {"item_numbers_reconcile": "no", "note_numbers_reconcile": "差一人"})
    assert "不能通过，请退回修改" in text(refused)
    refused = client.post(url, data | {"item_evidence_attached": "no"})
    assert "请写明情况" in text(refused)
    assert not Review.objects.exists()
    client.post(url, data | {"item_evidence_attached": "no", "note_evidence_attached": "签到表在党支部"})
    kept = Review.objects.get().answers
    assert kept["evidence_attached"] == {"answer": "no", "note": "签到表在党支部"}
    assert kept["numbers_reconcile"] == {"answer": "yes"}
    assert set(kept) == {item.slug for item in items_of(STAGES[0])}


def test_whoever_returns_may_answer_and_need_not(world, waiting, sign_in, decision_url):
    page = waiting()
    client = sign_in(world.user("reviewer"))
    client.post(
        decision_url(page, "return"),
        {"reasons": ["numbers_differ"], "opinion": "核对人数", "item_numbers_reconcile": "no"},
    )
    review = Review.objects.get()
    assert (review.decision, review.answers) == ("return", {"numbers_reconcile": {"answer": "no"}})


def test_somebody_who_is_at_it_is_told_to_the_next_one_and_stops_nobody(world, waiting, sign_in, decision_url):
    page = waiting()
    first, second = world.new_user("reviewer"), world.new_user("reviewer")
    url = decision_url(page, "pass")
    assert "正在审这份稿件" not in text(sign_in(first).get(url))
    assert f"{first.person.name} 自" in text(sign_in(second).get(url))
    assert "正在审这份稿件" not in text(sign_in(first).get(url))
    client = sign_in(second)
    client.post(url, answered(client, url))
    assert Review.objects.get().reviewer == second.person
    assert not ReviewClaim.objects.exists()


@pytest.mark.parametrize(
    "junk",
    [
        {},
        {"answers": "yes"},
        {"answers": {"fact_happened": 1, "no_such": {"answer": "yes"}}, "found": [], "reasons": 3},
        {"answers": {"fact_happened": {"answer": ["yes"]}}, "opinion": 7},
    ],
)
def test_raw_json_cannot_pass_without_the_form(world, waiting, task, junk):
    """The admin hands over what it was sent: nothing of it is believed."""
    state = task(waiting())
    with pytest.raises(ValidationError):
        state.task.specific.on_action(state, world.user("reviewer"), "pass", **junk)
    assert not Review.objects.exists()


def found(page, **values) -> MachineFinding:
    release = Release.objects.get(page_id=page.pk, complete_at=None, void_at=None)
    given = {"check_slug": "two_places", "axis": "truth", "message": "同一时间还主持了另一个会"}
    return MachineFinding.objects.create(release=release, **(given | values))


def test_what_a_machine_found_is_answered_before_anybody_passes(world, waiting, sign_in, decision_url):
    page = waiting()
    MachineFinding.objects.all().delete()
    one = found(page)
    client, url = sign_in(world.user("reviewer")), decision_url(page, "pass")
    assert one.message in text(client.get(url))
    data = answered(client, url)
    data = {name: value for name, value in data.items() if name.startswith("item_")}
    for extra, said in (
        ({}, "请答复机器核查发现"),
        ({f"finding_{one.pk}": "accept"}, "属实的，请退回修改"),
        ({f"finding_{one.pk}": "dismiss"}, "请写明核实的依据"),
    ):
        assert said in text(client.post(url, data | extra))
    assert not Review.objects.exists()
    client.post(url, data | {f"finding_{one.pk}": "dismiss", f"why_{one.pk}": "会议改期，已核对"})
    one.refresh_from_db()
    assert (one.answer, one.reason, one.review) == ("dismiss", "会议改期，已核对", Review.objects.get())
    # The next stage reads the answer and need not give it again
    secretary = sign_in(world.user("secretary"))
    assert "会议改期，已核对" in text(secretary.get(url_of(decision_url, page)))


def url_of(decision_url, page) -> str:
    return decision_url(type(page).objects.get(pk=page.pk), "pass")


def test_a_hint_need_not_be_answered(world, waiting, sign_in, decision_url):
    page = waiting()
    MachineFinding.objects.all().delete()
    found(page, must_answer=False)
    client, url = sign_in(world.user("reviewer")), decision_url(page, "pass")
    client.post(url, {f"item_{item.slug}": "yes" for item in items_of(STAGES[0])})
    assert Review.objects.get().decision == "pass"
