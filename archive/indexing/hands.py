"""Many hands: the processes that fill new indexes together.

Nothing here is of Django's until a process has set itself up: what it is sent is read before that.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import django

from archive.search.engine import Build, SearchError

if TYPE_CHECKING:
    from .documents import IndexName

LOOK = 0.25  # seconds between two looks at how far it is


def share_out(
    builds: Mapping[IndexName, Build], at: datetime, keys: range, hands: int, tell: Callable[[int], None]
) -> dict[IndexName, int]:
    """Let several processes fill the builds; whoever is free takes the next stretch of keys."""
    context = multiprocessing.get_context("spawn")  # not fork: a child must hold no lock and no connection of ours
    board = Board(context, keys, tuple(builds))
    workers = [context.Process(target=_work, args=(builds, at, board, os.getpid()), daemon=True) for _ in range(hands)]
    try:
        for worker in workers:
            worker.start()
        working = True
        while working:
            # Asked first, so that each code is looked at once more after the last has ended.
            working = any(worker.is_alive() for worker in workers)
            for worker in workers:
                worker.join(LOOK / hands)
                if worker.exitcode:
                    raise SearchError(
                        f"A process of the rebuild ended with code {worker.exitcode} (-9: perhaps there was too little "
                        "memory; try --processes 1). The old index goes on answering."
                    )
            tell(board.done.value)
    finally:
        for worker in workers:
            if worker.is_alive():
                worker.terminate()
        for worker in workers:
            if worker.pid is not None:
                worker.join()
    return {name: board.put[name].value for name in builds}


class Board:
    """What the processes of a rebuild tell each other: the next stretch, and how much is done."""

    def __init__(self, context: Any, keys: range, indexes: Sequence[IndexName]) -> None:
        self.next = context.Value("q", keys.start)
        self.beyond = keys.stop
        self.done = context.Value("q", 0)
        self.put: dict[IndexName, Any] = {name: context.Value("q", 0) for name in indexes}


def _work(builds: Mapping[IndexName, Build], at: datetime, board: Board, parent: int) -> None:
    """What one process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us all: whoever started us ends us
    gc.set_threshold(100_000, 20, 20)  # nearly all that is made here lives until it is stored
    django.setup()
    from .filling import STRIDE, fill_builds

    known = 0

    def take() -> int | None:
        if os.getppid() != parent:  # it was killed: nobody will swap in what we make
            raise SystemExit(1)
        with board.next.get_lock():
            start: int = board.next.value
            board.next.value = start + STRIDE
        return start if start < board.beyond else None

    def tell(done: int) -> None:
        nonlocal known
        with board.done.get_lock():
            board.done.value += done - known
        known = done

    for name, number in fill_builds(builds, at=at, take=take, tell=tell).items():
        with board.put[name].get_lock():
            board.put[name].value += number
