"""An import of 5,000 items, killed again and again: what is lost, what is there twice.

    python -m bench.faults [KILLS] [ITEMS]          default 100 5000

The items are our own: half of them files in folders, a quarter in a ZIP, a quarter rows of a table. An import of them
is killed (`kill -9`) at a random point, five times running, either with its whole group of processes or the first
process alone; then it is left to end, and the archive is counted by plain SQL and looked through by `check_archive`.
That is done in a new archive again and again, until the kills are done. Aim: nothing lost or doubled, no difference.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bench.timing import console, judge, make_table

KILLS, ITEMS = 100, 5000
IN_A_ROW: Final = 5  # kills of one import, before it is left alone
SEED: Final = 19610412
ROOT: Final = Path(__file__).resolve().parent.parent
STORY: Final = """SHIP {number} PUTS TO SEA

MOSCOW, April 12 (MP) - Minister Ivan Petrov said on Wednesday that ship number {number} had left for the Arctic.

The voyage of {number} takes {days} days, Petrov said, and the ship calls at harbour {harbour}.
"""
SENT_ONCE: Final = "SELECT count(*) - count(DISTINCT headline) FROM archive_articleversion WHERE number = 1"
ASKED: Final = {
    "articles": "SELECT count(*) FROM archive_article",
    "versions": "SELECT count(*) FROM archive_articleversion",
    "originals": "SELECT count(*) FROM archive_original",
    "created": "SELECT count(*) FROM archive_ingestitem WHERE outcome = 'created'",
    "quarantined": "SELECT count(*) FROM archive_ingestitem WHERE outcome = 'quarantined'",
    "doubled": SENT_ONCE,
    "half": "SELECT count(*) FROM archive_article WHERE latest_version_id IS NULL"
    " OR id NOT IN (SELECT article_id FROM archive_rights) OR id NOT IN (SELECT article_id FROM archive_mention)",
    "waiting": "SELECT count(*) FROM archive_outboxrow",
}


@dataclass(frozen=True)
class Sent:
    """What is to be taken in: where it lies, how many stories that is, and how many files with bytes of their own."""

    folder: Path
    stories: int
    originals: int


def main(kills: int = KILLS, items: int = ITEMS) -> None:
    """Print what became of them."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        work = Path(folder)
        sent = write_items(work / "sent", items)
        (work / "empty").mkdir()
        run(work / "empty", "migrate", "-v0")
        began = time.monotonic()
        faults, killed = measure(make_home(work), sent)[0], Counter[str]()
        chance, whole = random.Random(SEED), time.monotonic() - began  # the same moments every time
        while killed.total() < kills:
            home = make_home(work)
            for _ in range(min(IN_A_ROW, kills - killed.total())):
                if (stage := kill_import(home, sent, within=whole * 10, chance=chance)) != "":
                    killed[stage] += 1
            found, counted = measure(home, sent)
            faults += found
            console.print(f"{killed.total():>4} kills; {counted}")
    table = make_table(f"{killed.total()} kills of an import of {items:,} items", "", "aim 0")
    for fault in ("lost", "doubled", "half there", "not indexed", "differences"):
        table.add_row(fault, judge(faults[fault], 0, decimals=0))
    for stage, number in killed.items():
        table.add_row(f"killed {stage}", str(number))
    console.print(table)


def write_items(folder: Path, items: int) -> Sent:
    """Half of them as files in folders of a hundred, a quarter in a ZIP, a quarter as rows of a table."""
    files, packed = items // 2, items // 4
    numbers = iter(range(items))
    for number in (next(numbers) for _ in range(files)):
        path = folder / f"{number // 100:03}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write_story(number))
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in (next(numbers) for _ in range(packed)):
            archive.writestr(f"{number}.txt", write_story(number))
    with (folder / "rows.csv").open("w", encoding="utf-8") as table:
        table.write("headline,dateline,text\n")
        for number in numbers:
            headline, dateline, *text = write_story(number).split("\n\n")
            table.write(f'{headline},MOSCOW,"{dateline} {" ".join(text).strip()}"\n')
    return Sent(folder, items, files + packed + 1)


def write_story(number: int) -> str:
    """Story number so and so."""
    return STORY.format(number=number, days=number % 30 + 1, harbour=number * 7 % 9001)


def make_home(work: Path) -> Path:
    """A new archive without stories, in the place of the last one."""
    home = work / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(work / "empty", home)
    return home


def kill_import(home: Path, sent: Sent, *, within: float, chance: random.Random) -> str:
    """Start the import and kill it when so many stories are in as chance will have it, and up to a second later: a
    random point of its work, however slow the machine is today. Gives the stage, "" when it had ended by then."""
    before = ask(home)
    point, deadline = chance.randint(before["created"], sent.stories), time.monotonic() + within
    process = start(home, "import_files", str(sent.folder), "--publish")
    time.sleep(chance.uniform(0.0, 1.0))
    while process.poll() is None and ask(home)["created"] < point and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(chance.uniform(0.0, 1.0))
    if process.poll() is not None:
        return ""
    is_group = chance.random() < 0.5  # else whoever reads and indexes beside it is left behind
    (os.killpg if is_group else os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    reached = ask(home)
    if reached["created"] == sent.stories:
        return "after the last story"
    return "while stories went in" if reached["created"] > before["created"] else "before the next story"


def measure(home: Path, sent: Sent) -> tuple[Counter[str], dict[str, int]]:
    """Let the import end, and count what is wrong with the archive."""
    run(home, "import_files", str(sent.folder), "--publish")
    run(home, "drain_outbox")
    checked = start(home, "check_archive", stdout=subprocess.PIPE)
    said = checked.communicate()[0].splitlines()
    counted = ask(home)
    faults = Counter(
        {
            "lost": max(0, sent.stories - counted["articles"]) + max(0, sent.originals - counted["originals"]),
            "doubled": counted["doubled"]
            + sum(max(0, counted[name] - sent.stories) for name in ("articles", "versions", "created"))
            + max(0, counted["originals"] - sent.originals),
            "half there": counted["half"] + counted["quarantined"],
            "not indexed": counted["waiting"],
            "differences": 0 if checked.returncode == 0 else max(1, len(said)),
        }
    )
    return faults, counted


def ask(home: Path) -> dict[str, int]:
    """What stands in the database, asked past the processes that write."""
    with closing(sqlite3.connect(home / "dateline.sqlite3", timeout=60)) as database:
        return {name: int(database.execute(question).fetchone()[0]) for name, question in ASKED.items()}


def start(home: Path, *arguments: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    """A command in a group of processes of its own."""
    environment = {"PATH": os.environ["PATH"], "DATELINE_HOME": str(home), "EDITORIAL": "off", "LOG_LEVEL": "ERROR"}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments, "--skip-checks"], cwd=ROOT, env=environment, text=True,
        stdout=stdout, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip


def run(home: Path, *arguments: str) -> None:
    """A command to its good end."""
    if start(home, *arguments).wait():
        sys.exit(f"{' '.join(arguments)} failed")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
