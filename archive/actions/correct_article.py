"""Correcting a published story: new words, and a notice that readers see."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from archive.models import Article, Correction
from archive.models.article import Status

from .actor import Actor
from .publish_article import publish_article
from .record_deed import record_deed
from .refusals import Refused
from .save_draft import save_draft
from .words import Words


@transaction.atomic
def correct_article(
    *,
    article: Article,
    words: Words,
    notice: str,
    by: Actor,
    at: datetime,
    token: int | None = None,
    wrong: str = "",
    right: str = "",
) -> Correction:
    """Publish the corrected words as a new version, with the notice that tells readers what was wrong.

    `wrong` and `right` are the words themselves; without a notice they make one.
    """
    wrong, right = wrong.strip(), right.strip()
    notice = notice.strip() or say_correction(wrong=wrong, right=right)
    if not notice:
        raise Refused("Tell readers what was wrong and what is right: a correction needs its notice.")
    article.refresh_from_db()
    before = article.public_version
    if before is None or article.status != Status.PUBLISHED:
        raise Refused("Only a published story can be corrected; save this one as a draft.")
    version = save_draft(article=article, words=words, by=by, at=at, token=token, reason=notice[:500])
    if version == before:
        raise Refused("The corrected words are the same as the published ones: change what was wrong.")
    publish_article(article=article, by=by, at=at)
    correction = Correction.objects.create(
        article=article,
        from_version=before,
        to_version=version,
        notice=notice,
        wrong=wrong,
        right=right,
        by=by,
        corrected_at=at,
    )
    record_deed(
        "correct_article",
        article,
        by=by,
        at=at,
        before={"public_version": before.number, "wrong": wrong},
        after={"public_version": version.number, "right": right, "correction": correction.pk},
        comment=notice,
    )
    return correction


def say_correction(*, wrong: str, right: str) -> str:
    """A plain notice of those two; empty unless both are known."""
    return f"An earlier version said “{wrong}”. It is “{right}”." if wrong and right else ""
