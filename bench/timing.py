"""Times of calls, and the tables they are shown in."""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table

ROUNDS = 30
console = Console(width=118, highlight=False)  # as wide whatever the terminal, so that runs can be compared


@dataclass(frozen=True, slots=True)
class Timing:
    """What some calls of one kind took, in milliseconds."""

    median: float
    p95: float
    cpu: float = 0.0  # the median of this process's own processor time, which others on the machine hardly touch

    def __str__(self) -> str:
        return f"{self.median:,.2f} / {self.p95:,.2f}"


def measure(call: Callable[[], object], *, rounds: int = ROUNDS) -> Timing:
    """Time a call again and again, after two to warm up."""
    for _ in range(2):
        call()
    return _sum_up([_clock_both(call) for _ in range(rounds)])


def measure_beside(
    first: Callable[[], object], second: Callable[[], object], *, rounds: int = ROUNDS
) -> tuple[Timing, Timing]:
    """Time two calls in turn, so that whatever else the machine does hits both."""
    for _ in range(2):
        first(), second()
    times = [(_clock_both(first), _clock_both(second)) for _ in range(rounds)]
    return _sum_up([one for one, _ in times]), _sum_up([other for _, other in times])


def clock(call: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def make_table(title: str, *columns: str) -> Table:
    """A table whose first column is text and whose others are numbers."""
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left")
    return table


def judge(value: float, aim: float, *, at_least: bool = False, decimals: int = 2) -> str:
    """The value, green when it meets its aim; else red and with a cross, for those who see no colours."""
    is_met = value >= aim if at_least else value <= aim
    return f"[green]{value:,.{decimals}f}[/]" if is_met else f"[red]✗ {value:,.{decimals}f}[/]"


def resident_mb() -> float:
    """Memory of this process that is in the machine's, now, in MB."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * resource.getpagesize() / 1e6


def _clock_both(call: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds on the wall and of the processor."""
    began, busy = time.perf_counter(), time.process_time()
    call()
    return (time.perf_counter() - began) * 1000, (time.process_time() - busy) * 1000


def _sum_up(times: list[tuple[float, float]]) -> Timing:
    walls = sorted(wall for wall, _ in times)
    return Timing(
        statistics.median(walls),
        walls[min(len(walls) - 1, int(len(walls) * 0.95))],
        statistics.median(c for _, c in times),
    )
