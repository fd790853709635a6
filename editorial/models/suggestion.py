"""LinkDecision: what an editor said to a proposed link. Never forgotten, unless it is undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from archive.models import Article
from archive.models.link import LinkType


class Verdict(models.TextChoices):
    ACCEPTED = "accepted", "accepted"
    REJECTED = "rejected", "rejected"


class LinkDecisionQuerySet(models.QuerySet["LinkDecision"]):
    """Decisions that are…"""

    def about(self, article_id: int) -> LinkDecisionQuerySet:
        """…on a pair that this story is one of."""
        return self.filter(Q(first_id=article_id) | Q(second_id=article_id))

    def partners_of(self, article_id: int) -> set[int]:
        """The ids of all stories that were decided on together with this one."""
        pairs = self.about(article_id).values_list("first_id", "second_id")
        return {one for pair in pairs for one in pair} - {article_id}


class LinkDecision(models.Model):
    """One row a pair of stories, from the lower id to the higher: what is rejected on one page is not proposed on the
    other. It keeps what was proposed and why, as evidence of the machine's judgement and of the editor's.
    """

    first = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("archive.Article", on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    type = models.CharField(max_length=12, choices=LinkType.choices)
    score = models.FloatField(null=True, help_text="0 to 1, as it was proposed")
    explanation = models.CharField(max_length=500, blank=True)
    # Gone when the link is taken back by other means; the decision then still says that a person looked at the pair.
    link = models.ForeignKey("archive.Link", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()

    objects = LinkDecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="link_decision_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="link_decision_ordered"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="link_decision_verdict_known"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.type} {self.second_id}: {self.verdict}"

    def other_than(self, article_id: int) -> Article:
        """The story at the other end."""
        return self.second if article_id == self.first_id else self.first
