"""Eleven thousand stories of good editors: the checks must hold their tongues."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.checks import check_like_the_desk
from bench.data import read_reuters
from editorial.checks import find_checks


@pytest.fixture(scope="module")
def alarms(shared_data: Path) -> tuple[int, dict[str, int]]:
    """Stories, and how many of them each kind of check stops at."""
    stories, kinds = 0, {"any": 0}
    for wired in read_reuters(shared_data):
        stories += 1
        found = {check.kind for check in find_checks(check_like_the_desk(wired))}
        kinds["any"] += bool(found)
        for kind in found:
            kinds[kind] = kinds.get(kind, 0) + 1
    return stories, kinds


def test_fewer_than_two_stories_in_a_hundred_are_stopped_at(alarms: tuple[int, dict[str, int]]) -> None:
    stories, kinds = alarms

    assert stories > 10_000
    assert kinds["any"] / stories < 0.02
    assert kinds["any"] / stories < 0.005  # as measured: 0.2 %, and nearly all of them are real slips


def test_no_copyright_line_is_missed_where_the_wire_prints_none(alarms: tuple[int, dict[str, int]]) -> None:
    assert "copyright" not in alarms[1]
