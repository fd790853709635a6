"""Moving a story through the workflow: the archive's own deed, and the record of the move beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from archive.actions import (
    Refused,
    block_article,
    publish_article,
    record_deed,
    restore_article,
    send_back,
    send_to_review,
    trash_article,
    unschedule_article,
    untrash_article,
    withdraw_article,
)
from archive.actions.locking import lock_article
from archive.models import Article
from editorial.models import Move
from editorial.workflow import BY_NAME, Facts, NewWords, State, state_of, why_not

Deed = Callable[..., Article]
PLAIN: dict[str, Deed] = {
    "send_to_review": send_to_review,
    "send_back": send_back,
    "unschedule": unschedule_article,
    "publish_version": publish_article,
    "restore": restore_article,
    "unblock": restore_article,
    "throw_away": trash_article,
    "take_out": untrash_article,
}
# The public version is not touched, nor anything that a reader could notice: the move and its deed are all there is.
OF_NEW_WORDS = frozenset({"submit_version", "return_version"})
REASONED: dict[str, Deed] = {"withdraw": withdraw_article, "block": block_article}


@transaction.atomic
def move_article(
    *,
    article: Article,
    name: str,
    by: User,
    at: datetime,
    comment: str = "",
    moment: datetime | None = None,
    token: int | None = None,
    removal: Mapping[str, str] | None = None,
) -> Article:
    """Make the move of that name (see `editorial.workflow`); `moment` is when a scheduled story appears, `removal` the
    category and the wording of a withdrawal or block.

    Refused: a move that this state does not allow, or without its comment or moment. Who may make it is asked before.
    """
    move = BY_NAME.get(name)
    if move is None:
        raise Refused(f"There is no move “{name}”; choose one of {', '.join(BY_NAME)}.")
    fresh = lock_article(article, token=token)
    facts = read_facts(fresh, at=at)
    if sentence := why_not(move, facts, comment=comment, moment=moment, at=at):
        raise Refused(sentence)
    if name in REASONED:
        moved = REASONED[name](article=fresh, reason=comment, by=by, at=at, **(removal or {}))
    else:
        moved = _carry_out(name, fresh, facts, by=by, at=at, comment=comment, moment=moment)
    Move.objects.create(
        article=moved,
        name=name,
        from_state=facts.state,
        to_state=state_of(status=moved.status, visible_from=moved.visible_from, at=at),
        comment=comment.strip()[:500],
        by=by,
        at=at,
    )
    return moved


def read_facts(article: Article, *, at: datetime) -> Facts:
    """What the table asks of a story. One query more for a published story with a new version."""
    state = state_of(status=article.status, visible_from=article.visible_from, at=at)
    return Facts(
        state, has_public_words=article.published_at is not None, new_words=_stand_of_new_words(article, state)
    )


def _stand_of_new_words(article: Article, state: State) -> NewWords:
    """In review when that was the last word on it: a version made later begins as a draft."""
    version = article.latest_version
    if state != State.PUBLISHED or version is None or version.pk == article.public_version_id:
        return NewWords.NONE
    last = Move.objects.filter(article=article, name__in=OF_NEW_WORDS).first()
    is_waiting = last is not None and last.name == "submit_version" and last.at >= version.created_at
    return NewWords.REVIEW if is_waiting else NewWords.DRAFT


def _carry_out(
    name: str, article: Article, facts: Facts, *, by: User, at: datetime, comment: str, moment: datetime | None
) -> Article:
    if name == "schedule":
        return publish_article(article=article, by=by, at=at, visible_from=moment, comment=comment)
    if name == "publish":
        # An embargo that came with the copy holds; the time of a scheduled story is lifted by whoever says "now".
        lifted = at if facts.state == State.SCHEDULED else None
        return publish_article(article=article, by=by, at=at, visible_from=lifted, comment=comment)
    if name in OF_NEW_WORDS:
        number = article.latest_version.number if article.latest_version else None
        record_deed(name, article, by=by, at=at, after={"version": number}, comment=comment)
        return article
    return PLAIN[name](article=article, by=by, at=at, comment=comment)
