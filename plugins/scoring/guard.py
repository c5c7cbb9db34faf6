"""The database's own protection of frozen figures: triggers that refuse to change or delete them, whoever asks.

Of a close only what became of it since is set: its bulletin and the moment of signing, each once. Whoever owns the
database can drop a trigger; what they do then is found by `manage.py quarter verify`.
"""

ROWS = ("scoring_line", "scoring_linerecord", "scoring_supplement")
FIXED = (
    "id",
    "committee_id",
    "quarter",
    "scheme",
    "frozen_at",
    "frozen_by_id",
    "made_at",
    "objections_until",
    "digest",
)
VENDORS = ("sqlite", "postgresql")

SAME = {
    "sqlite": " AND ".join(f"OLD.{name} IS NEW.{name}" for name in FIXED),
    "postgresql": f"({', '.join(f'OLD.{name}' for name in FIXED)}) IS NOT DISTINCT FROM"
    f" ({', '.join(f'NEW.{name}' for name in FIXED)})",
}
# A draft that was thrown away may be drafted anew; what was signed stays signed
UNSIGNED = "OLD.signed_at IS NULL"

SQLITE = {
    "scoring_close_update": f"""BEFORE UPDATE ON scoring_close WHEN NOT ({SAME["sqlite"]} AND {UNSIGNED})
        BEGIN SELECT RAISE(ABORT, 'scoring_close: frozen figures are not changed'); END""",
    "scoring_close_delete": """BEFORE DELETE ON scoring_close
        BEGIN SELECT RAISE(ABORT, 'scoring_close: frozen figures are not deleted'); END""",
}
for _table in ROWS:
    for _act in ("UPDATE", "DELETE"):
        SQLITE[f"{_table}_{_act.lower()}"] = f"""BEFORE {_act} ON {_table}
            BEGIN SELECT RAISE(ABORT, '{_table}: frozen figures are not changed'); END"""

POSTGRESQL = f"""
CREATE FUNCTION scoring_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%: frozen figures are not changed', TG_TABLE_NAME;
END $$;
CREATE FUNCTION scoring_close_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND {UNSIGNED} AND {SAME["postgresql"]} THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'scoring_close: frozen figures are not changed';
END $$;
CREATE TRIGGER scoring_close_change BEFORE UPDATE OR DELETE ON scoring_close
    FOR EACH ROW EXECUTE FUNCTION scoring_close_guard();
""" + "".join(
    f"CREATE TRIGGER {table}_change BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION scoring_frozen();\n"
    for table in ROWS
)


def install(connection) -> None:
    """Set the triggers; on databases that have none of ours, model code and digests are what there is."""
    lift(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, rule in SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {rule}")
        elif connection.vendor == "postgresql":
            cursor.execute(POSTGRESQL)


def lift(connection) -> None:
    """Take the triggers away: for migrations backwards, and for tests that empty the database."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        elif connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION IF EXISTS scoring_frozen() CASCADE")
            cursor.execute("DROP FUNCTION IF EXISTS scoring_close_guard() CASCADE")
