"""What speaks for a link between two stories, and how much it counts together."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody or something that both stories name; `stories` is how many stories of the archive do."""

    name: str
    kind: str
    stories: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything known of a pair. Likenesses are 0 to 1; `hours` is from the story at hand to the other, negative
    when the other is older; `days` the same in whole days of the stories' dates.

    `identity` is the likeness of runs of three words; `stem` that the wire's identifiers have one stem; `via` how many
    stories are linked to both.
    """

    text: float = 0.0
    headline: float = 0.0
    identity: float = 0.0
    shared: tuple[Shared, ...] = ()
    stories: int = 1
    hours: float = 0.0
    days: int = 0
    stem: bool = False
    marker: bool = False
    via: int = 0
    same_source: bool = True
    same_language: bool = True

    def of_kind(self, kind: str) -> tuple[Shared, ...]:
        """What is shared of that kind, the rarest first."""
        return tuple(sorted((one for one in self.shared if one.kind == kind), key=lambda one: one.stories))


@dataclass(frozen=True, slots=True)
class Weights:
    """How sure each kind of evidence alone can make us (0 to 1), and over how many days that fades.

    Tuned on one half of the link sets of `bench/related.py` and measured on the other.
    """

    text: float = 0.76
    headline: float = 0.54
    person: float = 0.36
    organisation: float = 0.1
    place: float = 0.2
    event: float = 0.8
    via: float = 0.5
    stem: float = 0.9
    fades_in: float = 5.0  # days
    remains: float = 0.5  # of the weight, however far apart


WEIGHTS = Weights()
SMALL = 1_000  # stories


def weigh_rarity(one: Shared, stories: int) -> float:
    """1 for what one story names, towards 0 for what every story names (inverse story frequency).

    A small archive cannot show that a name is common, so it counts as one of a thousand stories.
    """
    size = max(stories, SMALL)
    return log(size / max(min(one.stories, size), 1)) / log(size)


def score(evidence: Evidence, weights: Weights = WEIGHTS) -> float:
    """0 to 1. Each piece of evidence takes its share of the doubt that the others left, and time brings doubt back."""
    doubt = (1 - weights.text * evidence.text) * (1 - weights.headline * evidence.headline**2)
    for one in evidence.shared:
        doubt *= 1 - getattr(weights, one.kind) * weigh_rarity(one, evidence.stories) ** 2
    if evidence.via:
        doubt *= 1 - weights.via
    if evidence.stem:
        doubt *= 1 - weights.stem
    nearness = exp(-abs(evidence.hours) / 24 / weights.fades_in)
    return (1 - doubt) * (weights.remains + (1 - weights.remains) * nearness)
