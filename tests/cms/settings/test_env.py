"""Settings from the environment: a wrong value names the variable and what was expected."""

import importlib
import os
import stat
import subprocess
import sys
import threading

import pytest
from django.core.exceptions import ImproperlyConfigured

from tools.console import ROOT, environment

# Not `from cms.settings import env`: the settings have a variable of that name
env = importlib.import_module("cms.settings.env")


@pytest.mark.parametrize("raw", ["1", "true", "YES", "On", " 1 "])
def test_yes(monkeypatch, raw):
    monkeypatch.setenv("HTTPS", raw)
    assert env.flag("HTTPS") is True


@pytest.mark.parametrize("raw", ["0", "false", "No", "off"])
def test_no(monkeypatch, raw):
    monkeypatch.setenv("HTTPS", raw)
    assert env.flag("HTTPS", default=True) is False


def test_nothing_is_the_default(monkeypatch):
    for raw in ("", "  "):
        monkeypatch.setenv("X", raw)
        assert env.flag("X", default=True) is True
        assert env.number("X", 5) == 5
        assert env.choice("X", {"a", "b"}, "b") == "b"
    monkeypatch.delenv("X")
    assert env.flag("X") is False
    assert env.names("X") == []


@pytest.mark.parametrize("raw", ["ja", "2", "tru e"])
def test_another_word_is_neither(monkeypatch, raw):
    monkeypatch.setenv("HTTPS", raw)
    with pytest.raises(ImproperlyConfigured, match=f"HTTPS='{raw}': expected one of 1/0"):
        env.flag("HTTPS")


@pytest.mark.parametrize("raw", ["-1", "0", "1.5", "x", "²", "１"])
def test_what_is_no_number_or_too_small_is_refused(monkeypatch, raw):
    monkeypatch.setenv("SESSION_IDLE_MINUTES", raw)
    with pytest.raises(ImproperlyConfigured, match="SESSION_IDLE_MINUTES=.*: expected a whole number of at least 1"):
        env.number("SESSION_IDLE_MINUTES", 30, least=1)


def test_lists_are_separated_by_commas(monkeypatch):
    monkeypatch.setenv("ALLOWED_HOSTS", " a.cn ,b.cn,, ")
    assert env.names("ALLOWED_HOSTS", "c.cn") == ["a.cn", "b.cn"]


def test_addresses_of_servers_need_their_ports(monkeypatch):
    monkeypatch.setenv("SERVERS", "http://es1:9200, https://es2.example.cn:443/search/")
    assert env.addresses("SERVERS") == ["http://es1:9200", "https://es2.example.cn:443/search"]
    for wrong in ("es1:9200", "http://es1", "ftp://es1:9200", "http://user:secret@es1:9200", "http://es1:9200?a=b"):
        monkeypatch.setenv("SERVERS", wrong)
        with pytest.raises(ImproperlyConfigured, match="SERVERS: .* is no address"):
            env.addresses("SERVERS")


def test_the_name_of_an_index_is_of_letters_digits_and_hyphens(monkeypatch):
    monkeypatch.delenv("NAME", raising=False)
    assert env.index_name("NAME", "hongban") == "hongban"
    for wrong in ("Hongban", "-a", "a_b", "红板", "a*", "a" * 61):
        monkeypatch.setenv("NAME", wrong)
        with pytest.raises(ImproperlyConfigured, match="NAME=.*lower-case letters"):
            env.index_name("NAME", "hongban")


def test_an_unknown_choice_names_the_known_ones(monkeypatch):
    monkeypatch.setenv("TASKS", "later")
    with pytest.raises(ImproperlyConfigured, match="TASKS='later': expected one of database, immediate"):
        env.choice("TASKS", {"immediate", "database"}, "immediate")


# The database ---------------------------------------------------------------------------------------------------------


