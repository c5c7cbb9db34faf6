"""The database's own protection: triggers that refuse every change of the log but sealing an unsealed entry.

Deleting has one door, and it is in the log: entries that a sealed checkpoint (`audit.prune`) stands for, and that are older
than 200 days whatever the settings say. Whoever owns the database can drop a trigger; what they do then is found by `audit verify`.

A migration that alters `audit_entry` on SQLite makes the table anew, without triggers: it must end with `install()`.
"""

FIXED = (
    "id", "time", "actor", "actor_name", "actor_roles", "command", "address", "action", "object_type", "object_id",
    "object_title", "unit", "details",
)  # fmt: skip
LEAST_DAYS = 200
UNSEALED = "NEW.sequence IS NULL AND NEW.hash = '' AND NEW.previous = '' AND NEW.algorithm = ''"
SEALING = "OLD.sequence IS NULL AND NEW.sequence IS NOT NULL AND NEW.hash <> ''"
# CASE: elsewhere the number would be read of other entries too, which have none there
CHECKPOINT = """EXISTS (SELECT 1 FROM audit_entry AS c WHERE c.action = 'audit.prune' AND c.sequence IS NOT NULL
    AND OLD.sequence <= CASE WHEN c.action = 'audit.prune' THEN CAST(c.object_id AS BIGINT) END)"""

# "INSERT OR REPLACE" and "UPDATE OR REPLACE" of SQLite delete the row in their way without asking its trigger
SAME_ID = "EXISTS (SELECT 1 FROM audit_entry AS c WHERE c.id = NEW.id)"
SAME_NUMBER = "EXISTS (SELECT 1 FROM audit_entry AS c WHERE c.sequence = NEW.sequence)"

SQLITE = {
    "audit_entry_insert": f"""BEFORE INSERT ON audit_entry
        WHEN NOT ({UNSEALED}) OR {SAME_ID}
        BEGIN SELECT RAISE(ABORT, 'audit_entry: entries begin unsealed'); END""",
    "audit_entry_update": f"""BEFORE UPDATE ON audit_entry
        WHEN NOT ({SEALING} AND {" AND ".join(f"OLD.{name} IS NEW.{name}" for name in FIXED)})
            OR {SAME_NUMBER}
        BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are not changed'); END""",
    "audit_entry_delete": f"""BEFORE DELETE ON audit_entry
        WHEN NOT ({CHECKPOINT} AND OLD.time < datetime('now', '-{LEAST_DAYS} days'))
        BEGIN SELECT RAISE(ABORT, 'audit_entry: entries are not deleted'); END""",
}

POSTGRESQL = f"""
CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF {UNSEALED} THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'audit_entry: entries begin unsealed';
    ELSIF TG_OP = 'UPDATE' THEN
        IF {SEALING} AND ({", ".join(f"OLD.{name}" for name in FIXED)})
            IS NOT DISTINCT FROM ({", ".join(f"NEW.{name}" for name in FIXED)}) THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'audit_entry: entries are not changed';
    ELSIF TG_OP = 'DELETE' THEN
        IF {CHECKPOINT} AND OLD.time < now() - interval '{LEAST_DAYS} days' THEN RETURN OLD; END IF;
    END IF;
    RAISE EXCEPTION 'audit_entry: entries are not deleted';
END $$;
CREATE TRIGGER audit_entry_change BEFORE INSERT OR UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_guard();
CREATE TRIGGER audit_entry_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_guard();
"""

VENDORS = ("sqlite", "postgresql")


def install(connection) -> None:
    """Set the triggers; on databases that have none of ours nothing happens, which `manage.py check` says."""
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
            cursor.execute("DROP FUNCTION IF EXISTS audit_entry_guard() CASCADE")


def missing(connection) -> list[str]:
    """The names of the triggers that should be there and are not, or are switched off."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            wanted = list(SQLITE)
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        elif connection.vendor == "postgresql":
            wanted = ["audit_entry_change", "audit_entry_truncate"]
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'")
        else:
            return []
        found = {name for (name,) in cursor.fetchall()}
    return [name for name in wanted if name not in found]
