"""The reference is true: what exists is described, and links lead somewhere."""

import re

from django.core.management import BaseCommand, get_commands, load_command_class
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from tests.sources import REPOSITORY, name_of, python_files

REFERENCE = REPOSITORY / "docs" / "reference"
PAGES = sorted([*(REPOSITORY / "docs").rglob("*.md"), *REPOSITORY.glob("*.md")])
SETTING = re.compile(r"""\benv(?:\.\w+)?\(\s*["']([A-Z][A-Z0-9_]+)["']""")
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def read(name: str) -> str:
    """A page of the reference."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def settings_read() -> set[str]:
    """Every name that config/ asks the environment for."""
    files = [path for path in python_files() if name_of(path).startswith("config/")]
    return {name for path in files for name in SETTING.findall(path.read_text(encoding="utf-8"))}


def settings_described() -> set[str]:
    """The first cell of every row of the table of settings."""
    return set(re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", read("settings.md"), flags=re.M))


def public_routes() -> set[str]:
    """Every address of the reading room, written as in the reference: /articles/<ref>/<slug>/."""
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> None:
        for pattern in patterns:
            route = str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                if pattern.app_name != "admin":
                    walk(pattern.url_patterns, before + route)
            elif isinstance(pattern.pattern, RoutePattern):
                found.add("/" + re.sub(r"<\w+:(\w+)>", r"<\1>", before + route))

    walk(get_resolver().url_patterns, "")
    return found


def test_every_setting_is_described() -> None:
    """A setting nobody can look up does not exist."""
    assert not (missing := settings_read() - settings_described()), f"add to docs/reference/settings.md: {missing}"


def test_every_setting_described_is_read() -> None:
    """A setting that does nothing wastes an evening of the person who sets it."""
    assert not (gone := settings_described() - settings_read()), f"docs/reference/settings.md describes {gone}"


def test_every_command_is_described() -> None:
    """Our own commands only; Django's have their own manual."""
    ours = {name for name, app in get_commands().items() if app in {"archive", "editorial"}}
    described = set(re.findall(r"^## `(\w+)", read("commands.md"), flags=re.M))

    assert not (missing := ours - described), f"add to docs/reference/commands.md: {sorted(missing)}"


def test_every_option_of_a_command_is_described() -> None:
    """In the command's own section; what every command of Django takes is left to Django's manual."""
    common = set(options_of(BaseCommand()))
    sections = {part.partition("`")[2].split()[0].rstrip("`"): part for part in read("commands.md").split("\n## ")[1:]}
    missing = [
        f"{name} {option}"
        for name, app in get_commands().items()
        if app in {"archive", "editorial"} and isinstance(app, str)
        for option in options_of(load_command_class(app, name))
        if option not in common and f"`{option}" not in sections.get(name, "")
    ]

    assert not missing, f"add to docs/reference/commands.md: {missing}"


def options_of(command: BaseCommand) -> list[str]:
    """The long options a command takes."""
    parser = command.create_parser("manage.py", "any")
    return [option for action in parser._actions for option in action.option_strings if option.startswith("--")]


def test_every_public_address_is_described() -> None:
    """Addresses are a promise: they are written down before anyone links to them."""
    described = read("urls.md")
    missing = {route for route in public_routes() if f"`{route}`" not in described}

    assert not missing, f"add to docs/reference/urls.md: {sorted(missing)}"


def test_every_link_in_the_documents_leads_somewhere() -> None:
    """Links between our own files; the web is not asked."""
    dead = [
        f"{name_of(page)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]

    assert not dead, dead


def test_every_decision_is_numbered_and_complete() -> None:
    """Context, decision, what was turned down, and what follows from it."""
    pages = sorted((REPOSITORY / "docs" / "decisions").glob("*.md"))
    for number, page in enumerate(pages, start=1):
        text = page.read_text(encoding="utf-8")
        assert page.name.startswith(f"{number:04}-"), f"{page.name} should be number {number:04}"
        for heading in ("Context", "Decision", "Rejected", "Consequences"):
            assert f"\n## {heading}" in text, f"{page.name} lacks a section {heading}"
