"""The rules of the house that no other tool keeps. Each failure says what to do."""

import ast
import re
from pathlib import Path

from tests.sources import REPOSITORY, name_of, python_files, text_files

MODULES = python_files()
LONGEST = 400  # lines; about six times the median
# A file may be longer only for a reason that is written here.
LONG_FOR_A_REASON: dict[str, str] = {
    "tests/archive/ingest/wire_samples.py": "one table: what a trained reader sees in each sample",
    "tests/archive/search/contract.py": "the whole contract of a search engine, which each engine's test subclasses",
}

SAYS_NOTHING = re.compile(r"^_*(utils?|helpers?|common|core|base|misc|services?|managers?)$")
# The folders in which one machine keeps its homes and work; Debian's own places (/usr, /tmp) are everywhere.
ONE_MACHINE = re.compile(r"(?<![\w./}>)-])/(?:work|home|root|Users|mnt)/\w")
REGISTRY = re.compile(r"--(?:extra-)?index-url[ =]|--trusted-host[ =]")


def parse(path: Path) -> ast.Module:
    """A module's tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(tree: ast.Module) -> set[str]:
    """Every module that is imported, and every name taken from one, with dots."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module or ''}.{alias.name}" for alias in node.names}
    return names


def test_every_folder_of_modules_is_a_package() -> None:
    """Without __init__.py nothing says what lives there, and the import rules do not see it."""
    lacking = {name_of(path.parent) for path in MODULES if not (path.parent / "__init__.py").exists()}

    assert not lacking, f"add an __init__.py with a docstring to {sorted(lacking)}"


def test_a_module_says_what_it_is_for() -> None:
    """The first line of a file answers: am I in the right place?"""
    silent = [name_of(path) for path in MODULES if not (ast.get_docstring(parse(path)) or "").strip()]

    assert not silent, f"these need a docstring: {silent}"


def test_every_module_has_a_name_that_says_something() -> None:
    """What is everybody's is nobody's: name the thing or the deed."""
    nameless = [name_of(path) for path in MODULES if any(SAYS_NOTHING.match(part) for part in named_parts(path))]

    assert not nameless, f"name these after what they hold: {nameless}"


def named_parts(path: Path) -> list[str]:
    """The names a file is known by: its folders and its own."""
    return [*path.relative_to(REPOSITORY).parts[:-1], path.stem]


def test_no_file_grows_beyond_reading() -> None:
    """A long file does more than one deed; cut it, or give the reason in LONG_FOR_A_REASON."""
    long = {name_of(path) for path in MODULES if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST}

    assert long <= set(LONG_FOR_A_REASON), f"cut these in two: {sorted(long - set(LONG_FOR_A_REASON))}"
    short = {name for name in LONG_FOR_A_REASON if (REPOSITORY / name).exists()} - long
    assert not short, f"no longer long, take them off the list: {sorted(short)}"


def test_nothing_runs_behind_the_readers_back() -> None:
    """A signal hides what happens next: call the function that does it."""
    hidden = {
        f"{name_of(path)} imports {name}"
        for path in MODULES
        for name in imported(parse(path))
        if name.startswith("django.dispatch") or ".signals" in name
    }

    assert not hidden, sorted(hidden)


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    """A path of one machine, or a package registry that only it can reach, is wrong on every other."""
    found = [
        f"{name_of(path)}: {match[0]}"
        for path in text_files()
        for rule in (ONE_MACHINE, REGISTRY)
        if (match := rule.search(path.read_text(encoding="utf-8")))
    ]

    assert not found, found


def test_every_requirement_is_pinned() -> None:
    """An upgrade is a change of its own, with its own tests."""
    lines = [
        line
        for name in ("requirements.txt", "requirements-dev.txt")
        for line in (REPOSITORY / name).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith(("#", "-r"))
    ]

    assert not (loose := [line for line in lines if "==" not in line]), f"pin these with ==: {loose}"
