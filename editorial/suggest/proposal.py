"""A proposal: what an editor is asked, and why."""

from __future__ import annotations

from dataclasses import dataclass

from archive.models import Article
from archive.models.link import SYMMETRIC, WORDING

NEIGHBOURS = "linked to the same"  # how the reason begins that tells of other links
LONGEST = 500  # code points of a link's reason


@dataclass(frozen=True, slots=True)
class Proposal:
    """A link between the story at hand and `target`.

    `type` is a `LinkType`. `is_forward`: «story TYPE target»; else «target TYPE story», as when a later story updates
    the one at hand. `score` is from 0 to 1; `reasons` are phrases for the editor, the strongest first.
    """

    target: Article
    type: str
    is_forward: bool
    score: float
    reasons: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The type as the desk's forms name it: one that is read the other way is marked."""
        return self.type if self.is_forward or self.type in SYMMETRIC else f"{self.type}-back"

    @property
    def wording(self) -> str:
        """The heading under which the link would stand on the page of the story at hand."""
        return WORDING[self.type][0 if self.is_forward else 1]

    @property
    def explanation(self) -> str:
        """The reasons in one line, for the editor."""
        return _join(self.reasons)

    @property
    def reason(self) -> str:
        """What the link's reason is filled in with. Readers see it, so it is silent about other links: those may lead
        to a story that is not theirs to know of.
        """
        return _join(tuple(one for one in self.reasons if not one.startswith(NEIGHBOURS)))


def _join(reasons: tuple[str, ...]) -> str:
    line = ", ".join(reasons)[:LONGEST]
    return line[:1].upper() + line[1:]
