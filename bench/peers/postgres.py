"""The facts of a search page made with PostgreSQL full text alone, as well as PostgreSQL can."""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from archive.search.document import Document
from bench.corpus import make_documents

SEVERAL = ("people", "organisations", "places", "events", "topics")
SINGLE = ("source", "language", "year")
_TABLES = """
    CREATE TABLE story (
        id integer PRIMARY KEY, ref text, headline text, body text, source text, language text, year integer,
        words tsvector GENERATED ALWAYS AS
            (setweight(to_tsvector('english', headline), 'A') || setweight(to_tsvector('english', body), 'B')) STORED
    );
    CREATE TABLE label (story_id integer, facet text, value text);
"""
_INDEXES = """
    CREATE INDEX ON story USING gin (words) WITH (fastupdate = off);
    CREATE INDEX ON label (story_id);
    VACUUM ANALYZE story;
    VACUUM ANALYZE label;
"""
# Stories by rank; only those shown get the snippet, which is the dear part.
_HITS = """
    WITH best AS MATERIALIZED (
        SELECT id, ref, headline, body, ts_rank(words, query) AS rank, query
        FROM story, websearch_to_tsquery('english', %(q)s) AS query WHERE words @@ query
        ORDER BY rank DESC, id LIMIT 20
    )
    SELECT ref, ts_headline('english', headline, query), ts_headline('english', body, query, 'MaxWords=35, MinWords=25')
    FROM best ORDER BY rank DESC, id
"""
_COUNT = "SELECT count(*) FROM story WHERE words @@ websearch_to_tsquery('english', %(q)s)"
_SINGLE = """
    SELECT {name}, count(*) FROM story WHERE words @@ websearch_to_tsquery('english', %(q)s)
    GROUP BY {name} ORDER BY count(*) DESC LIMIT 500
"""
# All facets of several values in one pass, the twenty most frequent of each.
_SEVERAL = """
    SELECT facet, value, many FROM (
        SELECT facet, value, many, row_number() OVER (PARTITION BY facet ORDER BY many DESC) AS place FROM (
            SELECT facet, value, count(*) AS many FROM label JOIN story ON story.id = label.story_id
            WHERE story.words @@ websearch_to_tsquery('english', %(q)s) GROUP BY facet, value
        ) AS counted
    ) AS placed WHERE place <= 20
"""


@dataclass(frozen=True, slots=True)
class Page:
    """What the page would be rendered from."""

    total: int
    hits: list[tuple[str, str, str]]
    facets: dict[str, list[tuple[str, int]]]


def load_stories(connection: psycopg.Connection, size: int) -> None:
    """Make the tables and put the first `size` stories of the corpus into them."""
    connection.execute(_TABLES)
    rows: list[tuple[int, str, str]] = []
    columns = "id, ref, headline, body, source, language, year"
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY story ({columns}) FROM STDIN") as copy:
            for number, story in enumerate(make_documents(size)):
                copy.write_row((number, *_values(story)))
                rows += [(number, name, value) for name in SEVERAL for value in getattr(story, name)]
        with cursor.copy("COPY label (story_id, facet, value) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    connection.commit()
    connection.autocommit = True
    for statement in filter(str.strip, _INDEXES.split(";")):
        connection.execute(statement.encode())


def make_page(connection: psycopg.Connection, typed: str) -> Page:
    """Twenty hits with snippets, the total, eight facets; the facet of years is the histogram too."""
    asked = {"q": typed}
    total = connection.execute(_COUNT, asked).fetchone()
    hits = connection.execute(_HITS, asked).fetchall()
    facets: dict[str, list[tuple[str, int]]] = {}
    for name in SINGLE:
        facets[name] = connection.execute(_SINGLE.format(name=name).encode(), asked).fetchall()
    for name, value, many in connection.execute(_SEVERAL, asked):
        facets.setdefault(name, []).append((value, many))
    return Page(total[0] if total else 0, hits, facets)


def _values(story: Document) -> tuple[str, str, str, str, str, int]:
    return story.ref, story.headline, story.text, story.source, story.language, story.dated_on.year
