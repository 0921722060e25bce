"""A child process that does not outlive its parent."""

from __future__ import annotations

import ctypes
import os
import signal
import sys

#: prctl(2): the signal that the kernel sends to a process when its parent is gone.
_PR_SET_PDEATHSIG = 1


def die_with(parent: int) -> None:
    """End when the parent does, even if it is killed with -9: nobody would know of this process any more."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was gone before the kernel was told
            os.kill(os.getpid(), signal.SIGKILL)
