"""The plan of the house: docs/map.md names every room, and the import rules know every room."""

import re
import tomllib

from tests.sources import REPOSITORY

FLOORS = ("archive", "editorial")
NOT_A_ROOM = {"__init__", "__pycache__", "apps", "migrations", "static", "templates"}


def rooms(floor: str) -> set[str]:
    """What stands on a floor: its packages and its single modules."""
    entries = [path for path in (REPOSITORY / floor).iterdir() if path.is_dir() or path.suffix == ".py"]
    return {path.stem for path in entries} - NOT_A_ROOM


def rooms_on_the_map(floor: str) -> set[str]:
    """The rooms that docs/map.md lists under a floor: lines that begin with `floor/room`."""
    text = (REPOSITORY / "docs" / "map.md").read_text(encoding="utf-8")
    return set(re.findall(rf"^\| `{floor}/(\w+)", text, flags=re.M))


def test_the_map_names_every_room() -> None:
    """Whoever looks for a place finds it there."""
    for floor in FLOORS:
        assert not (missing := rooms(floor) - rooms_on_the_map(floor)), f"add to docs/map.md: {floor}/{missing}"


def test_every_pure_room_is_kept_free_of_django() -> None:
    """A room the map calls pure stands whole in the import contract, and the other way round."""
    settings = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}
    names = {module.partition(".")[2] for module in contracts["pure"]["source_modules"]}
    kept = {name for name in names if "." not in name}
    text = (REPOSITORY / "docs" / "map.md").read_text(encoding="utf-8")
    called_pure = {room for _, room in re.findall(r"^\| `(\w+)/(\w+)[^|]*\|[^|]*\bpure\b", text, flags=re.M)}

    assert called_pure == kept
