"""Workers and senders at the same work at once, some of them killed: nothing is lost, nothing comes twice."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.archive.ingest.feed_server import rss, serving
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

# What a minute of waiting would do: whatever the killed had taken may be taken again.
LATER = """
from django.utils import timezone
from archive.models import *
Delivery.objects.update(leased_until=timezone.now())
Feed.objects.update(due_at=timezone.now())
print("waits" if Delivery.objects.filter(finished_at=None).exists() or not Feed.objects.get().etag else "")
"""
SEND = """
import io, zipfile
from django.utils import timezone
from tests import make
from archive.actions import receive_delivery
rows = "".join(f"Tide {n} turns,The tide {n} turned.,push-{n}\\n" for n in range(1200))
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    archive.writestr("a.csv", "headline,text,guid\\n" + rows)
token, _ = make.make_token()
body = packed.getvalue()
receive_delivery(token=token, body=body, media_type="", file_name="a.zip", at=timezone.now())
make.make_feed("ADDRESS", at=timezone.now())
"""
TOLD = """
import json
from archive.models import *
from archive.public.push_status import find_status
delivery = Delivery.objects.get()
items = find_status(delivery.source, delivery.uuid.hex)["items"]
print(json.dumps([len(items), sorted({item["outcome"] for item in items}), delivery.finished_at is not None,
    Feed.objects.get().failures, Feed.objects.get().etag]))
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


def test_what_was_pushed_and_what_feeds_sent_comes_in_once_whatever_is_killed(tmp_path: Path) -> None:
    separate = make_home(tmp_path / "home", FETCH_PRIVATE_ADDRESSES="on")
    chance, interrupted = random.Random(7), 0
    with serving() as server:
        server.body, server.etag = rss(*range(1200)), '"all"'
        separate.python(SEND.replace("ADDRESS", server.address))
        for _ in range(3):
            separate.python(LATER)
            before = count_items(separate.home)
            workers = [
                separate.start(name, "--watch", "--every", "0.05") for name in ("take_deliveries", "fetch_feeds")
            ]
            deadline = time.monotonic() + 20
            while count_items(separate.home) == before and time.monotonic() < deadline:
                time.sleep(0.02)
            time.sleep(chance.uniform(0.0, 0.3))
            for worker in workers:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
            interrupted += before < count_items(separate.home) and "waits" in separate.python(LATER)
        separate.python(LATER)
        separate.run("take_deliveries")
        separate.run("fetch_feeds")

    assert interrupted, "no worker was killed in the middle of its work"
    assert json.loads(separate.python(TOLD)) == [1200, ["created"], True, 0, '"all"']
    assert json.loads(separate.python(COUNT)) == [2400, 2400, 2400, 3]
    separate.run("check_archive")


def count_items(home: Path) -> int:
    """How many items are recorded so far, asked past the processes that write."""
    with closing(sqlite3.connect(home / "dateline.sqlite3", timeout=20)) as database:
        return int(database.execute("SELECT count(*) FROM archive_ingestitem").fetchone()[0])


def test_one_story_sent_by_many_at_once_comes_in_once(tmp_path: Path) -> None:
    separate = make_home(tmp_path / "home")

    told = json.loads(separate.python(PUSH))

    assert [status for status, _ in told] == [202] * 8, told
    assert len({address for _, address in told}) == 4
    assert json.loads(separate.python(COUNT)) == [1, 1, 1, 4]
