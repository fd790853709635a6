"""The pages of a story beside its own, and what its page asks for while it is open: views of the story's admin."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from archive.actions import Refused
from archive.actions.locking import lock_article
from archive.models import Article, ArticleVersion
from archive.text.diff import diff_words
from editorial.actions import move_article
from editorial.models import OnceKey
from editorial.workflow import BY_NAME

from .limits import may_work_on
from .once import add_filters, find_done, keep_done, make_once_field, read_key
from .record import RecordAdmin, actor_of
from .removals import report_of
from .story_draft import drop_draft, keep_draft
from .story_forms import TAKEN_AWAY, WithdrawForm
from .story_marks import read_marks
from .story_presence import call_in
from .story_proposals import read_proposals


def page_of(article: Article) -> str:
    """The address of the page on which a story is worked at."""
    return reverse("admin:archive_article_change", args=[article.pk])


class StoryViews(RecordAdmin):
    """All but the page itself and its deeds, which are `ArticleAdmin`'s."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The role, and for one story that its source is among those the person works on."""
        may = super().has_change_permission(request, obj)
        return may and (not isinstance(obj, Article) or may_work_on(actor_of(request), obj))

    def withdraw_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """A page of its own, since it takes a story away from every reader."""
        article = self._find(str(article_id))
        if not may_work_on(actor_of(request), article):
            raise PermissionDenied
        form = WithdrawForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            move, user = BY_NAME[form.cleaned_data["how"]], actor_of(request)
            if not user.has_perm(move.permission):
                raise PermissionDenied
            key, now = read_key(request, user), timezone.now()
            try:
                with transaction.atomic():
                    fresh = lock_article(article)
                    if done := find_done(key):
                        return self._answer_again(request, done)
                    sentence, location = _take_away(fresh, move.name, form.cleaned_data, by=user, at=now)
                    keep_done(key, by=user, at=now, sentence=sentence, location=location)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_change(request, article, sentence)
                self.say(request, sentence)
                return HttpResponseRedirect(location)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "article": article, "form": form}
        context |= {"once": make_once_field(request), "title": "Withdraw this story"}
        return TemplateResponse(request, "editorial/withdraw.html", context)

    def proposals_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """The proposed links alone: the page asks for them when its panel of links is opened."""
        article = self._find(str(article_id))
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        may = {name: actor_of(request).has_perm(f"archive.{name}") for name in ("add_link", "delete_link")}
        context = {
            "article": article,
            "proposed": read_proposals(article),
            "may": may,
            "once": make_once_field(request),
        }
        return TemplateResponse(request, "editorial/_proposals.html", context)

    def preview_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """The latest words as readers would see them: on the reading room's own page."""
        article = self._find(str(article_id))
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        chosen = request.GET.urlencode()
        return HttpResponseRedirect(reverse("preview", args=[article.ref]) + (f"?{chosen}" if chosen else ""))

    def version_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """One version, and what changed from the one before."""
        article = self._find(str(article_id))
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        versions = {
            v.number: v for v in ArticleVersion.objects.filter(article=article, number__in=(number - 1, number))
        }
        if number not in versions:
            raise Http404
        version, before = versions[number], versions.get(number - 1)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "article": article,
            "version": version,
            "before": before,
            "marks": read_marks(version),
            "highlights": [],
            "changes": diff_words(before.text, version.text) if before else [],
            "headline_changes": diff_words(before.headline, version.headline) if before else [],
            "title": f"Version {number}",
        }
        return TemplateResponse(request, "editorial/version.html", context)

    def _find(self, object_id: str) -> Article:
        article = (
            Article.objects.for_desk().select_related("public_version").filter(pk=object_id).first()
            if object_id.isdecimal() and len(object_id) < 19
            else None
        )
        if article is None:
            raise Http404("There is no such story.")
        return article

    def _answer_again(self, request: HttpRequest, done: OnceKey) -> HttpResponse:
        """The answer that was lost on its way; nothing is done a second time."""
        self.say(request, done.sentence)
        return HttpResponseRedirect(add_filters(request, done.location))

    # --- what the page asks while it is open -------------------------------------------------------

    def keep_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Keep what is being typed."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return keep_draft(request, self._find_to_change(request, article_id), actor_of(request))

    def forget_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Throw away what was typed and kept."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article, user = self._find_to_change(request, article_id), actor_of(request)
        key, location = read_key(request, user), page_of(article)
        sentence = "The words you had typed are thrown away; the story is as it was."
        with transaction.atomic():
            lock_article(article)
            if done := find_done(key):  # what was typed since is not what was thrown away
                return self._answer_again(request, done)
            drop_draft(article, user)
            keep_done(key, by=user, at=timezone.now(), sentence=sentence, location=location)
        self.say(request, sentence)
        return HttpResponseRedirect(location)

    def presence_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        """Who else is here."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._find(str(article_id))
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        return call_in(request, article, actor_of(request))

    def _find_to_change(self, request: HttpRequest, article_id: int) -> Article:
        article = self._find(str(article_id))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article


def _take_away(article: Article, name: str, said: dict[str, Any], *, by: User, at: datetime) -> tuple[str, str]:
    """Withdraw or block. Returns what happened and where it is reported."""
    removal = {part: said[part] for part in ("category", "wording")}
    move_article(article=article, name=name, comment=said["reason"], removal=removal, by=by, at=at)
    made = article.removals.newest_first().first()
    return TAKEN_AWAY[said["how"]], report_of(made) if made else page_of(article)
