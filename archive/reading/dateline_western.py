"""Datelines of the western shape: `CITY, Region, June 30 (AGENCY) -`, in any script that writes words with spaces.

A scanner reads the parts in the order they stand (`dateline_scan.py`); the evidence found then decides
(`dateline_weighing.py`).
"""

import re
from typing import Final

from archive.reading.agencies import Agencies
from archive.reading.dateline_scan import Scan, scan_end, scan_parts
from archive.reading.dateline_value import Marks
from archive.reading.dateline_weighing import weigh_scan

_START: Final = re.compile(r"[\s*^\u200e\u200f\ufeff]*")
_LEAD_AGENCY: Final = re.compile(r"[(（](?P<name>[^()（）\n]{2,30})[)）]\s*(?:--|[-–—:])?\s*")


def read_western_dateline(text: str, *, agencies: Agencies) -> Marks | None:
    """The marks of a western dateline at the start of `text`, or None."""
    start = _START.match(text).end()  # type: ignore[union-attr]  # it also matches nothing
    scan = Scan(at=start)
    lead = _LEAD_AGENCY.match(text, start)
    if lead is not None and agencies.find(lead["name"]) is not None:
        scan.agency, scan.knows_agency, scan.at = lead["name"], True, lead.end()
    scan_parts(text, scan, agencies=agencies)
    if not scan.places and scan.date is None:
        return None
    if not scan_end(text, scan, agencies=agencies):
        return None
    return weigh_scan(text, scan, start=start)
