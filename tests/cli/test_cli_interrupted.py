"""Ctrl-C while a command's modules load."""

import os
import signal
import subprocess
import sys

import pytest

#: A package that both commands load, which takes its time here.
SLOW = "import time\nprint('loading', flush=True)\ntime.sleep(60)\n"


@pytest.mark.parametrize("command", [["newsarchive", "publishers", "list"], ["scrapy", "list"]])
def test_ctrl_c_before_a_command_begins_is_one_line(tmp_path, command):
    (tmp_path / "numpy.py").write_text(SLOW)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "SCRAPY_SETTINGS_MODULE": "newsarchive.settings"}
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert process.stdout.readline() == "loading\n"
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=30)[1]
    assert (process.returncode, told) == (130, "Stopped.\n")
