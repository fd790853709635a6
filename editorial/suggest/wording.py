"""A proposal's reasons in words an editor can check at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from .evidence import Evidence, Shared, weigh_rarity
from .kinds import ALIKE, IDENTICAL, SAME_HEADLINE
from .proposal import NEIGHBOURS

_PLURAL = {"person": "people", "organisation": "organisations", "place": "places", "event": "events"}
TOLD = 4  # reasons given before the time: more than that nobody reads
SOMEWHAT_ALIKE = 0.15
COMMON = 0.3  # rarity below which a shared place or organisation is not worth a word
NAMED = 2  # names given before “and 3 more”


def explain(evidence: Evidence) -> tuple[str, ...]:
    """Phrases, strongest first: “same event: Vostok 1”, “2 shared people: …”, “near-same headline”, “2 days later”."""
    reasons: list[str] = []
    if evidence.stem:
        reasons.append("same identifier at the wire")
    if evidence.identity >= IDENTICAL:
        reasons.append("almost the same words")
    if evidence.headline >= SAME_HEADLINE:
        reasons.append("same headline")
    elif evidence.headline >= 0.7:
        reasons.append("near-same headline")
    reasons += [_name(kind, evidence.of_kind(kind)) for kind in ("event", "person") if evidence.of_kind(kind)]
    if evidence.via:
        reasons.append(f"{NEIGHBOURS} story" if evidence.via == 1 else f"{NEIGHBOURS} {evidence.via} stories")
    for kind in ("organisation", "place"):
        rare = [one for one in evidence.of_kind(kind) if weigh_rarity(one, evidence.stories) >= COMMON]
        reasons += [_name(kind, rare)] if rare else []
    if evidence.identity < IDENTICAL and evidence.text >= SOMEWHAT_ALIKE:
        reasons.insert(2, "much the same wording" if evidence.text >= ALIKE else "similar wording")
    return (*reasons[:TOLD], _tell_time(evidence))


def _name(kind: str, shared: Sequence[Shared]) -> str:
    count = len(shared)
    head = (
        f"same {kind}" if count == 1 and kind == "event" else f"{count} shared {_PLURAL[kind] if count > 1 else kind}"
    )
    names = ", ".join(one.name for one in shared[:NAMED])
    more = f" and {count - NAMED} more" if count > NAMED else ""
    return f"{head} ({names}{more})"


def _tell_time(evidence: Evidence) -> str:
    days = abs(evidence.days)
    side = "later" if evidence.hours > 0 else "earlier"
    if days == 0:
        hours = round(abs(evidence.hours))
        return "same day" if hours < 1 else f"{hours} hour{'s' if hours > 1 else ''} {side}"
    if days < 60:
        return f"{days} day{'s' if days > 1 else ''} {side}"
    return f"{round(days / 30.4)} months {side}" if days < 540 else f"{round(days / 365.25)} years {side}"
