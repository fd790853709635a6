"""Numbers for rows that are about to be inserted, taken where the database takes them itself."""

from __future__ import annotations

from django.db import connection
from django.db.models import Max

from archive.models.portable import AnyModel


def reserve_numbers(model: AnyModel, count: int, *, above: int = 0) -> list[int]:
    """So many new keys of that table, ascending, none up to `above`, the last that was given away."""
    if not count:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return sorted(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    last = max(row[0] if row else 0, model._base_manager.aggregate(last=Max("pk"))["last"] or 0, above)
    return list(range(last + 1, last + 1 + count))
