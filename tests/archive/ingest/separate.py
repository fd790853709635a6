"""A home of its own for processes that are to be killed: a database in a file, and what they need to know."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent.parent


@dataclass(frozen=True)
class Separate:
    """Commands and pieces of Python in processes of their own, all in one home."""

    home: Path
    more: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"], "DATELINE_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(REPOSITORY), **self.more,
        }  # fmt: skip

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """A command that goes on; its children die with its group."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments], cwd=REPOSITORY, env=self.environment(), text=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def run(self, *arguments: str) -> str:
        """A command to its good end; what it said."""
        return self._finish([sys.executable, "manage.py", *arguments])

    def python(self, code: str) -> str:
        """A piece of Python with Django set up; what it printed."""
        return self._finish([sys.executable, "-c", f"import django; django.setup()\n{code}"])

    def _finish(self, command: list[str]) -> str:
        done = subprocess.run(command, cwd=REPOSITORY, env=self.environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def make_home(home: Path, **more: str) -> Separate:
    """With a database, and the source Meridian Press; `more` for its environment."""
    separate = Separate(home, more)
    separate.run("migrate", "-v0")
    separate.python("from tests.make import make_source; make_source()")
    return separate
