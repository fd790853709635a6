"""Indexing beside a long import, so that both cores have something to do."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress

from django.conf import settings


class BesideDrain:
    """`drain_outbox --on-input` in a process of its own: one for the whole import, since starting takes a second.

    It needs nothing from the import but the database, so it does no harm if either of them dies: it ends when the pipe
    that it was given closes, which is what the death of its parent does too.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the process, if there is none."""
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "drain_outbox", "--on-input"]
            self._process = subprocess.Popen(  # noqa: S603
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, bufsize=0
            )

    def drain(self) -> None:
        """Ask for a drain, of a process that is started if there is none."""
        self.start()
        assert self._process is not None and self._process.stdin is not None
        with suppress(BrokenPipeError):  # it has just died: the next time another is started
            self._process.stdin.write(b"\n")

    def finish(self) -> None:
        """Let it drain what there is, and wait for it."""
        if self._process is not None and self._process.stdin is not None:
            self.drain()
            self._process.stdin.close()
            self._process.wait()
