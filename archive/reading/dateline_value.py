"""What a dateline says (`Dateline`), and how the marks a shape found in print become one."""

from dataclasses import dataclass
from datetime import date

from archive.reading.agencies import Agencies
from archive.reading.dateline_dates import infer_date, infer_day
from archive.text.spans import Span


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed (`text`, `places`, `region`, `country`, `agency`, `byline`, `weekday`) and as understood.

    `month` and `day` are as printed; `date` needs a year, printed or worked out from the day of issue. `agency_code`
    is the source the agency is filed under, empty when it is not on the list. `problems` are sentences for an editor.
    `confidence` runs from 0 to 1; below `SURE` the words may be the story's own and must not be cut from it.
    """

    text: str
    span: Span
    places: tuple[str, ...]
    region: str
    country: str
    month: int | None
    day: int | None
    year: int | None
    date: date | None
    agency: str
    agency_code: str
    byline: tuple[str, ...]
    weekday: str
    problems: tuple[str, ...]
    rule: str
    confidence: float

    @property
    def is_sure(self) -> bool:
        """Whether it is certain enough to be taken out of the text."""
        return self.confidence >= SURE


SURE = 0.5


@dataclass(frozen=True, slots=True)
class Marks:
    """What a shape found, before the calendar is consulted: offsets into the text, literal strings."""

    start: int
    end: int
    rule: str
    confidence: float
    places: tuple[str, ...] = ()
    region: str = ""
    country: str = ""
    month: int | None = None
    day: int | None = None
    year: int | None = None
    agency: str = ""
    byline: tuple[str, ...] = ()
    weekday: str = ""
    problems: tuple[str, ...] = ()


def complete_dateline(marks: Marks, *, text: str, issued_on: date | None, agencies: Agencies) -> Dateline:
    """The dateline these marks make, with its date worked out."""
    day, problems = _work_out_date(marks, issued_on=issued_on)
    known = agencies.find(marks.agency) if marks.agency else None
    return Dateline(
        text=text[marks.start : marks.end],
        span=Span(marks.start, marks.end),
        places=marks.places,
        region=marks.region,
        country=marks.country,
        month=marks.month,
        day=marks.day,
        year=marks.year,
        date=day,
        agency=marks.agency,
        agency_code=known.code if known else "",
        byline=marks.byline,
        weekday=marks.weekday,
        problems=marks.problems + problems,
        rule=marks.rule,
        confidence=marks.confidence,
    )


def _work_out_date(marks: Marks, *, issued_on: date | None) -> tuple[date | None, tuple[str, ...]]:
    if marks.day is None:
        return None, ()
    if marks.month is not None and marks.year is not None:
        return date(marks.year, marks.month, marks.day), ()
    if issued_on is None:
        return None, ()
    if marks.month is None:
        return infer_day(day=marks.day, issued_on=issued_on), ()
    found = infer_date(month=marks.month, day=marks.day, issued_on=issued_on)
    if found is not None:
        return found, ()
    sentence = (
        f"The dateline's day (month {marks.month}, day {marks.day}) is not within 300 days before "
        f"{issued_on.isoformat()}: set its year by hand."
    )
    return None, (sentence,)
