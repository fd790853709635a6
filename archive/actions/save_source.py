"""Saving a source."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from archive.models import Source

from .actor import Actor
from .record_deed import only_changes, record_deed, values_of
from .refusals import Refused


@transaction.atomic
def save_source(*, source: Source, by: Actor = None, at: datetime | None = None) -> Source:
    """Check and keep it. The index holds its code only, which does not change once it has stories."""
    stored = None
    if source.pk is not None:
        stored = Source.objects.filter(pk=source.pk).first()
        if stored is not None and stored.code != source.code and stored.articles.exists():
            raise Refused("The code of a source with stories is part of their addresses and cannot change.")
    try:
        source.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    source.save()
    before, after = only_changes(values_of(stored) if stored is not None else {}, values_of(source))
    record_deed("save_source", source, by=by, at=at or timezone.now(), before=before, after=after)
    return source
