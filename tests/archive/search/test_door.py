"""The door: one engine a folder, where settings.SEARCH_URL says."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from archive.search.door import index_path, open_engine


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
