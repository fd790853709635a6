"""The settings are safe when nothing is set, strict in production, and the archive runs without the desk."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def start(home: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a Python of its own, with these settings in its environment and no others."""
    kept = {"PATH": os.environ["PATH"], "DATELINE_HOME": str(home)}
    django = {"DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", f"import django; django.setup(); {code}"]
    surroundings = {**kept, **django, **environment}
    return subprocess.run(command, cwd=REPOSITORY, env=surroundings, capture_output=True, text=True, timeout=60)


def read(home: Path, *names: str, **environment: str) -> dict[str, Any]:
    """What these settings are, under this environment."""
    wanted = f"[getattr(settings, name) for name in {names}]"
    code = f"import json; from django.conf import settings; print(json.dumps({wanted}))"
    run = start(home, code, **environment)
    assert run.returncode == 0, run.stderr
    return dict(zip(names, json.loads(run.stdout), strict=True))


def test_nothing_set_is_safe(tmp_path: Path) -> None:
    """No debug pages, this machine only, a key of its own, SQLite and the index at home."""
    found = read(tmp_path, "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY", "SEARCH_URL", "SESSION_COOKIE_HTTPONLY")

    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["SECRET_KEY"] == (tmp_path / "secret_key").read_text().strip()
    assert found["SEARCH_URL"] == f"tantivy://{tmp_path}/index"
    assert found["SESSION_COOKIE_HTTPONLY"] is True


def test_production_asks_for_a_secret_key(tmp_path: Path) -> None:
    """A key made by a machine that is thrown away tomorrow would sign everyone out."""
    run = start(tmp_path, "pass", DATELINE_ENV="production")

    assert run.returncode != 0
    assert "SECRET_KEY is not set" in run.stderr


def test_production_speaks_only_https(tmp_path: Path) -> None:
    """Cookies, redirects and HSTS follow DATELINE_ENV."""
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    found = read(tmp_path, *names, DATELINE_ENV="production", SECRET_KEY="k" * 60)

    assert all(found.values())


def test_production_passes_djangos_own_deployment_check(tmp_path: Path) -> None:
    """`check --deploy` knows settings that we may forget."""
    code = "from django.core.management import call_command as c; c('check', deploy=True, fail_level='WARNING')"
    key = "An-Example-Key-Of-Many-Letters-0123456789-abcdefghijklmnop"
    run = start(tmp_path, code, DATELINE_ENV="production", SECRET_KEY=key, ALLOWED_HOSTS="news.example.org")

    assert run.returncode == 0, run.stderr


def test_sqlite_is_opened_so_that_readers_and_a_writer_do_not_wait(tmp_path: Path) -> None:
    """Write-ahead log, foreign keys, and a writer that waits its turn."""
    code = (
        "from django.db import connection as c; cursor = c.cursor(); "
        "print([cursor.execute(f'PRAGMA {p}').fetchone()[0] for p in "
        "('journal_mode', 'foreign_keys', 'synchronous', 'busy_timeout')], c.transaction_mode)"
    )

    assert start(tmp_path, code).stdout.split("\n")[0] == "['wal', 1, 1, 20000] IMMEDIATE"


def test_the_archive_starts_without_the_desk(tmp_path: Path) -> None:
    """EDITORIAL=off leaves out the desk and /admin/; the public addresses stay as they were."""
    code = (
        "from django.core.management import call_command as c; c('check'); "
        "from django.apps import apps; from django.test import Client; import sys; "
        "print(apps.is_installed('editorial'), apps.is_installed('django.contrib.admin'), "
        "'editorial' in sys.modules, Client().get('/admin/', headers={'host': 'localhost'}).status_code)"
    )
    run = start(tmp_path, code, EDITORIAL="off")

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "False False False 404"


def test_readers_are_served_without_the_desk(tmp_path: Path) -> None:
    """No page of the reading room leans on the desk or the admin."""
    code = (
        "from django.core.management import call_command as c; c('migrate', verbosity=0); "
        "from django.test import Client; client = Client(headers={'host': 'localhost'}); "
        "print([client.get(page).status_code for page in ('/', '/search?q=moon', '/people/', '/on/', '/healthz')])"
    )
    run = start(tmp_path, code, EDITORIAL="off")

    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "[200, 200, 200, 200, 200]"


def test_every_answer_carries_the_strict_policy(tmp_path: Path) -> None:
    """Nothing from elsewhere, nothing inline, in nobody's frame."""
    code = (
        "from django.test import Client; "
        "print(dict(Client().get('/no-such-page', headers={'host': 'localhost'}).headers))"
    )
    headers = start(tmp_path, code).stdout

    for words in (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "'X-Content-Type-Options': 'nosniff'",
        "'Cross-Origin-Opener-Policy': 'same-origin'",
        "'Referrer-Policy'",
    ):
        assert words in headers
    assert "unsafe" not in headers
