"""ID-card and bank-card numbers are refused wherever they are typed; numbers that only look like them are not."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from cms.identity_numbers import found_in, kinds_in
from cms.moderation.actions import submit
from modules.work_guide.models import GuideBasis, GuideRecord, GuideStep

# Made up; the check digits are right
ID, BANK = "11010519491231002X", "6222021234567890128"


def luhn(number: str) -> str:
    """The number with its last digit mended."""
    from cms.identity_numbers import _luhn

    return next(number[:-1] + digit for digit in "0123456789" if _luhn(number[:-1] + digit))


BANK = luhn(BANK)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (ID, {"id_card"}),
        (f"身份证{ID}。", {"id_card"}),
        ("110105 19491231 002X", {"id_card"}),
        ("１１０１０５１９４９１２３１００２Ｘ", {"id_card"}),
        ("110105194912310021", set()),
        ("110105194912310022", set()),
        ("11010519491331002X", set()),
        (f"A{ID}", set()),
        (f"卡号 {BANK}", {"bank_card"}),
        (" ".join(BANK[i : i + 4] for i in range(0, len(BANK), 4)), {"bank_card"}),
        (BANK[:-1] + str((int(BANK[-1]) + 1) % 10), set()),
        ("电话 13812345678，工号 202600123456", set()),
        ("2026-11-25 10:30 至 2026-11-25 11:30", set()),
        ("图号 1234567890123456", set()),
    ],
)
def test_a_number_counts_when_its_check_digit_is_right(text, kinds):
    assert kinds_in(text) == kinds


def guide(world, **fields):
    rows = {
        "legal_basis": [GuideBasis(rule="党章", article="第一条")],
        "steps": [GuideStep(no=1, action=fields.pop("action", "填写申请表"))],
    }
    values = {"topic": "basics", "question": "怎样申请", "valid_from": datetime.date(2026, 1, 1)} | fields
    return world.draft(GuideRecord, world.committee, rows=rows, **values)


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"title": f"张三 {ID}"}, "title"),
        ({"summary": f"打款至 {BANK}"}, "summary"),
        ({"question": f"{ID}怎样申请"}, "question"),
        ({"body": [{"type": "rich_text", "value": f"<p>证号{ID}</p>"}]}, "body"),
        ({"action": f"核对{ID}"}, "steps"),
    ],
    ids=["title", "envelope", "field", "body", "table"],
)
def test_it_is_found_in_every_part_of_a_record_which_cannot_be_submitted(world, fields, name):
    page = guide(world, **fields)
    assert list(found_in(page.get_latest_revision_as_object())) == [name]
    with pytest.raises(ValidationError) as error:
        submit(page, world.user("drafter", world.committee))
    assert list(error.value.message_dict) == [name]
    assert not page.workflow_in_progress


def test_a_record_without_such_numbers_is_submitted(world):
    page = guide(world)
    assert found_in(page) == {}
    submit(page, world.user("drafter", world.committee))
    assert page.workflow_in_progress


def test_the_form_refuses_it_beside_its_field_and_saves_nothing(world, client):
    from django.urls import reverse
    from wagtail.test.utils.form_data import nested_form_data, streamfield

    page = guide(world)
    client.force_login(world.user("drafter", world.committee))
    form = {
        "title": page.title, "summary": f"账号 {BANK}", "topic": "basics", "question": "怎样申请", "valid_from": "2026-01-01",
        "occurred_on": str(page.occurred_on), "source_kind": "own_record", "confidentiality": "non_classified",
        "body": streamfield([]), "slug": page.slug,
    }  # fmt: skip
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 1000}
    tables = dict.fromkeys(("steps", "legal_basis", "templates", "evidence", "attachments", "comments"), empty)
    before = page.revisions.count()
    response = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(form | tables))
    assert response.status_code == 200
    assert "银行卡号" in response.content.decode()
    assert page.revisions.count() == before
