"""What of the desk's work goes along when the archive is exported (`archive.models.portable` says of the rest)."""

from __future__ import annotations

from typing import Final

from archive.models.portable import Part

from .assignment import Assignment
from .dismissed_check import DismissedCheck
from .move import Move
from .suggestion import LinkDecision

# They bear no names, so that only an empty site can take them in without having them twice.
FILES: Final = (
    Part("decisions", LinkDecision, quotes_numbers=True),
    Part("checks", DismissedCheck, quotes_numbers=True),
    Part("moves", Move, quotes_numbers=True),
    Part("assignments", Assignment, quotes_numbers=True),
)

# Models that stay behind on purpose, and why.
LEFT_OUT: Final = {
    "oncekey": "keeps this site from doing one request twice",
    "presence": "who has a story open at this moment",
    "sourcelimit": "it is about accounts, which are not exported",
    "workingdraft": "what an account has typed and not saved",
}
