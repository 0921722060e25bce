"""A pseudo terminal: what a command writes where somebody watches."""

import os
import pty
import re
import signal
import subprocess
import threading

from loopback import ROOT

ROWS, COLUMNS = 24, 80
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def on_terminal(command, environment, terminal="xterm-256color", size=(COLUMNS, ROWS), interrupts=()):
    """The exit code of a command whose stderr is a terminal, and everything that it wrote there. Ctrl-C is typed as
    soon as each of `interrupts` is shown."""
    above, below = pty.openpty()
    environment = environment | {"TERM": terminal, "COLUMNS": str(size[0]), "LINES": str(size[1])}
    chunks, waiting = [], list(interrupts)

    def read():
        while True:
            try:
                chunk = os.read(above, 4096)
            except OSError:  # nobody holds the other end
                return
            if not chunk:
                return
            chunks.append(chunk)
            if waiting and waiting[0] in b"".join(chunks):
                waiting.pop(0)
                process.send_signal(signal.SIGINT)

    process = subprocess.Popen(command, env=environment, cwd=ROOT, stderr=below, preexec_fn=_hears_ctrl_c)
    os.close(below)
    reader = threading.Thread(target=read)
    reader.start()
    code = process.wait(120)
    reader.join(20)
    os.close(above)
    return code, b"".join(chunks).decode("utf-8", "replace")


def _hears_ctrl_c():
    signal.signal(signal.SIGINT, signal.default_int_handler)


def plain(words):
    """What was written, without what moves the cursor and colours the words."""
    return CONTROL.sub("", words).replace("\r", "")
