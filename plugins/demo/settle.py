"""Founding the demo's units, hiring its people, opening its sections: by the core's own actions as far as it has them."""

import datetime
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.utils import timezone

from cms import plugins
from cms.bulk.pages import index
from cms.people import Membership, Person
from cms.tree import Section, Unit
from cms.tree.actions import create_unit, open_sections

from .world import DemoPerson, World

# The one password of all demo accounts; documented, and set by nothing but this command.
PASSWORD = "Hongban-2026"  # noqa: S105


@dataclass
class Settled:
    """What was made, by the world's own names."""

    units: dict[str, Unit] = field(default_factory=dict)
    # by unit's code and module's label
    sections: dict[tuple[str, str], Section] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)

    def person(self, person: DemoPerson) -> Person:
        return self.persons[person.staff_number]

    def user(self, person: DemoPerson) -> User:
        return self.person(person).user

    def modules_of(self, unit: str) -> list[str]:
        """Labels of the modules that this unit has a section of."""
        return [module for code, module in self.sections if code == unit]


def aware(moment: datetime.datetime) -> datetime.datetime:
    """The world's times are those of the factory's clock."""
    return timezone.make_aware(moment)


def found_units(world: World, settled: Settled) -> None:
    for unit in world.units:
        settled.units[unit.code] = create_unit(
            title=unit.title,
            kind=unit.kind,
            code=unit.code,
            site=unit.site,
            plant=unit.plant,
            parent=settled.units[unit.parent] if unit.parent else None,
        )


def hire(world: World, settled: Settled) -> None:
    """Everybody with account and memberships; the groups that follow from them are derived when sections are opened."""
    password = make_password(PASSWORD)
    with_account = [person for person in world.people if person.username]
    users = User.objects.bulk_create(
        User(username=person.username, first_name=person.name, password=password, date_joined=joined(person))
        for person in with_account
    )
    user_of = dict(zip((person.staff_number for person in with_account), users, strict=True))
    persons = Person.objects.bulk_create(
        Person(
            name=person.name,
            unit=settled.units[person.unit],
            user=user_of.get(person.staff_number),
            staff_number=person.staff_number,
        )
        for person in world.people
    )
    settled.persons = {person.staff_number: person for person in persons}
    Membership.objects.bulk_create(
        Membership(
            person=settled.person(person),
            unit=settled.units[person.unit],
            role=role,
            since=person.since,
            until=person.until,
        )
        for person in world.people
        for role in person.roles
    )
    index(Person, persons)


def joined(person: DemoPerson) -> datetime.datetime:
    return aware(datetime.datetime.combine(person.since, datetime.time(9)))


def switch_on(world: World, settled: Settled, wanted: set[tuple[str, str]]) -> None:
    """`wanted`: (unit's code, module's label), counted since the year's first day."""
    office = settled.user(world.committee.with_role("party_office")[0])
    for unit in world.units:
        labels = [module.label for module in plugins.modules() if (unit.code, module.label) in wanted]
        for section in open_sections(settled.units[unit.code], labels, since=world.start, by=office):
            # the tree's names lead from a record to its unit without a query
            section.owning_unit = settled.units[unit.code]
            settled.sections[unit.code, section.module] = section
