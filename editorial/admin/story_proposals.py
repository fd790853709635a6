"""The proposed links on a story's page: shown with their reasons, accepted, rejected and undone."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from archive.models import Article
from archive.models.link import SYMMETRIC, WORDING, LinkType
from archive.search.door import open_engine
from archive.search.engine import SearchError
from editorial.actions.accept_link import accept_link
from editorial.actions.reject_link import reject_link
from editorial.actions.undo_link_decision import undo_link_decision
from editorial.models import LinkDecision
from editorial.suggest.proposal import Proposal
from editorial.suggest.related import propose_links

from .story_forms import SideForm

log = logging.getLogger(__name__)
DECIDED = 8  # decisions shown, to be undone
BACK = "-back"  # a kind so marked is read from the other story to this one


def list_kinds() -> list[tuple[str, str]]:
    """Every kind of link from this story's side: (value, heading); those read the other way are marked."""
    kinds: list[tuple[str, str]] = []
    for type in LinkType.values:
        forward, backward = WORDING[type]
        kinds.append((type, forward))
        if type not in SYMMETRIC:
            kinds.append((type + BACK, backward))
    return kinds


class ProposalForm(SideForm):
    """A decision on a proposal, with what was proposed."""

    name = "proposal"
    target = forms.ModelChoiceField(Article.objects.all(), widget=forms.HiddenInput)
    kind = forms.ChoiceField(choices=list_kinds)
    score = forms.FloatField(min_value=0, max_value=1, required=False)
    explanation = forms.CharField(max_length=500, required=False)
    reason = forms.CharField(max_length=500, required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        for each in self.fields.values():  # the page names them by the story proposed
            each.widget.attrs.pop("id", None)


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision taken earlier, and the story at its other end."""

    decision: LinkDecision
    other: Article


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the panel shows. `trouble` is a sentence when the index did not answer."""

    proposals: list[Proposal] = field(default_factory=list)
    decided: list[Decided] = field(default_factory=list)
    trouble: str = ""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The choices of the select."""
        return list_kinds()


def read_proposals(article: Article) -> Proposed:
    """Fourteen queries at most: twelve for the proposals, two for what was decided."""
    refused = LinkDecision.objects.partners_of(article.pk)
    rows = (
        LinkDecision.objects.about(article.pk)
        .select_related("first__latest_version", "second__latest_version", "by")
        .defer("first__latest_version__text", "second__latest_version__text")
        .order_by("-decided_at", "-id")[:DECIDED]
    )
    decided = [Decided(row, row.other_than(article.pk)) for row in rows]
    try:
        return Proposed(propose_links(article, engine=open_engine("desk"), refused=refused), decided)
    except (SearchError, OSError, ImproperlyConfigured):
        log.exception("the desk index did not answer")
        return Proposed([], decided, "The index does not answer, so nothing is proposed. Try again in a minute.")


def accept(article: Article, by: User, key: int, values: dict[str, Any]) -> str:
    type, is_forward = _read_kind(values["kind"])
    accept_link(
        article=article,
        target=values["target"],
        type=type,
        is_forward=is_forward,
        reason=values["reason"],
        by=by,
        at=timezone.now(),
        score=values["score"],
        explanation=values["explanation"],
    )
    return "The stories are linked; the link shows on both. It can be undone under “Decided”."


def reject(article: Article, by: User, key: int, values: dict[str, Any]) -> str:
    type, _ = _read_kind(values["kind"])
    reject_link(
        article=article,
        target=values["target"],
        type=type,
        by=by,
        at=timezone.now(),
        score=values["score"],
        explanation=values["explanation"],
    )
    return "Rejected: these two stories are not proposed to each other again. It can be undone under “Decided”."


def undo(article: Article, by: User, key: int, values: dict[str, Any]) -> str:
    decision = get_object_or_404(LinkDecision.objects.about(article.pk), pk=key)
    undo_link_decision(decision=decision, by=by, at=timezone.now())
    return "Undone: the pair may be proposed again."


def _read_kind(kind: str) -> tuple[str, bool]:
    return kind.removesuffix(BACK), not kind.endswith(BACK)
