"""Sources: the provider that an arriving story belongs to; made when it is the first of its kind."""

from __future__ import annotations

import re

from archive.actions import Refused, save_source
from archive.ingest.draft import Draft
from archive.models import Source

from .items import UNKNOWN_SOURCE


def find_source(code: str, *, draft: Draft | None = None) -> Source:
    """The source of that code, whatever its case. A new one takes its holder from the first story's notice."""
    known = Source.objects.filter(code__iexact=code).order_by("id").first()
    if known is not None:
        return known
    if code == UNKNOWN_SOURCE:
        return save_source(source=Source(code=code, name="Unknown source"))
    agency = draft.dateline.agency if draft is not None and draft.dateline is not None else ""
    holder = draft.copyright.holder if draft is not None and draft.copyright is not None else ""
    safe = re.sub(r"[^\w-]+", "-", code).strip("-")[:32] or UNKNOWN_SOURCE
    try:
        return save_source(source=Source(code=safe, name=(holder or agency or code)[:200], default_holder=holder[:300]))
    except Refused:
        return find_source(UNKNOWN_SOURCE)
