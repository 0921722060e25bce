"""Who writes: a process by host, id and start, so that a later one can tell whether it still runs."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def name() -> str:
    """The name of this process: "host:4711:98012"; the last part is "" where nobody can tell.

    A process id is given out again after a while. Its start, in the kernel's ticks since boot, is not.
    """
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_start(pid)}"


def owner(pid: int) -> str:
    """A pattern for the name of the process of that id on this machine, whenever it began."""
    return f"{socket.gethostname()}:{pid}:*"


def runs(process: str) -> bool:
    """Does that process still run? One of another host is taken to: nobody here can tell."""
    _, pid, start = process.rsplit(":", 2)
    if not is_here(process):
        return True
    return _start(int(pid)) == start if start else _answers(int(pid))


def is_here(process: str) -> bool:
    """Is, or was, that process one of this machine, by its present name? A container has a new name at each start."""
    return process.rsplit(":", 2)[0] == socket.gethostname()


def _start(pid: int) -> str:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # no such process, or no /proc on this system
        return ""
    return "" if fields[0] in "ZX" else fields[19]


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, but there
        return True
    return True
