"""Where requests may go: into the intranet, and not to this machine."""

import socket

import pytest

from cms.outgoing import targets


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "http://"),
        ("ftp://10.0.0.8/", "http://"),
        ("javascript:alert(1)", "http://"),
        ("http:///hook", "主机"),
        ("http://10.0.0.8:99999/", "网址"),
        ("http://[::1/", "网址"),
        ("http://user:secret@10.0.0.8/", "密码"),
        ("http://10.0.0.8/#a", "#"),
        ("http://10.0.0.8/a b", "空格"),
        ("http://10.0.0.8/a\r\nX-Evil: 1", "空格"),
        ("http://10.0.0.8/通知", "ASCII"),
    ],
)
def test_what_is_no_address_of_an_endpoint_is_refused_with_the_reason(url, reason):
    with pytest.raises(targets.Refused, match=reason):
        targets.parse(url)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("169.254.169.254", "链路本地"),
        ("fe80::1%eth0", "链路本地"),
        ("::ffff:169.254.169.254", "链路本地"),
        ("127.0.0.1", "本机"),
        ("127.8.8.8", "本机"),
        ("::1", "本机"),
        ("::ffff:127.0.0.1", "本机"),
        ("0.0.0.0", "主机的地址"),
        ("::", "主机的地址"),
        ("224.0.0.1", "主机的地址"),
        ("255.255.255.255", "主机的地址"),
    ],
)
def test_these_are_refused(address, word):
    assert word in targets.refusal(address)


@pytest.mark.parametrize("address", ["10.255.0.8", "192.168.213.4", "172.31.255.9", "fd00::8", "203.0.113.7"])
def test_the_intranet_and_beyond_may_be_called(address):
    assert targets.refusal(address) == ""


def test_every_address_of_this_machine_is_refused():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("203.0.113.7", 9))  # sends nothing; chooses the address that others know
        except OSError:
            pytest.skip("this machine has no network")
        own = probe.getsockname()[0]
    assert "本机" in targets.refusal(own)


def test_a_name_is_judged_by_what_it_resolves_to_and_may_be_allowed_by_the_operator(settings):
    with pytest.raises(targets.Refused, match="本机"):
        targets.find("http://localhost:6081/")
    with pytest.raises(targets.Refused, match="本机"):
        targets.find("http://127.1:6081/")
    with pytest.raises(targets.Refused, match="链路本地"):
        targets.find("http://169.254.169.254/latest/meta-data/")
    settings.WEBHOOKS_ALLOW = ["LOCALHOST:6081"]
    found = targets.find("http://localhost:6081")
    assert (found.host, found.port, found.path) == ("localhost", 6081, "/") and "127.0.0.1" in found.addresses
    with pytest.raises(targets.Refused, match="本机"):
        targets.find("http://localhost:6379/")  # another service of this machine


def test_the_site_does_not_call_itself(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://10.0.0.9:8443"
    with pytest.raises(targets.Refused, match="本站"):
        targets.find("https://10.0.0.9/admin/")
    settings.WEBHOOKS_ALLOW = ["10.0.0.9"]
    assert targets.find("https://10.0.0.9/purge?all=1").path == "/purge?all=1"
