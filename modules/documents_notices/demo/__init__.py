"""文件通知 for the demo: what the committee issues in a year, with each unit's receipt; what units pass on and write themselves.

`records(world, unit)` is the contract with `plugins.demo`: it yields plain data (`plugins.demo.world.record`) made with the
functions that `unit` offers, and imports nothing of the plugin.
"""

from collections.abc import Iterator

from .issued import issued, of_committee
from .own import letters, notices, reports, requests
from .relayed import chosen, relayed


def records(world, unit) -> Iterator:
    """The committee's documents are numbered and issued once; a unit's own notices are told again in further laps."""
    if unit.kind == "committee":
        if not world.lap:
            yield from map(of_committee, issued(world))
        return
    if not world.lap:
        documents = list(issued(world))
        for document in chosen(unit, documents):
            yield from relayed(unit, document)
        for document in documents:
            yield from requests(unit, document)
            yield from reports(unit, document)
    yield from notices(unit)
    yield from letters(unit)
