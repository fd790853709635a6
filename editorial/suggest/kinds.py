"""Which kind of link a pair of stories is proposed as: a few stated rules, the first that fits."""

from __future__ import annotations

from archive.models.link import LinkType

from .evidence import Evidence

IDENTICAL = 0.85  # of runs of three words
SAME_HEADLINE = 0.9
ALIKE = 0.45
UPDATED_WITHIN = 72  # hours: a desk writes a story through in a day or two, not in a month
SAME_NEWS_WITHIN = 24
FOLLOWS_WITHIN = 14  # days


def choose_kind(evidence: Evidence) -> str:
    """The type, to be read from the later story to the earlier one.

    1. Same stem of the wire's identifier, or a marker such as UPDATE or CORRECTED and much the same headline, or the
       same headline over changed words, within three days: `updates`.
    2. Near-identical words: `duplicates`.
    3. Of the same event or much alike, within a day, from different sources or in different languages: `same_story`.
    4. Of the same event, or much alike, within a fortnight: `follows`.
    5. Anything else: the earlier one is `background`.
    """
    near = abs(evidence.hours) <= UPDATED_WITHIN
    same_headline = evidence.headline >= SAME_HEADLINE
    identical = evidence.identity >= IDENTICAL
    revised = evidence.marker and evidence.headline >= 0.7
    if near and (evidence.stem or revised or (same_headline and not identical)):
        return LinkType.UPDATES
    if identical:
        return LinkType.DUPLICATES
    same_news = bool(evidence.of_kind("event")) or evidence.text >= ALIKE
    another_hand = not (evidence.same_source and evidence.same_language)
    if same_news and another_hand and abs(evidence.hours) <= SAME_NEWS_WITHIN:
        return LinkType.SAME_STORY
    if same_news and abs(evidence.days) <= FOLLOWS_WITHIN:
        return LinkType.FOLLOWS
    return LinkType.BACKGROUND
