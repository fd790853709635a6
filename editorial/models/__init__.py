"""What the desk keeps of its own work: here, never among the facts. One module a record."""

from .assignment import Assignment, AssignmentQuerySet
from .dismissed_check import DismissedCheck
from .move import Move
from .once_key import OnceKey
from .presence import Presence
from .source_limit import SourceLimit
from .suggestion import LinkDecision, LinkDecisionQuerySet
from .working_draft import WorkingDraft

__all__ = [
    "Assignment",
    "AssignmentQuerySet",
    "DismissedCheck",
    "LinkDecision",
    "LinkDecisionQuerySet",
    "Move",
    "OnceKey",
    "Presence",
    "SourceLimit",
    "WorkingDraft",
]
