"""What editors decide about their own work: `verb_noun` functions, atomic. The record is `archive.actions`' affair.

Start at `move_article` (the workflow) and `undo_deed`. Each leaves a deed, as the archive's own actions do.
"""

from .assign_story import assign_story, finish_assignment
from .dismiss_check import ask_again, dismiss_check
from .move_article import move_article
from .undo_deed import undo_deed

__all__ = ["ask_again", "assign_story", "dismiss_check", "finish_assignment", "move_article", "undo_deed"]
