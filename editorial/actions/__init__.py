"""What editors decide about their own work: `verb_noun` functions, atomic. The record is `archive.actions`' affair."""

from .dismiss_check import ask_again, dismiss_check

__all__ = ["ask_again", "dismiss_check"]
