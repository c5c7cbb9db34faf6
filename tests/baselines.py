"""How many queries things take: `with assert_queries("portal: a unit's home"): …` compares with the stored number.

The numbers are in query_baselines.json: one for both databases, or one each where they truly differ. A change in either
direction fails, for a number that got better must stay so; `UPDATE_BASELINES=1` writes the new one (`make baselines` does
it on both databases).
"""

import contextlib
import fcntl
import json
import os
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.process import forget

FILE = Path(__file__).with_name("query_baselines.json")
VENDORS = ("sqlite", "postgresql")


def expected(name: str, vendor: str) -> int | None:
    """The stored number; None when there is none for this name on this database."""
    entry = json.loads(FILE.read_text(encoding="utf-8")).get(name)
    return entry.get(vendor) if isinstance(entry, dict) else entry


def store(name: str, vendor: str, count: int) -> None:
    """Write one number; both databases share an entry as long as their numbers are the same."""
    with FILE.open("r+", encoding="utf-8") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # the other worker writes too
        numbers = json.load(handle)
        entry = numbers.get(name, count)
        each = entry if isinstance(entry, dict) else dict.fromkeys(VENDORS, entry)
        each = each | {vendor: count}
        numbers[name] = count if set(each.values()) == {count} else each
        handle.seek(0)
        handle.truncate()
        handle.write(json.dumps(dict(sorted(numbers.items())), ensure_ascii=False, indent=2) + "\n")


@pytest.fixture
def assert_queries():
    """A context manager that takes the baseline's name; what runs inside is counted, from a state without caches."""

    @contextlib.contextmanager
    def counted(name: str):
        forget()
        with CaptureQueriesContext(connection) as captured:
            yield
        count, wanted = len(captured), expected(name, connection.vendor)
        if count == wanted:
            return
        if os.environ.get("UPDATE_BASELINES"):
            store(name, connection.vendor, count)
            return
        queries = "\n".join(query["sql"] for query in captured.captured_queries)
        pytest.fail(
            f"{name}: {count} queries, the baseline is {wanted}. If that is right: make baselines\n{queries}",
            pytrace=False,
        )

    return counted
