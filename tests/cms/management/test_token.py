"""`manage.py token`: what it prints, once, and what it says when it cannot."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from cms.delivery.models import ApiToken
from cms.tokens import create_token, find_token, state_of


def run(*arguments: str) -> tuple[str, str]:
    """Standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command("token", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return str(error.value)


@pytest.fixture
def user(world):
    return world.new_user("member")


def test_the_token_alone_is_on_standard_output_and_it_works(user):
    out, err = run("create", user.username, "--name", "车间显示屏", "--days", "30")
    secret = out.strip()
    assert out == f"{secret}\n"
    token = find_token(secret)
    assert (token.user, token.name) == (user, "车间显示屏")
    assert timezone.localdate(token.expires_at) == timezone.localdate() + datetime.timedelta(days=30)
    assert f"已为 {user.username} 签发令牌 {token.pk}" in err
    assert secret not in err
    answer = Client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert answer.json()["username"] == user.username


def test_a_token_is_made_for_reading_unless_told_otherwise(user):
    run("create", user.username)
    run("create", user.username, "--scope", "review", "--scope", "write")
    assert list(ApiToken.objects.order_by("pk").values_list("scopes", flat=True)) == ["read", "read write review"]
    assert "read,write,review" in run("list", user.username)[0]
    with pytest.raises(CommandError, match="invalid choice: 'publish'"):
        run("create", user.username, "--scope", "publish")
    with pytest.raises(ValidationError, match="没有“publish”这种权限范围"):
        create_token(user, scopes=["publish"])


def test_a_token_ends_after_a_year_unless_told_otherwise(user):
    run("create", user.username)
    token = ApiToken.objects.get()
    assert (token.expires_at - token.created_at).days in (364, 365)


def test_no_secret_is_ever_listed(user):
    secret = run("create", user.username, "--name", "显示屏")[0].strip()
    out, _err = run("list", user.username)
    token = ApiToken.objects.get()
    assert out.split() == [
        str(token.pk),
        "有效",
        f"{timezone.localtime(token.created_at):%Y-%m-%d}",
        f"{timezone.localtime(token.created_at):%H:%M}",
        "签发",
        "至",
        f"{timezone.localtime(token.expires_at):%Y-%m-%d}",
        f"{timezone.localtime(token.expires_at):%H:%M}",
        "read",
        "显示屏",
    ]
    assert secret not in out
    assert token.digest not in out


def test_a_list_says_which_tokens_are_good(user, world):
    tokens = [create_token(user, name=name)[0] for name in ("好的", "撤销的", "过期的")]
    create_token(world.new_user("member"), name="别人的")
    run("revoke", str(tokens[1].pk))
    ApiToken.objects.filter(pk=tokens[2].pk).update(expires_at=timezone.now())
    out, _err = run("list", user.username)
    assert [(line.split()[0], line.split()[1], line.split()[-1]) for line in out.splitlines()] == [
        (str(tokens[2].pk), "已过期", "过期的"),
        (str(tokens[1].pk), "已撤销", "撤销的"),
        (str(tokens[0].pk), "有效", "好的"),
    ]


def test_a_user_without_tokens_is_said_to_have_none(user):
    out, err = run("list", user.username)
    assert (out, err) == ("", f"{user.username} 没有令牌。\n")


def test_a_revoked_token_is_refused_at_once(user):
    token, secret = create_token(user)
    assert f"令牌 {token.pk}（{user.username}）已撤销" in run("revoke", str(token.pk))[1]
    assert find_token(secret) is None
    assert refusal("revoke", str(token.pk)) == f"令牌 {token.pk}（{user.username}）此前已经撤销。"


@pytest.mark.parametrize("pk", ["0", "999999", str(2**63), "9" * 40])
def test_a_token_that_does_not_exist_cannot_be_revoked(db, pk):
    assert refusal("revoke", pk) == f"没有编号为 {pk} 的令牌；编号见 manage.py token list USERNAME。"


def test_an_unknown_user_is_named_with_those_that_are_like_it(user, world):
    mistyped = user.username[:-1] + "x"
    for action in ("create", "list"):
        told = refusal(action, mistyped)
        assert told.startswith(f"没有名为“{mistyped}”的账号。是不是 ")
        assert user.username in told
    assert refusal("create", "完全不同") == "没有名为“完全不同”的账号。"
    assert refusal("create", "a\0b") == "没有名为“a\0b”的账号。"
    assert not ApiToken.objects.exists()


def test_an_inactive_account_gets_no_token_but_its_old_ones_can_be_listed(world):
    user = world.new_user("member")
    token, secret = create_token(user)
    user.is_active = False
    user.save()
    assert refusal("create", user.username) == f"账号“{user.username}”已停用，不能签发令牌。"
    assert find_token(secret) is None
    assert str(token.pk) in run("list", user.username)[0]


@pytest.mark.parametrize("days", ["0", "-1", "3651"])
def test_a_number_of_days_out_of_range_is_refused(user, days):
    assert refusal("create", user.username, f"--days={days}") == "有效天数须在 1 到 3650 之间。"
    assert not ApiToken.objects.exists()


def test_a_name_that_is_too_long_is_refused(user):
    assert refusal("create", user.username, "--name", "长" * 101) == "用途最多 100 个字。"
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize(
    "arguments", [[], ["destroy"], ["create"], ["revoke", "abc"], ["create", "a", "--days", "many"]]
)
def test_wrong_arguments_are_refused_by_name(db, arguments):
    with pytest.raises(CommandError):
        call_command("token", *arguments)


def test_a_token_without_an_end_is_shown_as_such(user):
    token, _secret = create_token(user)
    ApiToken.objects.update(expires_at=None)
    assert state_of(ApiToken.objects.get()) == "有效"
    assert "不限期" in run("list", user.username)[0]
