"""Saying where a story's fields come from, in the words of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# Fields of the form that one entry of the provenance speaks for.
SPOKEN_FOR = {
    "dateline_text": "dateline",
    "dateline_place": "dateline",
    "dateline_region": "dateline",
    "dateline_country": "dateline",
    "dateline_on": "dateline_date",
    "dateline_agency": "dateline",
    "holder": "copyright",
    "year": "copyright",
    "notice": "copyright",
    "visible_from": "embargo",
}


def explain_field(field: str, provenance: Mapping[str, Any]) -> str:
    """“rule dateline, 0.95”, “person: ann, 2026-01-31” or "" when nobody said."""
    entry = provenance.get(field) or provenance.get(SPOKEN_FOR.get(field, ""))
    return explain_entry(entry) if isinstance(entry, Mapping) else ""


def explain_entry(entry: Mapping[str, Any]) -> str:
    """One entry of the provenance as a phrase."""
    origin = str(entry.get("origin", ""))
    if origin == "person":
        who = str(entry.get("by") or "somebody")
        return f"person: {who}, {str(entry.get('at', ''))[:10]}".rstrip(", ")
    phrase = " ".join(part for part in (origin, str(entry.get("rule") or "")) if part)
    confidence = entry.get("confidence")
    return f"{phrase}, {confidence:.2f}" if isinstance(confidence, int | float) else phrase
