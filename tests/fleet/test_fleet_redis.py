"""The Redis of a fleet: fit for it or refused; turns at hosts; over TLS."""

import os
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from machines import RedisServer, until
from programs import needs

from newsarchive.cli.fleet import fleet
from newsarchive.errors import FleetError
from newsarchive.fleet import link
from newsarchive.fleet.turns import LOST, HostTurns, beats


@pytest.mark.parametrize(
    ("setting", "value", "why"),
    [
        ("appendonly", "no", "set `appendonly yes`"),
        ("maxmemory-policy", "allkeys-lru", "set `maxmemory-policy noeviction`"),
        ("requirepass", "", "set `requirepass`"),
    ],
)
def test_a_redis_that_could_lose_things_is_refused(redis, setting, value, why):
    link.check(redis)
    redis.config_set(setting, value)
    with pytest.raises(FleetError, match=why):
        link.check(redis)


@pytest.mark.parametrize("given", ["", ":wrong@"])
def test_who_has_not_its_password_is_told_where_it_goes(server, given):
    server.url = server.url[: server.url.index("//") + 2] + given + server.url.rpartition("@")[2]
    with pytest.raises(FleetError, match="its password: redis://:PASSWORD@"):
        link.check(server.connect())


def test_without_a_redis_the_commands_say_what_to_set(monkeypatch):
    monkeypatch.delenv("NEWSARCHIVE_FLEET", raising=False)
    link.redis.cache_clear()
    result = CliRunner().invoke(fleet, ["status"])
    assert isinstance(result.exception, FleetError)
    assert "NEWSARCHIVE_FLEET is not set: redis://:PASSWORD@HOST:6379/0" in str(result.exception)


def test_a_host_is_asked_by_one_at_a_time_and_rests_between_two(redis):
    mine, other = HostTurns(redis, "mine", lasts=1.0), HostTurns(redis, "other", lasts=1.0)
    assert mine.take("a.example", 0.3)
    assert mine.take("a.example", 0.3)
    assert not other.take("a.example", 0.3)
    assert other.take("b.example", 0.3)
    time.sleep(1.5)  # longer than a turn lasts: it is renewed meanwhile
    assert not other.take("a.example", 0.3)
    mine.end()
    ended = time.monotonic()
    until(lambda: other.take("a.example", 0.3), 5, "the turn runs out")
    assert time.monotonic() - ended >= 0.25
    assert set(beats(redis)) == {"mine", "other"}
    other.end()


def test_a_turn_that_was_lost_ends_the_process(server, redis):
    words = (
        "import time; from newsarchive.fleet import link, turns;"
        "turns.HostTurns(link.redis(), 'x', lasts=1.0).take('a.example', 0.1);"
        "print('mine', flush=True); time.sleep(30)"
    )
    env = {**os.environ, "NEWSARCHIVE_FLEET": server.url}
    process = subprocess.Popen([sys.executable, "-c", words], env=env, stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"mine\n"
    redis.delete(link.TURN + "a.example")
    assert process.wait(10) == LOST
    process.stdout.close()


def test_it_works_over_tls_with_a_password(tmp_path, monkeypatch):
    make = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"
    key, certificate = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    openssl = [needs("openssl"), *make.split(), "-keyout", key, "-out", certificate]
    subprocess.run(openssl, check=True, capture_output=True)
    options = ["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no"]
    server = RedisServer(needs("redis-server"), tmp_path / "redis", *options, scheme="rediss")
    try:
        monkeypatch.setenv("NEWSARCHIVE_FLEET", f"{server.url}?ssl_ca_certs={certificate}")
        link.redis.cache_clear()
        link.patiently(link.redis().ping)
        link.check(link.redis())
    finally:
        link.redis.cache_clear()
        server.stop()
