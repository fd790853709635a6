"""`manage.py serve`: the web server and its workers, started together and stopped together."""

import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

LOOPBACK = "127.0.0.1"
PATIENCE = 10  # seconds a process has to finish what it is doing before it is killed


def check_port(port: int) -> None:
    """Raise CommandError, saying what to do, when something already listens on the loopback's `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} cannot be used ({error}). Stop what is running there, or choose another: "
                f"make run PORT={port + 1 if port < 65000 else 8001}"
            ) from None


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask every process to finish, and end those that do not."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    for process in processes:
        try:
            process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def leave(signum: int, frame: FrameType | None) -> None:
    """Turn a signal into the end of the command, so that the children are stopped on the way out."""
    raise SystemExit(0)


class Command(BaseCommand):
    """Serve the site on this machine's loopback address until Ctrl-C."""

    help = "Serve the site, drain the outbox, take in what is pushed and ask feeds, all until Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the port, and whether only to look at it."""
        parser.add_argument("--port", type=int, default=8000, help="port on 127.0.0.1 (default 8000)")
        parser.add_argument("--check", action="store_true", help="only say whether the port is free")

    def handle(self, *args: Any, **options: Any) -> None:
        """Start both processes in sessions of their own, so that Ctrl-C reaches them only through us."""
        port: int = options["port"]
        check_port(port)
        if options["check"]:
            return
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{LOOPBACK}:{port}"]
        web += ["--workers", "2", "--threads", "4", "--log-level", "warning"]
        for signum in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(signum, leave)
        processes: list[subprocess.Popen[bytes]] = []
        try:
            # Those of live deliveries are always there, so that the first feed and the first token need no restart.
            commands = [
                web,
                *([*manage, name, "--watch"] for name in ("drain_outbox", "take_deliveries", "fetch_feeds")),
            ]
            if not settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
                commands.append([*manage, "send_alerts", "--watch"])
            for command in commands:
                processes.append(subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True))  # noqa: S603
            while all(process.poll() is None for process in processes):
                time.sleep(0.2)
            raise CommandError("The web server or a worker stopped by itself: see the message above.")
        finally:
            stop(processes)
