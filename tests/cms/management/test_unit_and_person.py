"""`manage.py unit` and `manage.py person`: what a new installation starts with, and what an operator needs later."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from cms.access import viewer_of
from cms.people import Membership, Person
from cms.tree import Unit


def run(*arguments) -> tuple[str, str]:
    """What the command wrote to standard output and to standard error."""
    out, err = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refused(*arguments) -> str:
    with pytest.raises(CommandError) as error:
        run(*arguments)
    return str(error.value)


def test_a_new_installation_gets_its_committee_and_its_administrator(db, client):
    run("unit", "create", "--kind", "committee", "--title", "江北车桥厂党委", "--code", "jbcq")
    out, err = run(
        "person", "create", "--name", "周工", "--username", "zhou.gong", "--unit", "jbcq", "--role", "administrator"
    )
    password = out.strip()
    assert "zhou.gong" in err
    assert password not in err
    assert client.post("/sign-in/", {"username": "zhou.gong", "password": password}).status_code == 302
    assert viewer_of(User.objects.get(username="zhou.gong")).has_role("administrator", Unit.objects.get().pk)
    assert client.get("/admin/").status_code == 200
    assert password not in User.objects.get().password


# Units ----------------------------------------------------------------------------------------------------------------


def test_units_are_listed_as_a_tree(world):
    run(
        "unit",
        "create",
        "--kind",
        "general_branch",
        "--title",
        "机关党总支",
        "--code",
        "jiguan",
        "--parent",
        "committee",
    )
    run("unit", "create", "--kind", "branch", "--title", "练习支部", "--code", "lx", "--parent", "jiguan", "--practice")
    out, _err = run("unit", "list")
    assert out.splitlines() == [
        "committee  党委  江北车桥厂党委",
        "  zongzhuang  党支部  总装党支部",
        "  jijia  党支部  机加党支部",
        "  jiguan  党总支  机关党总支",
        "    lx  党支部  练习支部（练习）",
    ]


def test_a_unit_moves(world):
    run(
        "unit",
        "create",
        "--kind",
        "general_branch",
        "--title",
        "机关党总支",
        "--code",
        "jiguan",
        "--parent",
        "committee",
    )
    out, _err = run("unit", "move", "zongzhuang", "--to", "jiguan")
    assert out.strip() == "总装党支部现隶属机关党总支。"
    assert Unit.objects.get(code="zongzhuang").get_parent().specific.code == "jiguan"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["create", "--kind", "branch", "--title", "x", "--code", "jijia", "--parent", "committee"], "--code: 代码“jijia”已被使用"),
        (["create", "--kind", "branch", "--title", "x", "--code", "n", "--parent", "jijia"], "--kind: 党支部之下不能设党支部"),
        (["create", "--kind", "committee", "--title", "x", "--code", "n"], "--parent: 最上一级党委只能有一个"),
        (["create", "--kind", "branch", "--title", "x", "--code", "n", "--parent", "jija"], "没有代码为“jija”的党组织。是不是 jijia？"),
        (["create", "--kind", "branch", "--title", "x", "--code", "n", "--parent", "0000"], "代码见 manage.py unit list"),
        (["move", "zongzhuang", "--to", "jijia"], "--to: 党支部之下不能设党支部"),
        (["move", "nobody", "--to", "jijia"], "没有代码为“nobody”的党组织"),
        (["create", "--kind", "team", "--title", "x", "--code", "n"], "--kind"),
        (["create", "--kind", "branch", "--code", "n"], "--title"),
        ([], "create|list|move"),
    ],
)  # fmt: skip
def test_what_is_refused_names_the_option_and_the_reason(world, arguments, reason):
    before = Unit.objects.count()
    assert reason in refused("unit", *arguments)
    assert Unit.objects.count() == before


# People ---------------------------------------------------------------------------------------------------------------


def test_a_person_without_an_account_has_no_password(world):
    out, err = run("person", "create", "--name", "王五", "--unit", "jijia", "--role", "member", "--since", "2026-01-01")
    assert out == ""
    assert "王五" in err
    person = Person.objects.get(name="王五")
    assert (person.user, person.unit) == (None, world.other)
    held = Membership.objects.get(person=person)
    assert (held.role, str(held.since)) == ("member", "2026-01-01")


def test_people_are_listed_with_their_roles_of_today(world):
    run(
        "person",
        "create",
        "--name",
        "王五",
        "--unit",
        "jijia",
        "--username",
        "wang.wu",
        "--role",
        "member",
        "--role",
        "drafter",
    )
    out, _err = run("person", "list", "jijia")
    assert out.splitlines() == ["wang.wu  王五  信息员", "wang.wu  王五  党员"]


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--name", "王五", "--unit", "jija"], "是不是 jijia？"),
        (["--name", " ", "--unit", "jijia"], "--name: "),
        (["--name", "王" * 51, "--unit", "jijia"], "--name: "),
        (["--name", "王五", "--unit", "jijia", "--username", "王 五"], "--username: "),
        (["--name", "王五", "--unit", "jijia", "--username", "TAKEN"], "--username: 登录名“TAKEN”已被使用"),
        (["--name", "王五", "--unit", "jijia", "--role", "boss"], "--role: 没有“boss”这个角色，可用：employee"),
        (["--name", "王五", "--unit", "jijia", "--role", "approver"], "--role: “党委签发人”只能由党委设置"),
        (
            [
                "--name",
                "王五",
                "--unit",
                "committee",
                "--username",
                "w",
                "--role",
                "auditor",
                "--role",
                "administrator",
            ],
            "三员分立",
        ),
        (["--name", "王五", "--unit", "jijia", "--since", "5.3.2026"], "不是日期，写作 2026-03-05"),
        (["--unit", "jijia"], "--name"),
    ],
)
def test_who_is_refused_leaves_nothing_behind(world, options, reason):
    User.objects.create_user("taken")
    before = Person.objects.count(), User.objects.count(), Membership.objects.count()
    assert reason in refused("person", "create", *options)
    assert (Person.objects.count(), User.objects.count(), Membership.objects.count()) == before
