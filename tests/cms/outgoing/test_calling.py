"""One request: whatever the other side does, it ends, in time, as an answer in words."""

import shutil
import socket
import ssl
import subprocess
import time

import pytest

from cms.outgoing import calling, targets
from cms.outgoing.calling import call


@pytest.fixture
def ask(receiver):
    def run(path="/hook", body=b"{}", **kwargs):
        return call(targets.find(receiver.url + path), "POST", path, {}, body, **kwargs)

    return run


def test_what_was_taken_has_the_beginning_of_its_answer(ask, receiver):
    receiver.text = "好".encode() * 3000
    answer = ask()
    assert (answer.status, answer.error, answer.text) == (200, "", "好" * 500)
    assert receiver.received[0].headers["User-Agent"] == calling.AGENT
    assert receiver.received[0].body == b"{}"


def test_bytes_that_are_no_text_are_kept_as_every_database_can(ask, receiver):
    receiver.text = b"\x00\xff\xfe ok"
    assert ask().text == "\ufffd\ufffd ok"


def test_a_redirection_is_not_followed(ask, receiver):
    receiver.status, receiver.headers = 307, {"Location": f"{receiver.url}/elsewhere"}
    answer = ask()
    assert answer.status == 307 and "跳转" in answer.error
    assert [one.path for one in receiver.received] == ["/hook"]


@pytest.mark.parametrize(("status", "reached"), [(400, True), (404, True), (429, False), (500, False), (503, False)])
def test_what_was_not_taken_says_so_and_whether_the_endpoint_is_down(ask, receiver, status, reached):
    receiver.status = status
    answer = ask()
    assert (answer.status, answer.reached) == (status, reached) and str(status) in answer.error


def test_when_to_come_back_is_read(ask, receiver):
    receiver.status = 503
    for value, seconds in (("120", 120), ("soon", 0), ("-5", 0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0)):
        receiver.headers = {"Retry-After": value}
        assert ask().retry_after == seconds


def test_nobody_listens(receiver, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening
        port = taken.getsockname()[1]
        settings.WEBHOOKS_ALLOW = [f"127.0.0.1:{port}"]
        answer = call(targets.find(f"http://127.0.0.1:{port}/"), "POST", "/", {})
    assert answer.error == "对方拒绝连接。" and not answer.reached


def test_silence_and_dripping_end_in_time(ask, receiver):
    def silent(handler):
        time.sleep(1.5)

    def drips(handler):
        for _ in range(30):
            try:
                handler.wfile.write(b"H")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    def drips_headers(handler):
        handler.send_response(200)
        for _ in range(30):
            try:
                handler.send_header("X-More", "1")
                handler.flush_headers()
            except OSError:
                return
            time.sleep(0.05)

    receiver.answers = [silent, drips, drips_headers]
    for _ in range(3):
        answer = ask(seconds=0.4)
        assert answer.status is None and "超时" in answer.error
    assert len(receiver.received) == 3


def test_what_is_no_http_is_said(ask, receiver):
    def nonsense(handler):
        handler.wfile.write(b"220 mail.example.cn ESMTP\r\n")

    def hangs_up(handler):
        handler.close_connection = True

    receiver.answers = [nonsense, hangs_up]
    assert "不是 HTTP" in ask().error
    assert "HTTP" in ask().error or "连接失败" in ask().error


@pytest.fixture
def certificate(tmp_path):
    """A certificate of this machine's name that no authority vouches for, with its key."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    key, found = tmp_path / "key", tmp_path / "certificate"
    asked = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    asked += ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(["openssl", *asked, "-keyout", key, "-out", found], check=True, capture_output=True)
    return found, key


def test_a_certificate_is_verified_for_the_name_and_trusted_when_the_operator_says_so(
    receiver, certificate, monkeypatch
):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    receiver.server.socket = context.wrap_socket(receiver.server.socket, server_side=True)
    port = receiver.server.server_port

    def ask_as(name):
        return call(targets.Target("https", name, port, "/hook", ("127.0.0.1",)), "POST", "/hook", {})

    assert "证书不被信任" in ask_as("localhost").error
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    assert ask_as("localhost").status == 200
    assert "证书不被信任" in ask_as("portal.example.cn").error
    assert len(receiver.received) == 1


def test_what_speaks_no_tls_is_no_receiver_of_https(receiver):
    target = targets.Target("https", "localhost", receiver.server.server_port, "/", ("127.0.0.1",))
    answer = call(target, "POST", "/", {})
    assert answer.status is None and "连接失败" in answer.error and receiver.received == []


def test_no_more_is_sent_than_receivers_must_reckon_with(ask, receiver):
    answer = ask(body=b"x" * (calling.LONGEST_BODY + 1))
    assert "256 KB" in answer.error and receiver.received == []


def test_the_address_that_was_checked_is_the_one_that_is_called(receiver):
    """A name may resolve to something else a moment later; the connection goes where the check went."""
    target = targets.Target("http", "portal.example.cn", receiver.server.server_port, "/hook", ("127.0.0.1",))
    assert call(target, "POST", "/hook", {}).status == 200
    assert receiver.received[0].headers["Host"] == f"portal.example.cn:{receiver.server.server_port}"
