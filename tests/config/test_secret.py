"""The secret key is made once, whole, and only its owner can read it."""

import stat
from pathlib import Path

import pytest

from config.secret import read_or_make_secret


def test_a_key_is_made_once_and_read_by_its_owner_only(home: Path) -> None:
    """Two starts of the site must agree, or every session ends at a restart."""
    first = read_or_make_secret(home)

    assert read_or_make_secret(home) == first
    assert len(first) >= 50
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in home.iterdir()] == ["secret_key"]


def test_an_empty_key_file_is_refused_with_advice(home: Path) -> None:
    """An empty key would sign everything with nothing."""
    (home / "secret_key").touch()

    with pytest.raises(ValueError, match="Delete it"):
        read_or_make_secret(home)
