"""All checks on one story, in the order of its text."""

from __future__ import annotations

from typing import Final

from .countries import find_wrong_countries
from .finding import Check
from .notices import find_odd_notices
from .spellings import find_spellings
from .story import CheckedStory
from .weekdays import find_wrong_weekdays
from .years import find_wrong_years

LONGEST: Final = 200_000
"""Code points of a text that are looked at: a longer one is no story, and must not keep an editor waiting."""
_AFTER_THE_TEXT: Final = 1 << 40


def find_checks(story: CheckedStory) -> list[Check]:
    """What an editor should look at, by place in the text; what stands outside it comes last. Never raises."""
    found = [*find_odd_notices(story)]
    if len(story.text) <= LONGEST:
        for find in (find_wrong_years, find_wrong_countries, find_spellings, find_wrong_weekdays):
            found += find(story)
    return sorted(found, key=lambda check: (check.spans[0].start if check.spans else _AFTER_THE_TEXT, check.kind))
