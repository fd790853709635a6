"""Holding a story on its agency's word, and letting it go again when the agency does."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article, Removal, WireStep
from archive.models.article import Status
from archive.models.removal import RemovalCategory
from archive.models.wire_step import StepAction

from .locking import lock_article
from .publish_article import make_public
from .removals import is_held
from .standing import set_status
from .wire_corrections import settle_corrections
from .wire_order import Step, keep_step, steps_of

_CAN_BE_HELD = (Status.DRAFT, Status.REVIEW, Status.PUBLISHED)


@transaction.atomic
def hold_story(*, article: Article, step: Step, at: datetime) -> Article:
    """Kept from readers until its agency sends it again, unless that has happened already. Twice: no change."""
    fresh = lock_article(article)
    keep_step(step, source_id=fresh.source_id, article=fresh, version=None)
    if not is_held(fresh):  # an editor has let it go since the last time: this is a new order
        fresh.provenance = {name: entry for name, entry in fresh.provenance.items() if name != "hold"}
    settle_hold(fresh, at=at)
    return fresh


@transaction.atomic
def repeat_story(*, article: Article, step: Step, sha256: str, at: datetime) -> Article:
    """The wire sends words that are there: no new version, but it may release a story on hold, or be a correction."""
    fresh = lock_article(article)
    version = fresh.versions.filter(sha256=sha256).order_by("number").first()
    if version is None:
        return fresh
    keep_step(step, source_id=fresh.source_id, article=fresh, version=version.number)
    if not version.is_published and version.by_id is None and version == fresh.latest_version and stays_away(fresh):
        make_public(fresh, version, at=at, stays_away=True)
    settle_hold(fresh, at=at)
    settle_corrections(fresh, at=at)
    return fresh


def settle_hold(fresh: Article, *, at: datetime) -> None:
    """Hold the locked story, or let it go, whichever its agency asked for last."""
    acts = [step for step in steps_of(fresh) if step.action != StepAction.KILL]
    wants_hold = bool(acts) and acts[-1].action == StepAction.HOLD
    entry = fresh.provenance.get("hold")
    if wants_hold and entry is None and fresh.status in _CAN_BE_HELD:
        held = {"origin": "feed", "rule": "hold", "was": fresh.status, "at": at.isoformat()}
        provenance = {**fresh.provenance, "hold": held}
        set_status("hold_story", fresh, Status.REVIEW, by=None, at=at, comment="on hold", provenance=provenance)
    elif not wants_hold and entry is not None:
        _release(fresh, was=entry.get("was", Status.DRAFT), at=at)


def _release(fresh: Article, *, was: str, at: datetime) -> None:
    provenance = {name: entry for name, entry in fresh.provenance.items() if name != "hold"}
    if not is_held(fresh):  # a person has decided since then, or it is withdrawn
        status = Status(fresh.status)
    elif was == Status.PUBLISHED and fresh.public_version is None and fresh.latest_version is not None:
        make_public(fresh, fresh.latest_version, at=at)
        status = Status.PUBLISHED
    else:
        status = Status(was)
    set_status("release_story", fresh, status, by=None, at=at, comment="released", provenance=provenance)


def stays_away(fresh: Article, step: WireStep | None = None) -> bool:
    """Whether newer words become those of a public story that is held, or was withdrawn after they were sent."""
    was = fresh.provenance.get("hold", {}).get("was")
    if is_held(fresh):
        return bool(was == Status.PUBLISHED)
    if fresh.status != Status.WITHDRAWN or (fresh.public_version is None and was != Status.PUBLISHED):
        return False
    if not Removal.objects.in_force().filter(article=fresh, category=RemovalCategory.AGENCY, by=None).exists():
        return False
    steps = steps_of(fresh)
    after = steps[steps.index(step) + 1 :] if step is not None else []
    return any(one.action == StepAction.KILL for one in after)
