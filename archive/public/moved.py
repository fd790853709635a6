"""Where an entity is now: one that was merged away leads to its survivor, if readers may know of that one."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpResponsePermanentRedirect

from archive.models import Entity
from archive.models.entity import Kind

from .inputs import tidy_input
from .page import cache_control

MOST_MERGES = 10


def find_survivor(kind: Kind, slug: str, *, at: datetime) -> Entity:
    """The entity at this address, or the one it was merged into; Http404 unless a readable story names that one."""
    entity = Entity.objects.filter(kind=kind, slug=tidy_input(slug)).select_related("merged_into").first()
    for _ in range(MOST_MERGES):
        if entity is None or entity.merged_into is None:
            break
        entity = entity.merged_into
    if entity is None or not Entity.objects.readable(at).filter(pk=entity.pk).exists():
        raise Http404("Nobody and nothing of that name.")
    return entity


def lead_to(address: str, *, at: datetime) -> HttpResponsePermanentRedirect:
    """301, to be asked for again after a while: a merge can be undone, and without a limit browsers never ask again."""
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = cache_control(at=at, closes_at=None)
    return response
