"""The project's own files, for the tests that read code and documents instead of running them."""

from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
PACKAGES = ("config", "archive", "editorial", "tests", "bench")
SUFFIXES = {".py", ".html", ".css", ".js", ".md", ".toml", ".txt", ".json"}


def name_of(path: Path) -> str:
    """A file's name from the top of the repository, as messages and lists show it."""
    return path.relative_to(REPOSITORY).as_posix()


def python_files() -> list[Path]:
    """Every module we wrote; migrations are written by a machine."""
    found = [path for package in PACKAGES for path in (REPOSITORY / package).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def text_files() -> list[Path]:
    """Everything in the repository that is read by people or machines as text."""
    top = [path for path in REPOSITORY.iterdir() if path.is_file()]
    folders = (*PACKAGES, "templates", "docs", ".ci")
    below = [path for folder in folders for path in (REPOSITORY / folder).rglob("*") if path.is_file()]
    named = {"Makefile", "run", ".gitignore"}
    return sorted(path for path in top + below if path.suffix in SUFFIXES or path.name in named)
