"""`manage.py make_suggestions [REF…]`: what belongs with a story, and why. Prints, and stores nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from archive.models import Article
from archive.search.door import open_engine
from archive.search.engine import SearchError
from editorial.models import LinkDecision
from editorial.suggest.proposal import Proposal
from editorial.suggest.related import MOST, propose_links

NEWEST = 20  # stories looked at when none is named
FOUND = 1_000  # refs looked up in one query


class Command(BaseCommand):
    """Proposals are worked out whenever they are asked for, so that none is ever out of date."""

    help = "Print the links proposed for stories (the newest, unless refs are given), each with its reasons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the stories, how many proposals each, and the form of the answer."""
        parser.add_argument("refs", nargs="*", metavar="REF", help="the stories; none: the newest 20")
        parser.add_argument("--limit", type=int, default=MOST, help="proposals a story (default 5)")
        parser.add_argument("--json", action="store_true", help="one line a proposal")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print; an unknown ref is named and nothing is printed."""
        for article in _find_stories(options["refs"]):
            self._print(article, _propose(article, options["limit"]), options)

    def _print(self, article: Article, proposals: list[Proposal], options: dict[str, Any]) -> None:
        if options["json"]:
            for one in proposals:
                line = {
                    "ref": article.ref, "target": one.target.ref, "type": one.type, "is_forward": one.is_forward,
                    "score": one.score, "reasons": list(one.reasons),
                }  # fmt: skip
                self.stdout.write(json.dumps(line, ensure_ascii=False))
            return
        self.stdout.write(str(article))
        for one in proposals:
            self.stdout.write(f"  {one.score:.2f}  {one.wording}: {one.target}\n        {one.explanation}")
        if not proposals:
            self.stdout.write("  nothing to propose")


def _propose(article: Article, limit: int) -> list[Proposal]:
    refused = LinkDecision.objects.partners_of(article.pk)
    try:
        return propose_links(article, engine=open_engine("desk"), refused=refused, limit=limit)
    except (SearchError, OSError, ImproperlyConfigured) as problem:
        raise CommandError(f"The desk index does not answer: {problem}") from problem


def _find_stories(refs: list[str]) -> list[Article]:
    """In the order asked for."""
    stories = Article.objects.for_desk()
    if not refs:
        return list(stories.newest_first()[:NEWEST])
    wanted = list(dict.fromkeys(ref.strip().lower() for ref in refs))
    found: dict[str, Article] = {}
    for start in range(0, len(wanted), FOUND):
        found |= {story.ref: story for story in stories.filter(ref__in=wanted[start : start + FOUND])}
    if missing := [ref for ref in wanted if ref not in found]:
        raise CommandError(f"There is no story {', '.join(missing)}: a ref is the ten characters in its address.")
    return [found[ref] for ref in wanted]
