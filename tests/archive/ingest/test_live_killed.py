"""Workers and senders at the same work at once, some of them killed: nothing is lost, nothing comes twice."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.archive.ingest.importing import COPY
from tests.archive.ingest.separate import Separate, make_home

FILES, KILLS = 90, 8
COUNT = """
import json
from archive.models import *
print(json.dumps([Article.objects.count(), ArticleVersion.objects.count(),
    len(set(Article.objects.values_list("latest_version__headline", flat=True))), Original.objects.count()]))
"""
# Four senders of the same story, each in bytes of its own, and two of the very same bytes.
PUSH = """
import json, threading
from django.test import Client
from django.db import connection
from tests.make import make_token
_, secret = make_token()
body = b"headline,text,guid\\nShip puts to sea,The ship left on Monday.,mp-1\\n"
told = []
def post(data):
    client = Client(SERVER_NAME="localhost", headers={"Authorization": f"Bearer {secret}"})
    answer = client.post("/ingest/MP", data, content_type="text/csv")
    told.append((answer.status_code, answer.json().get("status", answer.content.decode())))
    connection.close()
threads = [threading.Thread(target=post, args=[body + b"\\n" * (n // 2)]) for n in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def separate(tmp_path_factory: pytest.TempPathFactory) -> Separate:
    return make_home(tmp_path_factory.mktemp("home"))


def test_two_watchers_killed_again_and_again_take_every_file_once(separate: Separate, tmp_path: Path) -> None:
    chance = random.Random(5)
    root = tmp_path / "incoming"
    root.mkdir()
    for number in range(FILES):
        (root / f"{number}.txt").write_text(COPY.replace("SHIP", f"SHIP {number}"))
    command = ("watch_folder", str(root), "--source", "MP", "--every", "0.05")
    left_behind = 0
    for _ in range(KILLS):
        workers = [separate.start(*command) for _ in range(2)]
        claimed = root / ".claimed"
        deadline = time.monotonic() + 30
        while not (claimed.is_dir() and list(claimed.rglob("*.txt"))) and time.monotonic() < deadline:
            time.sleep(0.01)
            if not list(root.glob("*.txt")):
                break
        time.sleep(chance.uniform(0.0, 0.4))
        for worker in workers:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        left_behind += bool(list(claimed.rglob("*.txt")))

    separate.run(*command[:-1], "0.05", "--once")

    assert left_behind, "no worker was killed in the middle of its work"
    assert sorted(path.name for path in (root / "done").iterdir()) == sorted(f"{n}.txt" for n in range(FILES))
    assert [path for path in root.rglob("*") if path.is_file() and path.parent.name != "done"] == []
    assert json.loads(separate.python(COUNT)) == [FILES, FILES, FILES, FILES]
    separate.run("check_archive")


def test_one_story_sent_by_many_at_once_comes_in_once(tmp_path: Path) -> None:
    separate = make_home(tmp_path / "home")

    told = json.loads(separate.python(PUSH))

    assert [status for status, _ in told] == [202] * 8, told
    assert len({address for _, address in told}) == 4
    assert json.loads(separate.python(COUNT)) == [1, 1, 1, 4]
