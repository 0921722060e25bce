"""Running by itself: systemd timers, or a line for cron."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Literal

import click

from newsarchive.cli import terminal
from newsarchive.cli.exits import FAILED

#: What marks our line in a crontab.
MARK = "# newsarchive run"
_SERVICE = """\
[Unit]
Description=Crawl what is due into {archive}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
WorkingDirectory={folder}
{environment}ExecStart={command}
SuccessExitStatus=3 7
"""
_TIMER = """\
[Unit]
Description=newsarchive run, every {every} minutes

[Timer]
OnBootSec=2min
OnCalendar=*:{minutes}
RandomizedDelaySec=30
Persistent=true

[Install]
WantedBy=timers.target
"""
Kind = Literal["systemd", "cron"]


@click.command(epilog="\b\nExamples:\n  newsarchive schedule show\n  newsarchive schedule install --by cron --every 30")
@click.argument("what", type=click.Choice(["show", "install"]))
@click.option("--by", type=click.Choice(["systemd", "cron"]), help="[default: systemd where it runs, else cron]")
@click.option("--every", type=click.IntRange(1, 60), default=15, show_default=True, help="Minutes between two looks.")
@terminal.archive_option
def schedule(what: str, by: Kind | None, every: int, path: Path) -> None:
    """Show or install what calls `newsarchive run` again and again: user timers of systemd, or a crontab line.

    How often each publisher is visited is in its file (`every`); this is how often somebody looks what is due.
    """
    kind = by or ("systemd" if Path("/run/systemd/system").exists() else "cron")
    if what == "show":
        for name, text in _units(path, every).items() if kind == "systemd" else [("crontab", _line(path, every))]:
            terminal.err().print(f"# {name}")
            click.echo(text)
    elif kind == "systemd":
        _install_units(path, every)
    else:
        _install_line(path, every)


def _units(path: Path, every: int) -> dict[str, str]:
    """The service and its timer, by file name."""
    kept = {name: os.environ[name] for name in sorted(os.environ) if name.startswith("NEWSARCHIVE_")}
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in kept.items())
    command = " ".join(_quoted(word).replace("$", "$$") for word in _command(path))
    words = {"archive": str(path.absolute()), "folder": str(Path.cwd()), "command": command, "environment": environment}
    service = _SERVICE.format(**{name: word.replace("%", "%%") for name, word in words.items()})
    timer = _TIMER.format(every=every, minutes="00" if every == 60 else f"0/{every}")
    return {"newsarchive.service": service, "newsarchive.timer": timer}


def _quoted(word: str) -> str:
    """A word as systemd reads it (systemd.syntax, "Quoting"), which is not as a shell does."""
    if re.fullmatch(r"[\w@%+=:,./-]+", word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _line(path: Path, every: int) -> str:
    """The crontab line. A percent sign means a new line to cron, so each is escaped."""
    minutes = "0" if every == 60 else f"*/{every}"
    kept = " ".join(f"{n}={shlex.quote(os.environ[n])}" for n in sorted(os.environ) if n.startswith("NEWSARCHIVE_"))
    words = f"cd {shlex.quote(str(Path.cwd()))} && {kept + ' ' if kept else ''}{shlex.join(_command(path))}"
    return f"{minutes} * * * * {words} >/dev/null 2>&1 {MARK}".replace("%", r"\%")


def _command(path: Path) -> list[str]:
    return [sys.executable, "-m", "newsarchive", "run", "--archive", str(path.absolute())]


def _install_units(path: Path, every: int) -> None:
    folder = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in _units(path, every).items():
        (folder / name).write_text(text, encoding="utf-8")
        terminal.err().print(f"written: {folder / name}", soft_wrap=True)
    _call("systemctl", "--user", "daemon-reload")
    _call("systemctl", "--user", "enable", "--now", "newsarchive.timer")
    terminal.err().print("It runs while you are logged in; for always: loginctl enable-linger")


def _install_line(path: Path, every: int) -> None:
    """Put our line into the user's crontab, in place of an earlier one; the others stay."""
    if shutil.which("crontab") is None:
        _fail("crontab is not there; `newsarchive schedule show --by cron` prints the line")
    found = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    others = [line for line in found.stdout.splitlines() if not line.endswith(MARK)]
    _call("crontab", "-", given="\n".join([*others, _line(path, every)]) + "\n")
    terminal.err().print("installed into your crontab")


def _call(*command: str, given: str | None = None) -> None:
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        _fail(f"{command[0]} is not there")
    if done.returncode:
        _fail(f"{shlex.join(command)}: {done.stderr.strip() or done.returncode}")


def _fail(words: str) -> None:
    terminal.err().print(f"Error: {words}", soft_wrap=True)
    raise SystemExit(FAILED)
