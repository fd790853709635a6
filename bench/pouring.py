"""The rows of a SQLite archive poured into a PostgreSQL database, table by table, without reading them as records."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.archive import use_archive, without_indexes
from bench.timing import console

BATCH = 10_000
_OURS = ("archive_", "editorial_", "auth_user", "auth_group", "django_admin_log", "taggit_")


def pour(home: Path, url: str) -> None:
    """Make the database, unless it is there, and give it every row of the archive in that folder."""
    import psycopg

    name = urlsplit(url).path.lstrip("/")
    with psycopg.connect(url.removesuffix(name) + "postgres", autocommit=True) as server:
        if server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        server.execute(f'CREATE DATABASE "{name}"')
    began = time.perf_counter()
    use_archive(home, database=url)
    from django.core.management import call_command
    from django.db import connection, transaction

    call_command("migrate", verbosity=0)
    source = sqlite3.connect(f"file:{home / 'dateline.sqlite3'}?mode=ro", uri=True)
    ours = [one for one in connection.introspection.table_names() if one.startswith(_OURS) and "permission" not in one]
    with without_indexes(), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(ours)} CASCADE")
        for table in ours:
            _pour_table(source, connection, table)
    call_command("make_roles", stdout=open(os.devnull, "w"))  # noqa: SIM115  # permissions have other numbers here
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    console.print(f"poured into {name} in {time.perf_counter() - began:,.0f} s")


def _pour_table(source: sqlite3.Connection, connection: Any, table: str) -> None:
    """All as text, which is what COPY takes; SQLite's 0 and 1 are truths for it, and its dates dates."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
        columns = ", ".join(f'"{column.name}"' for column in described)
        rows = source.execute(f'SELECT {columns} FROM "{table}"')
        with cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as out:
            while batch := rows.fetchmany(BATCH):
                for row in batch:
                    out.write_row(row)
