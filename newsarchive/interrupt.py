"""Ctrl-C while modules load: one line and the exit code of Ctrl-C at any later moment, in place of a traceback.

Nothing has been begun then that would have to be ended in good order.
"""

import os
import signal
import threading
from types import FrameType

CODE = 130


def begin() -> None:
    """End the process in one line on Ctrl-C from now on, where nobody else sees to it."""
    if _holds(signal.default_int_handler):
        signal.signal(signal.SIGINT, _stop)


def end() -> None:
    """Leave Ctrl-C to whoever can end what it meets."""
    if _holds(_stop):
        signal.signal(signal.SIGINT, signal.default_int_handler)


def _holds(handler: object) -> bool:
    is_main = threading.current_thread() is threading.main_thread()
    return is_main and signal.getsignal(signal.SIGINT) is handler


def _stop(number: int, frame: FrameType | None) -> None:
    # An exception could be swallowed by whatever is being imported.
    os.write(2, b"Stopped.\n")
    os._exit(CODE)
