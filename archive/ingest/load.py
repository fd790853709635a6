"""Loading: carrying a plan out, through actions, so that it can be interrupted anywhere and run again.

The bytes are kept first. Then stories go in by batches, each a transaction that holds the stories, their
index promises and the record of the items; a batch that fails is tried again story by story, so that a bad
one harms no other. Killed in the middle, the batch is as if it had never begun, and the next run does it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from django.core.files.base import File
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, transaction
from django.utils import timezone

from archive.actions import (
    ItemRecord,
    ReceivedMedium,
    ReceivedStory,
    Refused,
    Stored,
    follow_order,
    hold_story,
    keep_order,
    keep_original,
    kill_story,
    receive_stories,
    record_items,
    repeat_story,
    revise_story,
)
from archive.ingest.draft import Problem
from archive.models import Article, IngestRun, Original
from archive.models.ingest import Outcome

from .accompanying import receive_accompanying
from .differences import Difference
from .entities import EntityFinder
from .items import Item, make_item, printable_path
from .parsing import ParsedFile
from .patience import BRIEFLY, do_patiently
from .plan import Planned, plan_items, split_by_identity
from .received import names_in, received_story
from .sources import SourceFinder, lock_sources
from .surroundings import Surroundings

log = logging.getLogger(__name__)
BATCH = (
    500  # stories a transaction, a quarter of a second: long enough to be fast, short enough that others get to write
)
ATTEMPTS = 3  # at a batch that another loader was quicker with


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What became of one item."""

    path: str
    index: int
    outcome: str
    ref: str = ""
    guid: str = ""
    headline: str = ""
    problems: tuple[Problem, ...] = ()
    differences: tuple[Difference, ...] = ()


