"""Sources: the provider that an arriving story belongs to; made when it is the first of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection

from archive.actions import Refused, save_source
from archive.ingest.draft import Draft
from archive.models import Source

from .items import UNKNOWN_SOURCE


class SourceFinder:
    """Codes and agency names to sources, for one run; `forget` after a rollback.

    Sources are few (one a provider), so all are read at once.
    """

    def __init__(self) -> None:
        self._known: dict[str, Source] | None = None

    def forget(self) -> None:
        """What was made in a transaction that failed is not there."""
        self._known = None

    def code_for(self, code: str) -> str:
        """The code as the archive writes it, whatever its case or the agency's name for itself."""
        known = self._look(code)
        return known.code if known is not None else safe_code(code)

    def find(self, code: str, *, draft: Draft | None = None) -> Source:
        """The source of that code. A new one takes its holder from the first story's notice."""
        known = self._look(code)
        if known is None:
            known = _make_source(safe_code(code), draft)
            self.forget()
        return known

    def _look(self, code: str) -> Source | None:
        if self._known is None:
            self._known = {}
            sources = list(Source.objects.order_by("id"))
            for source in sources:
                self._known.setdefault(source.code.casefold(), source)
            for source in sources:  # a code outranks another's agency name
                for name in source.agency_names.split(";"):
                    if name.strip():
                        self._known.setdefault(name.strip().casefold(), source)
        return self._known.get(code.casefold()) or self._known.get(safe_code(code).casefold())


def lock_sources(codes: Collection[str]) -> None:
    """Until the transaction ends, no other loader takes in stories of these sources: two that look at the same moment
    would both find a story new. Editors are not kept waiting."""
    list(Source.objects.select_for_update(no_key=True).filter(code__in=codes).order_by("pk").values_list("pk"))


def safe_code(code: str) -> str:
    """The code with what an address cannot hold replaced by hyphens; at most 32 characters."""
    return re.sub(r"[^\w-]+", "-", code).strip("-")[:32] or UNKNOWN_SOURCE


def _make_source(code: str, draft: Draft | None) -> Source:
    if code == UNKNOWN_SOURCE:
        return save_source(source=Source(code=code, name="Unknown source"))
    agency = draft.dateline.agency if draft is not None and draft.dateline is not None else ""
    holder = draft.copyright.holder if draft is not None and draft.copyright is not None else ""
    try:
        return save_source(source=Source(code=code, name=(holder or agency or code)[:200], default_holder=holder[:300]))
    except Refused:
        known = Source.objects.filter(code__in=[code, UNKNOWN_SOURCE]).order_by("id").first()
        return known if known is not None else _make_source(UNKNOWN_SOURCE, None)
