"""What a database would do for a statement, in its own words."""

from __future__ import annotations

from django.db import connection


def plan_of(statement: str) -> list[str]:
    """The steps, a line each. Where the database would rather read a small table whole, it is asked not to:
    what counts is whether an index could answer.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("EXPLAIN QUERY PLAN " + statement)
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN " + statement)
        return [str(row[-1]) for row in cursor.fetchall()]
