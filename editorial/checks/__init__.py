"""Consistency checks on a story: what a careful copy editor would stop at, each with its evidence. Pure.

Start at `find_checks`; each kind of check is one module. What they need to know is a `CheckedStory`; they look nothing
up but the gazetteer. A check is a question to an editor, never a correction.
"""

from .finder import find_checks
from .finding import Check, Evidence
from .story import CheckedName, CheckedPlace, CheckedStory, KnownEvent, SourceHabits

__all__ = [
    "Check",
    "CheckedName",
    "CheckedPlace",
    "CheckedStory",
    "Evidence",
    "KnownEvent",
    "SourceHabits",
    "find_checks",
]
