"""`serve` starts the site and its worker, and stops both."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

REPOSITORY = Path(__file__).resolve().parent.parent.parent.parent


def take_port() -> tuple[socket.socket, int]:
    """A listening socket and its port."""
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    taken.listen()
    return taken, taken.getsockname()[1]


def test_a_taken_port_is_one_clear_sentence() -> None:
    """No traceback of a web server: what to type instead."""
    taken, port = take_port()

    with taken, pytest.raises(CommandError, match=rf"Port {port} cannot be used .* make run PORT={port + 1}"):
        call_command("serve", port=port, check=True)


def test_an_impossible_port_is_one_clear_sentence() -> None:
    """A slip of the finger is answered the same way."""
    with pytest.raises(CommandError, match="Port 99999 cannot be used"):
        call_command("serve", port=99999, check=True)


def test_one_signal_stops_the_site_and_its_worker(home: Path) -> None:
    """Nothing keeps the port, nothing keeps running."""
    taken, port = take_port()
    taken.close()
    environment = {"PATH": os.environ["PATH"], "DATELINE_HOME": str(home), "PYTHONUNBUFFERED": "1"}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "-v0"], cwd=REPOSITORY, env=environment, check=True)
    command = [*manage, "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, start_new_session=True) as site:
        try:
            assert answers(site, port)
        finally:
            site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=20) == 0

    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def answers(site: subprocess.Popen[bytes], port: int) -> bool:
    """Whether the site answers, with whatever status, within half a minute of its life."""
    for _ in range(150):
        if site.poll() is not None:
            return False
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
            return True
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.2)
    return False
