"""No deed of a person is told as a machine's: every page of the desk hands on who is signed in."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import archive.actions
import editorial.actions
import editorial.admin

PAGES = sorted(Path(inspect.getfile(editorial.admin)).parent.rglob("*.py"))
ROOMS = (archive.actions, editorial.actions)


def read_signed_actions() -> set[str]:
    """The names of all actions that take `by`."""
    found = set()
    for room in ROOMS:
        for path in Path(inspect.getfile(room)).parent.glob("*.py"):
            module = import_module(room.__name__ if path.stem == "__init__" else f"{room.__name__}.{path.stem}")
            found |= {name for name, deed in inspect.getmembers(module, inspect.isfunction) if takes_by(deed)}
    return {name for name in found if not name.startswith("_")}


def takes_by(deed: object) -> bool:
    return callable(deed) and "by" in inspect.signature(deed).parameters


def find_calls(path: Path, names: set[str]) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            yield node


def is_signed(call: ast.Call) -> bool:
    said = [word.value for word in call.keywords if word.arg == "by"]
    return bool(said) and not (isinstance(said[0], ast.Constant) and said[0].value is None)


def test_every_page_says_whose_deed_it_is() -> None:
    names = read_signed_actions()
    calls = [(path.name, call) for path in PAGES for call in find_calls(path, names)]

    assert {"merge_entities", "save_draft", "hold_position", "move_article"} <= names
    assert len(calls) > 50
    assert not [f"{page}:{call.lineno}" for page, call in calls if not is_signed(call)]


def test_the_test_sees_an_unsigned_deed(tmp_path: Path) -> None:
    page = tmp_path / "page.py"
    page.write_text("save_draft(article=a, at=now)\nsave_draft(article=a, by=None, at=now)\nsave_draft(by=me)\n")

    assert [is_signed(call) for call in find_calls(page, {"save_draft"})] == [False, False, True]
