"""What the desk keeps of its own work: here, never among the facts. One module a record."""

from .dismissed_check import DismissedCheck

__all__ = ["DismissedCheck"]
