"""What a feed states of authors, rights and release, put together for any structured format."""

import re
from typing import Final

from archive.ingest.formats.statement import Statement
from archive.ingest.formats.xml_tree import Element, read_moment
from archive.reading.byline import read_byline
from archive.reading.copyright import Copyright, read_copyright
from archive.reading.embargo import Embargo
from archive.text.spans import Span

_RUN_TOGETHER: Final = re.compile(r"^(By|BY)(?=[A-Z][a-z])")


def read_stated_byline(printed: str) -> tuple[str, ...]:
    """The names in a byline element; where they are not written as names, its words. "ByJane Doe" came from two."""
    apart = _RUN_TOGETHER.sub(r"\1 ", printed)
    return read_byline(apart) or ((apart,) if apart else ())


def state_copyright(statement: Statement, *, holder: str, year: str = "", notice: str = "") -> None:
    """The copyright of these parts; a part that is not stated is read out of the notice, or the notice made of them."""
    number = int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None
    if notice and (read := read_copyright(notice)) is not None:
        holder, number = holder or read.holder, number or read.year
    if holder or notice:
        notice = notice or " ".join(filter(None, ("©", str(number or ""), holder)))
        statement.values["copyright"] = Copyright(holder, number, notice, Span(0, len(notice)))


def state_embargo(statement: Statement, printed: str, *, at: Element, attribute: str = "") -> None:
    """The embargo until the printed moment. Without a moment and its time zone an editor must lift it."""
    until, has_zone = read_moment(printed)
    if until is None or not has_zone:
        until = None
        statement.report(
            "embargo_unreadable",
            f"The item is under embargo and does not say until when with a time zone ({printed or 'nothing'!r}): "
            "it is withheld until an editor sets the time.",
        )
    notice = printed or "embargoed"
    statement.values["embargo"] = Embargo(notice, until, Span(0, len(notice)))
    statement.trace("embargo", at, attribute)
