"""The invented people of a unit: Party members with their posts and groups, other employees, applicants, one who has left."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from .names import names
from .trades import COMMITTEE, GENERAL_BRANCH, Trade

FULL, PROBATIONARY, ACTIVIST, APPLICANT, EMPLOYEE = "full", "probationary", "activist", "applicant", "employee"
DAY = datetime.timedelta(days=1)

# Who writes, checks and signs; each has an account that can be guessed: <unit's code>.<role>
DESK_ROLES = ("employee", "member", "drafter", "reviewer", "secretary")
OFFICE_ROLES = ("approver", "party_office", "secrecy_officer", "auditor", "administrator")
OFFICERS = OFFICE_ROLES[2:]
ORDINALS = "一二三四五六"


@dataclass(eq=False)
class DemoPerson:
    """`roles` are held in `unit` from `since` on; `username` is empty for who has no account (any more)."""

    name: str
    sex: str
    staff_number: str
    unit: str
    status: str = EMPLOYEE
    job: str = ""
    post: str = ""
    roles: list[str] = field(default_factory=list)
    since: datetime.date | None = None
    until: datetime.date | None = None
    username: str = ""

    @property
    def is_member(self) -> bool:
        return self.status in (FULL, PROBATIONARY)

    def there_on(self, day: datetime.date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(eq=False)
class Group:
    """A Party group (党小组); its leader is one of its members."""

    name: str
    members: list[DemoPerson]

    @property
    def leader(self) -> DemoPerson:
        return self.members[0]


class Staff:
    """Hires the people of one unit. `number` counts the units, `rng` is the unit's own, `start` the year's first day."""

    def __init__(self, trade: Trade, number: int, rng: random.Random, start: datetime.date):
        self.trade, self.rng, self.start = trade, rng, start
        self._names = names(rng, women=0.22 if trade.kind != COMMITTEE else 0.4)
        self._serial = 10000 * (number + 11) + rng.randrange(100, 200)
        self.people: list[DemoPerson] = []
        self.groups: list[Group] = []

    def hire(self, status: str, *roles: str, post: str = "", job: str = "", account: str = "") -> DemoPerson:
        """One more person. `account`: the role by which the account is called; without it the staff number is the user name."""
        name, sex = next(self._names)
        self._serial += self.rng.randrange(1, 60)
        number = str(self._serial)
        base = {FULL: ["member"], PROBATIONARY: ["member"]}.get(status, ["employee"])
        person = DemoPerson(
            name,
            sex,
            number,
            self.trade.code,
            status,
            job or self.rng.choice(self.trade.words["job"]),
            post,
            [*([] if roles and roles[0] in OFFICERS else base), *roles],
            self.start - DAY * self.rng.randrange(400, 2200),
            username=f"{self.trade.code}.{account}" if account else number,
        )
        self.people.append(person)
        return person

    def staff(self) -> None:
        """Everybody whom this kind of unit has."""
        {COMMITTEE: self._committee, GENERAL_BRANCH: self._general_branch}.get(self.trade.kind, self._branch)()

    def _committee(self) -> None:
        self.hire(FULL, "secretary", post="党委书记", job="党委书记", account="secretary")
        self.hire(FULL, "approver", post="党委副书记", job="党委副书记", account="approver")
        self.hire(FULL, "reviewer", post="党委委员、组织委员", job="党委工作部部长", account="reviewer")
        self.hire(FULL, post="党委委员、纪委书记", job="纪委书记", account="member")
        for job in ("工会主席", "生产副厂长", "总工程师"):
            self.hire(FULL, post="党委委员", job=job)
        self.hire(FULL, "party_office", job="党务室主任", account="party_office")
        self.hire(FULL, "party_office", job="党务干事")
        self.hire(EMPLOYEE, "drafter", job="党务室信息员", account="drafter")
        self.hire(FULL, "drafter", job="党务干事")
        # 三员分立: three people, each with nothing but that office
        self.hire(EMPLOYEE, "secrecy_officer", job="保密员", account="secrecy_officer")
        self.hire(EMPLOYEE, "auditor", job="审计员", account="auditor")
        self.hire(EMPLOYEE, "administrator", job="信息系统管理员", account="administrator")
        self._others(4)

    def _general_branch(self) -> None:
        self.hire(FULL, "secretary", post="党总支书记", job="前桥厂厂长", account="secretary")
        self.hire(FULL, "reviewer", post="组织委员", account="reviewer")
        self.hire(FULL, post="宣传委员", account="member")
        self.hire(ACTIVIST, "drafter", job="综合管理员", account="drafter")
        self._others(3)

    def _branch(self) -> None:
        count = self.rng.randrange(12, 41)
        leader = "车间主任" if self.trade.workshop.endswith("车间") else "部长"
        self.hire(FULL, "secretary", post="党支部书记", job=leader, account="secretary")
        self.hire(FULL, "reviewer", post="组织委员", account="reviewer")
        self.hire(FULL, "reviewer", post="宣传委员")
        if count >= 20:
            self.hire(FULL, post="纪检委员")
            self.hire(FULL, post="青年委员")
        self.hire(FULL, "drafter")
        self.hire(FULL, account="member")
        while len(self.people) < count:
            self.hire(PROBATIONARY if self.rng.random() < 0.08 else FULL)
        self._group(list(self.people))
        self.hire(ACTIVIST, "drafter", job="综合管理员", account="drafter")
        self._others(self.rng.randrange(14, 24))

    def _others(self, count: int) -> None:
        """Employees who are no members; some have applied."""
        for number in range(count):
            status = (EMPLOYEE, EMPLOYEE, APPLICANT, EMPLOYEE, ACTIVIST)[number % 5] if number < 10 else EMPLOYEE
            self.hire(status, account="" if number else "employee")

    def _group(self, members: list[DemoPerson]) -> None:
        count = 2 if len(members) < 18 else 3 if len(members) < 30 else 4
        ordinary = [person for person in members if not person.post]
        officers = [person for person in members if person.post]
        for number in range(count):
            own = [*ordinary[number::count], *officers[number::count]]
            self.groups.append(Group(f"第{ORDINALS[number]}党小组", own))

    def depart(self, today: datetime.date) -> None:
        """Somebody leaves in the course of the year: the membership ends, the account goes, the records keep the name."""
        ordinary = [
            p for p in self.people if p.is_member and not p.post and p.roles == ["member"] and "." not in p.username
        ]
        leaders = {group.leader for group in self.groups}
        person = self.rng.choice([person for person in ordinary if person not in leaders])
        person.until = self.start + DAY * self.rng.randrange(90, max(91, (today - self.start).days - 60))
        person.username = ""

    def arrive(self, today: datetime.date) -> None:
        """Another member comes from elsewhere in the course of the year, into the smallest Party group."""
        person = self.hire(FULL)
        person.since = self.start + DAY * self.rng.randrange(60, max(61, (today - self.start).days - 60))
        min(self.groups, key=lambda group: len(group.members)).members.append(person)


def roles_with_accounts(trade: Trade) -> Iterator[str]:
    """The roles of which this unit has a demo account each."""
    yield from DESK_ROLES
    if trade.kind == COMMITTEE:
        yield from OFFICE_ROLES
