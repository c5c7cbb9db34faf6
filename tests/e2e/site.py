"""The project served as in production, for the end-to-end tests: see `live_site` in conftest.py."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from django.conf import settings

from tools.console import ROOT, environment

NEW_TOKENS = """
from django.contrib.auth import get_user_model
from cms.tokens import create_token
for username, name, scopes in {wanted!r}:
    print(create_token(get_user_model().objects.get(username=username), name=name, scopes=scopes.split())[1])
"""


@dataclass
class Site:
    url: str
    data: Path
    env: dict[str, str]
    _accounts: list[dict] = field(default_factory=list, repr=False)

    def manage(self, *arguments: str) -> str:
        """What the management command printed. Raises AssertionError with its output when it fails."""
        return manage(self.env, *arguments)

    def accounts(self) -> list[dict]:
        """One demo account per role and unit: username, password, unit, role."""
        if not self._accounts:  # each command is a process
            self._accounts = json.loads(self.manage("demo", "accounts", "--json"))
        return self._accounts

    def account(self, role: str, unit: str | None = None) -> dict:
        """The demo account with this role, in this unit (its title) or the first that has one."""
        for account in self.accounts():
            if account["role"] == role and unit in (None, account["unit"]):
                return account
        raise LookupError(f"the demo has no {role} in {unit or 'any unit'}")

    def tokens(self, *wanted: tuple[str, str, str]) -> list[str]:
        """New tokens for (username, name, scopes by spaces) each, made in one process: a command takes seconds to start."""
        return self.manage("shell", "--no-imports", "-c", NEW_TOKENS.format(wanted=wanted)).split()

    def sign_in(self, page, role: str, unit: str | None = None) -> dict:
        """Sign in by the form, as a person would; the account."""
        account = self.account(role, unit)
        page.goto("/sign-in/")
        page.fill("[name=username]", account["username"])
        page.fill("[name=password]", account["password"])
        page.click("form:has([name=password]) [type=submit]")
        page.wait_for_url(lambda url: "/sign-in/" not in url)
        return account


@contextlib.contextmanager
def serve(data: Path, log: Path) -> Iterator[Site]:
    """A site on a free port of this machine, its database beside the tests' own; all gone afterwards."""
    with _database() as database_url, log.open("w", encoding="utf-8") as output:
        port = _free_port()
        url = f"http://127.0.0.1:{port}"
        env = environment(
            DJANGO_SETTINGS_MODULE="cms.settings",
            HONGBAN_DATA=str(data),
            DATABASE_URL=database_url,
            SECRET_KEY=None,
            DEBUG="0",
            BASE_URL=url,
        )
        manage(env, "migrate", "--no-input")
        manage(env, "collectstatic", "--no-input")
        manage(env, "demo")
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4"]
            + ["cms.wsgi:application"],
            cwd=ROOT,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            _wait(server, url, log)
            yield Site(url, data, env)
        finally:
            server.terminate()
            server.wait(timeout=20)


def manage(env: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, f"manage.py {' '.join(arguments)}\n{done.stdout}{done.stderr}"
    return done.stdout


@contextlib.contextmanager
def _database() -> Iterator[str | None]:
    """The DATABASE_URL of a database of the site's own: none on SQLite (its file lies in the data folder)."""
    server = os.environ.get("DATABASE_URL")
    if not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
        yield None
        return
    name = f"hongban_e2e_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield server.replace("/postgres?", f"/{name}?")
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(server: subprocess.Popen, url: str, log: Path) -> None:
    for _ in range(600):
        assert server.poll() is None, f"the server ended:\n{log.read_text(encoding='utf-8')}"
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=5).close()
            return
        except urllib.error.HTTPError as error:
            raise AssertionError(f"the site is unwell: {error.read().decode()}") from error
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"no answer within a minute:\n{log.read_text(encoding='utf-8')}")
