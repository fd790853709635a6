"""The door: one engine a folder, where settings.SEARCH_URL says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from archive.search.door import find_troubles, index_path, open_engine

REPOSITORY = Path(__file__).resolve().parent.parent.parent.parent


def test_each_index_has_a_folder_of_its_own(home: Path) -> None:
    """What only the desk may find never lies in the public index."""
    assert index_path("public") == home / "index" / "public"
    assert index_path("desk") == home / "index" / "desk"


def test_an_index_is_opened_once(home: Path) -> None:
    """Opening costs more than searching."""
    assert open_engine("public") is open_engine("public")
    assert open_engine("public") is not open_engine("desk")


def test_an_engine_that_is_not_known_is_said_to_be_so(settings: Settings) -> None:
    """With what can be written instead."""
    settings.SEARCH_URL = "https://search.example/"

    with pytest.raises(ImproperlyConfigured, match="tantivy:///"):
        open_engine("public")


def test_there_are_two_indexes_and_no_third() -> None:
    """A misspelt name must not make one."""
    with pytest.raises(ValueError, match="public or desk"):
        open_engine("secret")


def test_an_index_that_cannot_be_read_is_said_at_the_start(home: Path) -> None:
    """With what to do; the other one is still served."""
    assert find_troubles() == []
    open_engine("public").close()
    (index_path("public") / "current").write_text('{"format": 99, "directory": "index-x"}')

    [trouble] = find_troubles()

    assert "newer version of Dateline" in trouble
    assert "manage.py rebuild_index" in trouble
    assert "searches of the public index are refused" in trouble


def test_a_web_process_says_at_its_start_what_is_wrong_with_the_index(home: Path) -> None:
    """And starts all the same: the record can be read."""
    (home / "index" / "public").mkdir(parents=True)
    (home / "index" / "public" / "current").write_text('{"format": 0, "directory": "index-x"}')
    environment = {"PATH": os.environ["PATH"], "DATELINE_HOME": str(home)}

    done = subprocess.run(
        [sys.executable, "-c", "import config.wsgi"], cwd=REPOSITORY, env=environment, capture_output=True, text=True
    )

    assert done.returncode == 0
    assert "has format 0" in done.stderr and "manage.py rebuild_index" in done.stderr
