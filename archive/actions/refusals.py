"""How a deed says no: a sentence that tells what to do."""

from __future__ import annotations


class Refused(Exception):  # it reads as what happened, not as a fault
    """The deed cannot be done; the message is a sentence for the person who asked. Nothing was changed."""


class NoRoom(Refused):
    """The disk is full: whatever else is asked of it would be refused as well."""


class Clash(Refused):
    """Somebody else has saved the story since it was opened. Nothing was changed."""
