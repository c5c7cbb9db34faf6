"""What a password must have (等级保护)."""

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError


@pytest.mark.parametrize(
    "password", ["Hongban-2026", "hongban-2026", "HONGBAN-2026", "Hongban2026", "Hongban-zhi", "红板abc1234567"]
)
def test_three_of_four_kinds_of_characters_do(password):
    validate_password(password)


@pytest.mark.parametrize("password", ["hongbanhongban", "hongban20262026", "HONGBAN-HONGBAN", "2026-2026-2026"])
def test_two_kinds_do_not(password):
    with pytest.raises(ValidationError, match="四类中的三类"):
        validate_password(password)


@pytest.mark.parametrize("password", ["Ab1-", "Ab1-Ab1-A"])
def test_a_short_one_does_not(password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert "password_too_short" in {error.code for error in refused.value.error_list}


def test_one_that_repeats_the_account_does_not():
    with pytest.raises(ValidationError) as refused:
        validate_password("Zongzhuang.Drafter1", User(username="zongzhuang.drafter"))
    assert "password_too_similar" in {error.code for error in refused.value.error_list}


def test_the_rules_are_told_to_whoever_chooses_one():
    from django.contrib.auth.password_validation import password_validators_help_texts

    assert any("四类中的三类" in str(text) for text in password_validators_help_texts())
