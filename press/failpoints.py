"""Named places where a test ends the process, to prove that nothing is lost."""

import os
import signal

from django.conf import settings


def reach(name: str) -> None:
    """End the process as kill -9 would, where the setting names this place."""
    if name == settings.NEWSROOM_FAILPOINT:
        os.kill(os.getpid(), signal.SIGKILL)
