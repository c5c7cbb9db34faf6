"""A year of 三会一课 for the demo: what each branch met about, who was there, what was decided.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

from collections.abc import Iterator

from .minutes import record
from .schedule import meetings


def records(world, unit) -> Iterator:
    """The branch's meetings of the year; units without Party groups hold none of their own."""
    if unit.groups:
        engaged: list = []
        for meeting in meetings(unit):
            held = record(world, unit, meeting, engaged)
            engaged += unit.engagements(held)
            yield held
