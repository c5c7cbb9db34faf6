"""`--database-only`: what asks for no database says on PostgreSQL what it said on SQLite, and `make test` runs it once.

Whatever asks for one runs on both. A test that asks for none cannot touch one (pytest-django refuses it), unless it starts
processes that do: those are marked `postgres` or `e2e`.
"""

OPTION = "--database-only"
ASKS = "django_db_setup"  # whatever asks for a database asks for this, at once or by another fixture
MARKS = ("django_db", "postgres", "e2e")


def asks_for_a_database(item) -> bool:
    return ASKS in item.fixturenames or any(item.get_closest_marker(name) for name in MARKS)


def leave_out_what_ran(config, items: list) -> None:
    """Deselect, when the option is given, what asks for no database."""
    if not config.getoption(OPTION):
        return
    left_out = [item for item in items if not asks_for_a_database(item)]
    items[:] = [item for item in items if asks_for_a_database(item)]
    config.hook.pytest_deselected(items=left_out)
