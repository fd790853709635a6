"""What the desk keeps of its own work: here, never among the facts. One module a record."""

from .dismissed_check import DismissedCheck
from .suggestion import LinkDecision, LinkDecisionQuerySet

__all__ = ["DismissedCheck", "LinkDecision", "LinkDecisionQuerySet"]