def test_without_a_url_it_is_a_file_in_the_data_folder(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    config = env.database(tmp_path)
    assert config["NAME"] == str(tmp_path / "hongban.sqlite3")
    assert config["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in config["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("postgresql://u:p@db.cn:5433/name", "db.cn"),
        ("postgres://u:p@db.cn/name", "db.cn"),
        ("postgresql://u@/name?host=/run/pg", ""),
    ],
)
def test_postgresql(monkeypatch, tmp_path, url, host):
    monkeypatch.setenv("DATABASE_URL", url)
    config = env.database(tmp_path)
    assert (config["ENGINE"], config["NAME"], config["CONN_HEALTH_CHECKS"]) == (
        "django.db.backends.postgresql", "name", True,
    )  # fmt: skip
    assert config["HOST"] == host


@pytest.mark.parametrize("url", ["mysql://u:secret@db.cn/name", "oracle://u:secret@db.cn/name"])
def test_another_database_is_refused_without_showing_the_password(monkeypatch, tmp_path, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL: only sqlite:// and postgres://") as refused:
        env.database(tmp_path)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("url", ["nonsense", "db.cn/name", "postgres://u:p@db.cn:notaport/name", "foo://x"])
def test_what_is_no_url_is_refused(monkeypatch, tmp_path, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database(tmp_path)


# The data folder and the secret ---------------------------------------------------------------------------------------


def test_the_folder_is_made_with_those_above_it(monkeypatch, tmp_path):
    monkeypatch.setenv("HONGBAN_DATA", str(tmp_path / "a" / "b"))
    assert env.data_dir() == tmp_path / "a" / "b"
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_named(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    for path in (tmp_path / "file", tmp_path / "file" / "below"):
        monkeypatch.setenv("HONGBAN_DATA", str(path))
        with pytest.raises(ImproperlyConfigured, match=f"HONGBAN_DATA={path}: the folder cannot be created"):
            env.data_dir()


def test_the_secret_is_made_once_and_for_the_owner_only(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first = env.secret_key(tmp_path)
    assert len(first) >= 50
    assert env.secret_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


def test_processes_that_start_together_agree_on_it(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    numbers = iter(range(100))
    monkeypatch.setattr(env.os, "getpid", lambda: next(numbers))
    found, start = set(), threading.Barrier(8)

    def ask():
        start.wait()
        found.add(env.secret_key(tmp_path))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1


@pytest.mark.parametrize("content", [b"", b"short", "红板".encode() * 40])
def test_a_file_without_a_usable_secret_is_named(monkeypatch, tmp_path, content):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(ImproperlyConfigured, match="secret_key"):
        env.secret_key(tmp_path)


def test_the_variable_goes_before_the_file(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "given")
    assert env.secret_key(tmp_path) == "given"
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"SESSION_IDLE_MINUTES": "soon"}, "SESSION_IDLE_MINUTES='soon': expected a whole number of at least 1"),
        ({"SEARCH_ENGINE": "elasticsearch"}, "ELASTICSEARCH_URL: expected the addresses"),
    ],
)
def test_a_wrong_value_stops_the_start_with_the_variable_s_name(tmp_path, given, said):
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT, capture_output=True, text=True,
        env=environment(DJANGO_SETTINGS_MODULE="cms.settings", HONGBAN_DATA=str(tmp_path), **given),
    )  # fmt: skip
    assert done.returncode != 0
    assert said in done.stderr


# Search by meaning ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "model", "names"),
    [
        ("", "bge-m3", "SEARCH_SEMANTIC_URL"),
        ("file:///etc/passwd", "bge-m3", "SEARCH_SEMANTIC_URL"),
        ("http://user:secret@10.0.0.5/v1", "bge-m3", "SEARCH_SEMANTIC_URL"),
        ("http://10.0.0.5/v1?x=1", "bge-m3", "SEARCH_SEMANTIC_URL"),
        ("http://10.0.0.5/v1", " ", "SEARCH_SEMANTIC_MODEL"),
    ],
)
def test_a_server_of_embeddings_needs_an_address_and_a_model(url, model, names):
    with pytest.raises(ImproperlyConfigured, match=names):
        env.check_endpoint(url, model)


def test_addresses_of_a_server_of_embeddings():
    for url in ("http://10.0.0.5:8000/v1", "https://embeddings.example.cn", "http://[::1]:8000/v1/"):
        env.check_endpoint(url, "bge-m3")