class Loader:
    """One run's worth of loading. `load` may be called again and again; `flush` at the end."""

    def __init__(
        self,
        *,
        run: IngestRun,
        received: datetime,
        source: str = "",
        is_published: bool = False,
        surroundings: Surroundings | None = None,
        patience: float = BRIEFLY,
    ) -> None:
        """`surroundings`: where pictures lie that a story names (nowhere). `patience`: for how many seconds a database
        that is away or busy is waited for."""
        self.run, self.source, self.is_published = run, source, is_published
        self._surroundings = surroundings or Surroundings()
        self._patiently = partial(do_patiently, seconds=patience)
        self.received = min(received, timezone.now())  # the index must not wait for a moment typed wrong
        self._finder, self._sources = EntityFinder(), SourceFinder()
        self._waiting: list[Item] = []
        self._originals: dict[str, Original] = {}

    def load(self, parsed: ParsedFile, *, first: int = 0) -> Iterator[Report]:
        """Keep the file's bytes, then take in its stories; reports come when their batch is safe.

        Stories before the index `first` are left out: an attempt that was cut short has recorded them in this run.
        Raises Refused when the bytes cannot be kept: then nothing of this file is taken in.
        """
        with parsed.open_bytes() as stream:
            keep = partial(
                keep_original,
                content=File(stream),
                received_at=self.received,
                run=self.run,
                media_type=_media_type(parsed.file or parsed.path),
                file_name=printable_path(Path(parsed.path.name)),
            )
            original = self._patiently(keep)
        if original.sha256 != parsed.sha256:
            raise Refused("The file changed while it was being read: import it again when it is whole.")
        if parsed.problem is not None:
            yield from self.flush()
            yield self._quarantine(printable_path(parsed.path), 0, original, (parsed.problem,), "")
            return
        self._originals[parsed.sha256] = original
        find = partial(items_of, parsed, source=self.source, sources=self._sources, received=self.received)
        self._waiting += self._patiently(find)[first:]
        if len(self._waiting) >= BATCH:
            yield from self.flush()

    def flush(self) -> Iterator[Report]:
        """Take in what is waiting."""
        waiting, self._waiting = self._waiting, []
        for batch in split_by_identity(waiting, limit=BATCH):
            yield from self._load_batch(batch)
        self._originals.clear()

    def _load_batch(self, batch: Sequence[Item], *, attempt: int = 1) -> list[Report]:
        try:
            return self._patiently(partial(self._attempt, batch))
        except (OperationalError, InterfaceError):  # the database's trouble, not the story's
            raise
        except (DatabaseError, Refused, ValueError) as error:
            self._forget()
            if isinstance(error, IntegrityError) and attempt < ATTEMPTS:  # another loader was quicker: look again
                return self._load_batch(batch, attempt=attempt + 1)
            if len(batch) > 1:
                return [report for item in batch for report in self._load_batch([item])]
            return [self._give_up(batch[0], error)]

    def _attempt(self, batch: Sequence[Item]) -> list[Report]:
        try:
            with transaction.atomic():
                return self._carry_out(batch)
        except (OperationalError, InterfaceError):
            self._forget()  # what was looked up is not there any more
            raise

    def _forget(self) -> None:
        self._finder.forget()
        self._sources.forget()

    def _carry_out(self, batch: Sequence[Item]) -> list[Report]:
        lock_sources({item.source_code for item in batch})
        plans = plan_items(batch)
        new = [plan for plan in plans if plan.deed == "create"]
        self._finder.prepare(names_in(plan for plan in plans if plan.deed in ("create", "revise")))
        stories = [self._received(plan) for plan in new]
        created = dict(zip(map(id, new), receive_stories(stories=stories, at=self.received), strict=True))
        known = Article.objects.in_bulk([plan.article_id for plan in plans if plan.article_id is not None])
        reports, records = [], []
        for plan in plans:
            story: Article | Stored | None
            if plan.deed == "create":
                story, outcome, problems = created[id(plan)], Outcome.CREATED, plan.problems
                self._obey(plan, story)
            else:
                story = known.get(plan.article_id or 0)
                outcome, problems = self._settle(plan, story)
            reports.append(report_of(plan.item, outcome, story, problems))
            records.append(self._record(plan.item, outcome, story, problems))
        record_items(records)
        return reports

    def _obey(self, plan: Planned, story: Stored) -> None:
        """What its agency asked for before the story came."""
        if plan.orders:
            article = Article.objects.get(pk=story.pk)
            for order in plan.orders:
                follow_order(order=order, article=article, at=self.received)

    def _settle(self, plan: Planned, article: Article | None) -> tuple[Outcome, tuple[Problem, ...]]:
        step = plan.item.step
        if plan.deed == "keep":
            keep_order(source=self._sources.find(plan.item.source_code, draft=plan.item.draft), step=step)
        if plan.deed in ("keep", "refuse") or article is None:
            return Outcome.QUARANTINED, plan.problems
        if plan.deed == "same":
            return Outcome.DUPLICATE, plan.problems
        if plan.deed == "withdraw":
            reason = f"Withdrawn by its agency: {plan.item.words.headline}"
            kill_story(article=article, reason=reason, at=self.received, step=step)
            return Outcome.REVISED, plan.problems
        if plan.deed == "hold":
            hold_story(article=article, step=step, at=self.received)
            return Outcome.REVISED, plan.problems
        if plan.deed == "repeat":
            repeated = repeat_story(article=article, step=step, sha256=plan.item.words_sha256, at=self.received)
            return Outcome.REVISED if repeated.status != article.status else Outcome.DUPLICATE, plan.problems
        kept = revise_story(
            article=article,
            story=self._received(plan),
            original=self._originals[plan.item.original_sha256],
            at=self.received,
        )
        return Outcome.REVISED, (*plan.problems, *(_left(sentence) for sentence in kept))

    def _received(self, plan: Planned) -> ReceivedStory:
        return received_story(
            plan,
            source=self._sources.find(plan.item.source_code, draft=plan.item.draft),
            original=self._originals[plan.item.original_sha256],
            received=self.received,
            is_published=self.is_published,
            finder=self._finder,
            media=self._media(plan),
        )

    def _media(self, plan: Planned) -> tuple[ReceivedMedium, ...]:
        media = plan.item.draft.media
        if not media:
            return ()
        return receive_accompanying(
            media, beside=plan.item.path, surroundings=self._surroundings, run=self.run, received=self.received
        )

    def _record(
        self, item: Item, outcome: str, story: Article | Stored | None, problems: Iterable[Problem]
    ) -> ItemRecord:
        return ItemRecord(
            run_id=self.run.pk,
            original_id=self._originals[item.original_sha256].pk,
            path=item.path[-1000:],
            index=item.index,
            outcome=outcome,
            article_id=story.pk if story is not None else None,
            headline=item.words.headline[:300],
            problems=_as_json(problems),
        )

    def _give_up(self, item: Item, error: Exception) -> Report:
        """A story that the database will not take: its bytes are kept and it is listed, with the reason."""
        log.warning("%s#%s could not be stored: %s", item.path, item.index, error)
        sentence = f"The story could not be stored ({error}). Its bytes are kept: report this, then import it again."
        problems = (*item.problems, Problem("not_stored", " ".join(sentence.split())[:500]))
        original = self._originals[item.original_sha256]
        return self._quarantine(item.path, item.index, original, problems, item.words.headline)

    def _quarantine(
        self, path: str, index: int, original: Original, problems: tuple[Problem, ...], headline: str
    ) -> Report:
        record = ItemRecord(
            run_id=self.run.pk,
            original_id=original.pk,
            path=path[-1000:],
            index=index,
            outcome=Outcome.QUARANTINED,
            headline=headline[:300],
            problems=_as_json(problems),
        )
        self._patiently(partial(record_items, [record]))
        return Report(path=path, index=index, outcome=Outcome.QUARANTINED, headline=headline, problems=problems)


def items_of(parsed: ParsedFile, *, source: str, sources: SourceFinder, received: datetime) -> list[Item]:
    """The stories of a file, each with the source that it will have."""
    items = [
        make_item(
            path=printable_path(parsed.path),
            index=index,
            original_sha256=parsed.sha256,
            draft=draft,
            source=source,
            received=received,
        )
        for index, draft in enumerate(parsed.drafts)
    ]
    return [replace(item, source_code=sources.code_for(item.source_code)) for item in items]


def _as_json(problems: Iterable[Problem]) -> list[dict[str, str]]:
    return [{"code": problem.code, "message": problem.sentence} for problem in problems]


def report_of(item: Item, outcome: str, story: Article | Stored | None, problems: tuple[Problem, ...]) -> Report:
    """What is told of an item."""
    return Report(
        path=item.path,
        index=item.index,
        outcome=outcome,
        ref=story.ref if story else "",
        guid=item.guid,
        headline=item.words.headline,
        problems=problems,
    )


def _left(sentence: str) -> Problem:
    """What was left undone: because a person had decided it, or because the words are older than those here."""
    return Problem("older_version" if sentence.startswith("version:") else "kept_decision", sentence)


def _media_type(path: Path) -> str:
    types = {".txt": "text/plain", ".gz": "application/gzip", ".sgm": "text/sgml", ".xml": "application/xml"}
    return types.get(path.suffix.lower(), "application/octet-stream")
