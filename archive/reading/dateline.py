"""The dateline: where and when a story was filed, and by whose wire. The rules are STANDARDS §5.

`read_dateline` looks only at the start of the text it is given; a reader of a whole story gives it each of the first
paragraphs in turn. What is printed is kept literally; what a date or a code means is derived beside it.
"""

from datetime import date

from archive.reading.agencies import KNOWN_AGENCIES, Agencies
from archive.reading.dateline_asian import read_asian_dateline
from archive.reading.dateline_value import Dateline, Marks, complete_dateline
from archive.reading.dateline_western import read_western_dateline

__all__ = ["Dateline", "read_dateline"]

LONGEST_DATELINE = 200


def read_dateline(text: str, *, issued_on: date | None, agencies: Agencies = KNOWN_AGENCIES) -> Dateline | None:
    """The dateline at the start of `text`, or None when it has none.

    `issued_on` is the day the story came, from which a year that is not printed is worked out; without it such a
    dateline has a month and a day and no date. Spans point into `text`. Never raises.
    """
    head = text[:LONGEST_DATELINE]
    marks: Marks | None = read_asian_dateline(head, agencies=agencies)
    if marks is None:
        marks = read_western_dateline(head, agencies=agencies)
    if marks is None:
        return None
    return complete_dateline(marks, text=text, issued_on=issued_on, agencies=agencies)
