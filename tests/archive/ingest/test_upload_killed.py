"""Workers killed while they plan and load an upload: the plan is whole, every story comes in once, in its place."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from tests.archive.ingest.separate import Separate, make_home

ITEMS = 1200
SEND = """
import io, zipfile
from django.core.files.base import ContentFile
from django.utils import timezone
from archive.actions import HowToRead, keep_upload, receive_upload
packed = io.BytesIO()
with zipfile.ZipFile(packed, "w") as archive:
    for part in range(3):
        rows = "".join(f"Tide {n} turns,The tide {n} turned.,up-{n}\\n" for n in range(part * 400, part * 400 + 400))
        archive.writestr(f"{part}.csv", "headline,text,guid\\n" + rows)
kept = keep_upload(content=ContentFile(packed.getvalue()), file_name="a.zip")
receive_upload(kept=kept, how=HowToRead(received_at=timezone.now()), by=None, at=timezone.now())
"""
# What minutes of waiting would do: what the killed had taken may be taken again. Then a worker that nobody kills.
GO_ON = """
import io
from django.core.management import call_command
from django.utils import timezone
from archive.actions import approve_upload
from archive.models import Upload
Upload.objects.update(leased_until=timezone.now())
call_command("take_deliveries", stdout=io.StringIO())
"""
APPROVE = "approve_upload(upload=Upload.objects.get(), number=1, by=None, at=timezone.now())"
TOLD = """
import json
from archive.models import *
call_command("drain_outbox", stdout=io.StringIO())
call_command("check_archive", stdout=io.StringIO())
upload = Upload.objects.get()
planned = list(UploadItem.objects.order_by("number").values_list("path", "index", "outcome"))
happened = list(IngestItem.objects.order_by("pk").values_list("path", "index", "outcome"))
print(json.dumps([upload.standing, upload.counts.get("created"), len(planned), len(happened), planned == happened,
    upload.differs, Article.objects.count(), len(set(Article.objects.values_list("guid", flat=True)))]))
"""


def kill_worker(separate: Separate, table: str, chance: random.Random) -> bool:
    """Start one and kill it once it has begun to write; whether it was in the middle."""
    worker = separate.start("take_deliveries", "--watch", "--every", "0.05")
    deadline = time.monotonic() + 60
    while count(separate.home, table) == 0 and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(chance.uniform(0.0, 0.1))
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    return 0 < count(separate.home, table) < ITEMS


def count(home: Path, table: str) -> int:
    """How many rows are there, asked past the processes that write."""
    with closing(sqlite3.connect(home / "dateline.sqlite3", timeout=20)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # our own names


def test_workers_killed_while_they_plan_and_load_leave_nothing_half(tmp_path: Path) -> None:
    separate, chance = make_home(tmp_path / "home"), random.Random(3)
    separate.python(SEND)

    was_planning = kill_worker(separate, "archive_uploaditem", chance)
    separate.python(GO_ON + APPROVE)
    was_loading = kill_worker(separate, "archive_ingestitem", chance)
    told = json.loads(separate.python(GO_ON + TOLD))

    assert was_planning or was_loading, "no worker was killed in the middle of its work"
    assert told == ["done", ITEMS, ITEMS, ITEMS, True, 0, ITEMS, ITEMS]
    assert not list((separate.home / "uploads").iterdir())
