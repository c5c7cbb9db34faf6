"""The signature, checked as the guide tells receivers to."""

import re
import shutil
import subprocess
import time

import pytest

from plugins.webhooks import signing
from tools.console import ROOT

BODY = '{"id":"1","title":"开放日"}'.encode()
GUIDE = (ROOT / "docs" / "webhooks.md").read_text(encoding="utf-8")


def code(language: str) -> str:
    return re.search(rf"```{language}\n(.+?)```", GUIDE, re.DOTALL)[1]


@pytest.fixture
def is_genuine():
    """The guide's own function."""
    names: dict = {}
    exec(code("python"), names)
    return names["is_genuine"]


def test_the_receivers_code_of_the_guide_takes_what_we_sign_and_nothing_else(is_genuine):
    secret, other = signing.secret_of("seed"), signing.secret_of("another")
    now = int(time.time())
    sent = signing.signature(BODY, [secret], now)
    assert is_genuine(BODY, sent, secret)
    assert not is_genuine(BODY, sent, other)
    assert not is_genuine(BODY + b" ", sent, secret)
    assert not is_genuine(BODY, sent.replace(f"t={now}", f"t={now + 1}"), secret)
    assert not is_genuine(BODY, signing.signature(BODY, [secret], now - 3600), secret), "replayed an hour later"
    for broken in ("", "t=,v1=", "v1=00", "t=1", "nonsense", f"t={now},v1="):
        assert not is_genuine(BODY, broken, secret)
    # while a secret is being changed over, either is enough
    both = signing.signature(BODY, [secret, other], now)
    assert is_genuine(BODY, both, secret) and is_genuine(BODY, both, other)


def test_a_secret_follows_from_the_sites_key_and_is_in_no_row(settings):
    first = signing.secret_of("seed")
    assert re.fullmatch(r"whsec_[A-Za-z0-9_-]{43}", first)
    assert signing.secret_of("seed") == first != signing.secret_of(signing.new_seed())
    settings.SECRET_KEY = "another key of another site, which is long enough for one"
    assert signing.secret_of("seed") != first


def test_the_guides_javascript_agrees(tmp_path, is_genuine):
    node = shutil.which("node")
    if node is None:
        pytest.skip("no Node.js on this machine")
    secret = signing.secret_of("seed")
    sent = signing.signature(BODY, [secret], int(time.time()))
    program = code("js") + (
        "\nconst [body, sent, secret] = process.argv.slice(2);"
        "\nconsole.log([isGenuine(Buffer.from(body), sent, secret), isGenuine(Buffer.from(body + ' '), sent, secret),"
        " isGenuine(Buffer.from(body), 'nonsense', secret)].join());"
    )
    script = tmp_path / "check.mjs"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run([node, script, BODY.decode(), sent, secret], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "true,false,false", done.stderr
