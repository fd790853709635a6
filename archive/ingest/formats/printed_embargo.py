"""An embargo that a structured item has in its words only: in a note to editors, headline, first or last words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from archive.ingest.draft import Provenance
from archive.ingest.formats.body import Body
from archive.ingest.formats.statement import Statement
from archive.reading.embargo import Embargo, read_embargo
from archive.text.canonical import BLOCK_SEPARATOR


def find_printed_embargo(statement: Statement, body: Body, *, issued_on: date | None) -> None:
    """Keep the embargo that is printed where no field states one. One without a certain moment withholds the story."""
    if "embargo" in statement.values:
        return
    for rule, words, is_note in _places(statement, body):
        embargo = read_embargo(words, issued_on=issued_on, is_note=is_note)
        if embargo is not None:
            statement.values["embargo"] = replace(embargo, notice=embargo.notice[:300])
            statement.provenance["embargo"] = Provenance("rule", rule)
            if embargo.until is None:
                statement.report("embargo_unreadable", say_unreadable(embargo))
            return


def say_unreadable(embargo: Embargo) -> str:
    """The sentence for an embargo whose moment cannot be told."""
    return (
        f"The embargo {embargo.notice[:300]!r} gives no certain moment ({embargo.why}): "
        "the story is withheld until an editor sets it."
    )


def _places(statement: Statement, body: Body) -> Iterator[tuple[str, str, bool]]:
    """Rule, words, and whether they are a note, in which an embargo may be any sentence."""
    yield "embargo.ednote", str(statement.values.get("ednote", "")), True
    for name in ("headline", "subheadline", "slugline"):
        yield f"embargo.{name}", str(statement.values.get(name, "")), False
    for block in dict.fromkeys((body.text.partition(BLOCK_SEPARATOR)[0], body.text.rpartition(BLOCK_SEPARATOR)[2])):
        yield "embargo.line", block, False
