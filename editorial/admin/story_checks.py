"""The checks of a story as its page shows them, and what an editor does about one: note it, dismiss it, ask again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Count, Subquery
from django.utils import timezone

from archive.actions import Refused, annotate_version
from archive.models import Article, ArticleVersion, Rights
from archive.models.annotation import Motivation
from archive.text.quotes import describe_span
from archive.text.render import Highlight
from archive.text.spans import Span
from editorial.actions import ask_again, dismiss_check
from editorial.checks import Check, find_checks
from editorial.models import DismissedCheck

from .checked_story import make_checked_story
from .story_notes import Noted, read_notes
from .story_side import Named, read_names

LOOKED_AT = 10  # stories of the source, the latest
USUALLY = 8  # of them carry a copyright line: then one that has none is odd


@dataclass(frozen=True, slots=True)
class Checked:
    """A check beside the story; `noted` is the note that has been written on it, if any."""

    check: Check
    is_dismissed: bool = False
    noted: Noted | None = None

    @property
    def id(self) -> str:
        """Short enough for an address, long enough for a story."""
        return self.check.fingerprint[:12]


def read_checks(
    article: Article, version: ArticleVersion | None, names: Sequence[Named], notes: Sequence[Noted]
) -> list[Checked]:
    """Every check of the words shown, dismissed ones last. Two queries more at most, none for most stories."""
    if version is None:
        return []
    rights = getattr(article, "rights", None)
    has_notice = bool(rights and rights.notice.strip())
    dismissed: set[str] | None = None
    prints_notice = False
    if not has_notice and not article.source.default_notice:
        prints_notice, dismissed = _read_habits(article)
    found = find_checks(make_checked_story(article, version, names, prints_notice=prints_notice))
    if not found:
        return []
    if dismissed is None:
        dismissed = set(_dismissed(article))
    checked = [Checked(each, each.fingerprint in dismissed, _find_note(each, version, notes)) for each in found]
    return sorted(checked, key=lambda each: each.is_dismissed)


def mark_checks(checks: Sequence[Checked]) -> list[Highlight]:
    """What the text shows of those that wait for an editor."""
    return [
        Highlight(*span, kind="check", id=f"odd-{each.id}" if number == 0 else "", label=each.check.sentence)
        for each in checks
        if not each.is_dismissed
        for number, span in enumerate(each.check.spans)
    ]


def note_check(article: Article, by: User, fingerprint: str) -> str:
    """An internal note on the words, which says what the check would say. A second time writes nothing."""
    version, each = _find(article, fingerprint)
    if each.noted is not None:
        return "There is a note on these words already."
    annotate_version(
        version=version,
        quote=describe_span(version.text, _words_for_note(each.check, version)),
        hint=_words_for_note(each.check, version).start,
        body=each.check.note,
        by=by,
        at=timezone.now(),
        motivation=Motivation.QUESTIONING,
    )
    return "Noted, for the desk only."


def dismiss(article: Article, by: User, fingerprint: str) -> str:
    """The words are right."""
    _, each = _find(article, fingerprint)
    dismiss_check(article=article, check=each.check, by=by, at=timezone.now())
    return "Dismissed: these words of this story will not be asked about again."


def restore_check(article: Article, by: User, fingerprint: str) -> str:
    """The editor has second thoughts."""
    _, each = _find(article, fingerprint)
    ask_again(article=article, check=each.check, by=by, at=timezone.now())
    return "The check is back."


def _find(article: Article, fingerprint: str) -> tuple[ArticleVersion, Checked]:
    version = article.latest_version
    if version is not None:
        for each in read_checks(article, version, read_names(article, version), read_notes(article, version)):
            if each.check.fingerprint == fingerprint:
                return version, each
    raise Refused("The words have changed, and this check no longer finds anything.")


def _words_for_note(check: Check, version: ArticleVersion) -> Span:
    """The words it is about; for what stands outside the text its last words, where the copyright line would follow."""
    if check.spans:
        return check.spans[0]
    text = version.text.rstrip()
    start = max(text.rfind("\n") + 1, len(text) - 60)
    blank = text.find(" ", start, len(text) - 20)
    return Span(blank + 1 if blank >= 0 and start > 0 else start, len(text))


def _find_note(check: Check, version: ArticleVersion, notes: Sequence[Noted]) -> Noted | None:
    wanted = {*check.spans, _words_for_note(check, version)}
    return next((n for n in notes if n.span in wanted and n.note.motivation == Motivation.QUESTIONING), None)


def _dismissed(article: Article) -> list[str]:
    return list(DismissedCheck.objects.filter(article=article).values_list("fingerprint", flat=True))


def _read_habits(article: Article) -> tuple[bool, set[str]]:
    """Whether the source's latest stories carry a copyright line, and what was dismissed here: one query for both."""
    latest = Article.objects.filter(source_id=article.source_id).exclude(pk=article.pk).order_by("-id")[:LOOKED_AT]
    noticed = (
        Rights.objects.filter(article__in=latest.values("pk"))
        .exclude(notice="")
        .values("article__source_id")
        .annotate(number=Count("pk"))
        .values("number")
    )
    rows = (
        Article.objects.filter(pk=article.pk)
        .annotate(noticed=Subquery(noticed))
        .values_list("noticed", "dismissed_checks__fingerprint")
    )
    pairs = list(rows)
    return any((number or 0) >= USUALLY for number, _ in pairs), {mark for _, mark in pairs if mark}
