"""What a feed states of rights and release: the copyright and the embargo, put together for any structured format."""

from archive.ingest.formats.statement import Statement
from archive.ingest.formats.xml_tree import Element, read_moment
from archive.reading.copyright import Copyright, read_copyright
from archive.reading.embargo import Embargo
from archive.text.spans import Span


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
