"""Reading settings from the environment; a wrong value names the variable and what was expected."""

import os
import re
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent

env = environ.Env()


def flag(name: str, default: bool = False) -> bool:
    """A yes/no variable: 1/0, true/false, yes/no, on/off (any case)."""
    raw = os.environ.get(name, "").strip().lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r}: expected one of 1/0, true/false, yes/no, on/off")


def number(name: str, default: int, least: int = 0) -> int:
    """A whole number of at least `least`."""
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not (raw.isascii() and raw.isdigit()) or int(raw) < least:
        raise ImproperlyConfigured(f"{name}={raw!r}: expected a whole number of at least {least}")
    return int(raw)


def names(name: str, default: str = "") -> list[str]:
    """A comma-separated list; blanks around the items do not matter."""
    return [item.strip() for item in os.environ.get(name, default).split(",") if item.strip()]


def origins(name: str) -> list[str]:
    """A comma-separated list of origins, `scheme://host` with a port where it is not the scheme's own. No wildcard."""
    found = names(name)
    if wrong := [item for item in found if not re.fullmatch(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", item)]:
        raise ImproperlyConfigured(f"{name}: {wrong[0]!r} is no origin; expected such as https://app.example.cn")
    return found


def addresses(name: str) -> list[str]:
    """A comma-separated list of servers, each `scheme://host:port`, with a path where it is behind one."""
    found = [item.rstrip("/") for item in names(name)]
    if wrong := [item for item in found if not re.fullmatch(r"https?://[^\s/@:]+:[0-9]{1,5}(/[^\s?#]*)?", item)]:
        raise ImproperlyConfigured(f"{name}: {wrong[0]!r} is no address; expected such as https://es1.example.cn:9200")
    return found


def index_name(name: str, default: str) -> str:
    """What the names of indexes begin with: lower-case letters, digits and hyphens."""
    raw = os.environ.get(name, "").strip() or default
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", raw):
        raise ImproperlyConfigured(f"{name}={raw!r}: expected lower-case letters, digits and hyphens, at most 60")
    return raw


def choice(name: str, choices: set[str], default: str) -> str:
    raw = os.environ.get(name, "").strip() or default
    if raw not in choices:
        raise ImproperlyConfigured(f"{name}={raw!r}: expected one of {', '.join(sorted(choices))}")
    return raw


def check_endpoint(url: str, model: str) -> None:
    """What `SEARCH_SEMANTIC=endpoint` needs beside itself."""
    if not re.fullmatch(r"https?://[^/\s?#@]+(/[^\s?#]*)?", url):
        raise ImproperlyConfigured(
            f"SEARCH_SEMANTIC_URL={url!r}: SEARCH_SEMANTIC=endpoint expects such as http://10.0.0.5:8000/v1"
        )
    if not model.strip():
        raise ImproperlyConfigured("SEARCH_SEMANTIC_MODEL: SEARCH_SEMANTIC=endpoint expects the name of the model")


def data_dir() -> Path:
    """The one folder for database, media, indexes and secrets (`HONGBAN_DATA`); created when absent.

    Raises ImproperlyConfigured when it cannot be created or written.
    """
    path = Path(os.environ.get("HONGBAN_DATA") or BASE_DIR / "var").expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"HONGBAN_DATA={path}: the folder cannot be created ({error.strerror})") from error
    if not os.access(path, os.W_OK):
        raise ImproperlyConfigured(f"HONGBAN_DATA={path}: the folder is not writable")
    return path


def secret_key(folder: Path) -> str:
    """`SECRET_KEY`, or one that is generated once and kept in the data folder.

    Two processes that start at once agree: the file is created exclusively and complete (written, then linked).
    """
    if os.environ.get("SECRET_KEY"):
        return os.environ["SECRET_KEY"]
    target = folder / "secret_key"
    if not target.exists():
        mine = folder / f".secret_key.{os.getpid()}"
        with open(mine, "w", encoding="ascii", opener=_private) as stream:
            stream.write(secrets.token_urlsafe(64))
        try:
            os.link(mine, target)
        except FileExistsError:
            pass
        finally:
            mine.unlink()
    try:
        key = target.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{target}: the secret key cannot be read ({error})") from error
    if len(key) < 50:
        raise ImproperlyConfigured(f"{target}: holds no usable secret key; remove it to have a new one made")
    return key


def _private(path, flags) -> int:
    return os.open(path, flags, mode=0o600)


def database(folder: Path) -> dict:
    """`DATABASE_URL` as a Django database; by default SQLite (WAL) in the data folder."""
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'hongban.sqlite3'}"
    try:
        config = env.db_url_config(url)
    except Exception as error:
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: expected sqlite:///path or postgres://user:password@host:port/name"
        ) from error
    # opening one costs more than most requests, SQLite's with its pragmas as well
    config["CONN_MAX_AGE"] = number("DATABASE_CONN_MAX_AGE", 60)
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"] == "django.db.backends.sqlite3":
        # IMMEDIATE: a transaction that will write takes its lock at once, instead of failing half-way through
        options |= {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000;",
        }
    elif config["ENGINE"] == "django.db.backends.postgresql":
        config["CONN_HEALTH_CHECKS"] = True
    else:
        raise ImproperlyConfigured("DATABASE_URL: only sqlite:// and postgres:// are supported")
    return config


def mail_server(url: str) -> dict:
    """`EMAIL_URL` as Django's EMAIL_… settings; empty: a backend that sends nothing."""
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    schemes = ", ".join(sorted(set(environ.Env.EMAIL_SCHEMES) - {"submission"}))
    scheme = url.partition("://")[0]
    if scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(f"EMAIL_URL: expected smtp+tls://user:password@host:587; the schemes are {schemes}")
    try:
        config = env.email_url_config(url)
    except ValueError as error:
        raise ImproperlyConfigured(f"EMAIL_URL cannot be read: {error}") from error
    options = config.pop("OPTIONS", {})
    return config | options
