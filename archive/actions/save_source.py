"""Saving a source."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from archive.models import Source

from .refusals import Refused


@transaction.atomic
def save_source(*, source: Source) -> Source:
    """Check and keep it. The index holds its code only, which does not change once it has stories."""
    if source.pk is not None:
        stored = Source.objects.filter(pk=source.pk).first()
        if stored is not None and stored.code != source.code and stored.articles.exists():
            raise Refused("The code of a source with stories is part of their addresses and cannot change.")
    try:
        source.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    source.save()
    return source
