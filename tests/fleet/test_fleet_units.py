"""systemd's units of a fleet: as systemd itself reads them, and with what a worker may reach."""

import subprocess

import pytest
from click.testing import CliRunner
from programs import needs

from newsarchive.cli.fleet import fleet
from newsarchive.errors import FleetError


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_FLEET", "redis://:secret%20words@10.4.5.6:6379/0")
    monkeypatch.setenv("NEWSARCHIVE_BROKER", "")
    result = CliRunner().invoke(fleet, ["units", str(tmp_path / "units"), "--user", "root"])
    assert result.exit_code == 0, result.output
    assert len(result.output.splitlines()) == 3
    return tmp_path / "units"


def test_systemd_finds_nothing_wrong_with_them(folder):
    units = sorted(str(unit) for unit in folder.iterdir())
    assert [unit.rpartition("/")[2] for unit in units] == [
        "newsarchive-collect.service",
        "newsarchive-dispatch.service",
        "newsarchive-worker.service",
    ]
    told = subprocess.run(
        [needs("systemd", "systemd-analyze"), "verify", "--man=no", *units], capture_output=True, text=True, check=False
    )
    assert (told.returncode, [line for line in told.stderr.splitlines() if "newsarchive" in line]) == (0, [])


def test_a_worker_may_reach_redis_and_no_other_private_address(folder):
    worker = (folder / "newsarchive-worker.service").read_text()
    assert "IPAddressAllow=localhost 10.4.5.6\n" in worker
    assert "IPAddressDeny=link-local multicast 10.0.0.0/8" in worker
    assert "-Q visits,reread" in worker


def test_the_password_is_not_among_them(folder):
    assert "secret" not in "".join(unit.read_text() for unit in folder.iterdir())


def test_where_redis_is_has_to_be_known(tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSARCHIVE_FLEET", "")
    result = CliRunner().invoke(fleet, ["units", str(tmp_path)])
    assert isinstance(result.exception, FleetError)
