"""Taking back a decision on a name: the mention is as it was before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from archive import outbox
from archive.models import Deed, Mention

from .actor import Actor
from .decide_mention import DECIDED
from .locking import lock_article, touch
from .record_deed import record_deed, values_of
from .refusals import Refused


@transaction.atomic
def put_back_mention(*, deed: Deed, by: Actor, at: datetime) -> Mention:
    """As it was before that confirm_mention, reject_mention or mention_entity.

    Refused when the mention is new (reject it instead), gone, or not what the deed made of it any more.
    """
    if not deed.before:
        raise Refused("This name was new to the story: reject it instead.")
    found = Mention.objects.select_related("article").filter(pk=deed.after.get("mention", 0)).first()
    if found is None:
        raise Refused("This name is no longer in the story: there is nothing to undo.")
    article = lock_article(found.article)
    mention = Mention.objects.select_for_update(of=("self",)).get(pk=found.pk)
    now = values_of(mention, DECIDED)
    names = ("status", "origin", "role", "descriptor")
    if any(now[name] != deed.after.get(name) for name in names):
        raise Refused("Somebody has decided about this name again since: change it on its own card.")
    was: dict[str, Any] = {name: deed.before[name] for name in DECIDED}
    if now["version"] != deed.after.get("version"):  # carried along to newer words since: its places stay with those
        was |= {"version": now["version"], "spans": now["spans"]}
    for field in Mention._meta.concrete_fields:
        if field.name in was:
            setattr(mention, field.attname, was[field.name])
    mention.save()
    touch(article, at=at)
    outbox.enqueue(articles=[article], at=at)
    after = {"mention": mention.pk, **was}
    record_deed("put_back_mention", article, by=by, at=at, before=now, after=after, undoes=deed)
    return mention
