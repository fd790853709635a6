"""Stories: the list, and the page of one with everything that can be done to it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from archive.actions import Clash, Refused
from archive.actions.locking import lock_article
from archive.models import Article
from archive.models.article import Status
from editorial.workflow import PUBLISH

from .article_filters import AssignedFilter, NamesEntityFilter, SourceFilter
from .article_search import find_articles
from .dossier_filling import PICK
from .headlines import headline_of, long_fields
from .limits import may_work_on, refuse_other_sources
from .once import NOTE, NOTES_PAGE, add_filters, find_done, keep_done, make_once_field, read_key, read_place
from .record import actor_of
from .story_clash import compare_with_stored
from .story_deeds import DEEDS, Deed
from .story_draft import TAKE_UP, drop_draft, find_draft, open_draft
from .story_form import StoryForm, describe_state, read_initial
from .story_forms import SideForm
from .story_hits import read_term
from .story_page import describe_fields, describe_story
from .story_proposals import read_proposals
from .story_saving import CorrectionTyped, Intent, create_story, describe_done, save_story
from .story_views import StoryViews, page_of


@admin.register(Article)
class ArticleAdmin(StoryViews):
    """Stories, newest first."""

    list_display = ("headline", "source_code", "status", "dated_on", "language", "ref")
    list_display_links = ("headline",)
    list_filter = ("status", AssignedFilter, SourceFilter, NamesEntityFilter)
    list_select_related = ("latest_version", "source")
    ordering = ("-dated_on", "-id")
    sortable_by = ("dated_on",)
    search_fields = ("ref",)  # the box is answered by `find_articles`
    actions = ("put_in_dossier",)
    search_help_text = "Words of the story, a name, a reference, or the wire's identifier."

    @admin.display(description="headline")
    def headline(self, article: Article) -> str:
        return headline_of(article)

    @admin.display(description="source")
    def source_code(self, article: Article) -> str:
        return article.source.code

    @admin.action(description="Put into a dossier", permissions=["fill"])
    def put_in_dossier(self, request: HttpRequest, chosen: QuerySet[Article]) -> HttpResponse:
        """To the page that asks for the dossier, with the ticked stories in the order of the list."""
        picked = QueryDict(mutable=True)
        picked.setlist(PICK, [str(pk) for pk in chosen.values_list("pk", flat=True)])
        return HttpResponseRedirect(f"{reverse('admin:archive_dossier_fill')}?{picked.urlencode()}")

    def has_fill_permission(self, request: HttpRequest) -> bool:
        return actor_of(request).has_perm("archive.change_dossier")

    def label_completion(self, article: Article) -> str:
        """How a completion names a story."""
        return f"{self.headline(article)} · {article.source.code} {article.dated_on} · {article.ref}"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """All but what is in the trash, which is shown when it is asked for."""
        articles = Article.objects.select_related("latest_version", "source").newest_first().defer(*long_fields())
        wants_trash = request.GET.get("status__exact") == Status.TRASHED
        return articles if wants_trash else articles.exclude(status=Status.TRASHED)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Through the desk index, in its order."""
        is_unfinished = request.path == reverse("admin:autocomplete")
        return find_articles(queryset, search_term, is_unfinished=is_unfinished), False

    def get_urls(self) -> list[URLPattern]:
        """A story's own addresses come first: Django's catch the rest."""
        story = "<int:article_id>/"
        own = [
            path(story + "withdraw/", self._guard(self.withdraw_view), name="archive_article_withdraw"),
            path(story + "proposals/", self._guard(self.proposals_view), name="archive_article_proposals"),
            path(story + "preview/", self._guard(self.preview_view), name="archive_article_preview"),
            path(story + "keep/", self._guard(self.keep_view), name="archive_article_keep"),
            path(story + "forget/", self._guard(self.forget_view), name="archive_article_forget"),
            path(story + "presence/", self._guard(self.presence_view), name="archive_article_presence"),
            path(story + "versions/<int:number>/", self._guard(self.version_view), name="archive_article_version"),
        ]
        own += [
            path(story + deed.path, self._guard(partial(self.deed_view, deed)), name=f"archive_article_{deed.name}")
            for deed in DEEDS
        ]
        return own + super().get_urls()

    def _guard(self, view: Any) -> Any:
        return self.admin_site.admin_view(view)

    # --- the page --------------------------------------------------------------------------------

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of a story; a POST saves, publishes or corrects it."""
        if object_id is None:
            return self._add_view(request)
        article = self._find(object_id)
        if not self.has_view_or_change_permission(request, article):
            raise PermissionDenied
        if request.method != "POST":
            may_change = self.has_change_permission(request, article)
            if may_change and TAKE_UP in request.GET and (draft := find_draft(article, actor_of(request))):
                return self._show(request, article, open_draft(article, draft))
            return self._show(request, article, StoryForm(article=article, is_read_only=not may_change))
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        form = StoryForm(request.POST, article=article)
        if not form.is_valid():
            return self._show(request, article, form, trouble="Not saved: see what the form says below.")
        return self._save(request, article, form)

    def _save(self, request: HttpRequest, article: Article, form: StoryForm) -> HttpResponse:
        intent, now, user = _read_intent(request), timezone.now(), actor_of(request)
        self._check_intent(request, intent)
        typed = _read_correction(request)
        key = read_key(request, user)
        try:
            refuse_other_sources(user, form.cleaned_data["source"])
            with transaction.atomic():
                lock_article(article)
                if done := find_done(key):
                    return self._answer_again(request, done)
                saved = save_story(article=article, form=form, by=user, at=now, intent=intent, correction=typed)
                sentence = describe_done(intent, saved, now)
                drop_draft(saved, user)
                keep_done(key, by=user, at=now, sentence=sentence, location=page_of(saved))
        except Clash as clash:
            return self._show_clash(request, article, str(clash))
        except Refused as refusal:
            return self._show(request, article, form, trouble=str(refusal))
        self.log_change(request, saved, sentence)
        self.say(request, sentence)
        return HttpResponseRedirect(page_of(saved))

    def _check_intent(self, request: HttpRequest, intent: Intent) -> None:
        if intent != "draft" and not request.user.has_perm(PUBLISH):
            raise PermissionDenied

    def _show_clash(self, request: HttpRequest, article: Article, sentence: str) -> HttpResponse:
        """Both texts: the editor's in the form, the stored one beside it. Saving again is then a decision."""
        current = self._find(str(article.pk))
        initial = read_initial(current)
        data = request.POST.copy()
        data["opened_with"], data["base"] = data.get("base", ""), initial["base"]
        data["token"], data["seen"] = str(current.token), describe_state(initial, current)
        form = StoryForm(data, article=current)
        form.is_valid()
        return self._show(request, current, form, trouble=sentence, differences=compare_with_stored(form), status=409)

    def _add_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = StoryForm(request.POST) if request.method == "POST" else StoryForm()
        context: dict[str, Any] = {}
        if request.method == "POST" and form.is_valid():
            intent: Intent = "publish" if _read_intent(request) == "publish" else "draft"
            now, user = timezone.now(), actor_of(request)
            key = read_key(request, user)
            self._check_intent(request, intent)
            try:
                refuse_other_sources(user, form.cleaned_data["source"])
                if done := find_done(key):
                    return self._answer_again(request, done)
                with transaction.atomic():  # of two at once the key lets one through
                    article = create_story(form=form, by=user, at=now, intent=intent)
                    sentence = describe_done(intent, article, now)
                    keep_done(key, by=user, at=now, sentence=sentence, location=page_of(article))
            except IntegrityError:
                if (done := find_done(key)) is None:
                    raise
                return self._answer_again(request, done)
            except Refused as refusal:
                context["trouble"] = str(refusal)
            else:
                self.log_addition(request, article, sentence)
                self.say(request, sentence)
                return HttpResponseRedirect(page_of(article))
        elif request.method == "POST":
            context["trouble"] = "Not saved: see what the form says below."
        return self._respond(request, {**context, **describe_fields(form, {}), "title": "New story"}, form)

    def _show(
        self,
        request: HttpRequest,
        article: Article,
        form: StoryForm,
        *,
        side_form: SideForm | None = None,
        status: int = 200,
        **more: Any,
    ) -> HttpResponse:
        user = actor_of(request)
        turned = {"notes_page": read_place(request, NOTES_PAGE), "note": read_place(request, NOTE)}
        context = describe_story(article, form=form, user=user, side_form=side_form, term=read_term(request), **turned)
        typed = _read_correction(request)
        if "proposals" in request.GET:
            more["proposed"] = read_proposals(article)
        more |= {
            "title": headline_of(article),
            "correction_typed": typed,
            "correction_open": typed != CorrectionTyped(),
        }
        return self._respond(request, {**context, **more}, form, status=status)

    def _respond(
        self, request: HttpRequest, context: dict[str, Any], form: StoryForm, *, status: int = 200
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            "editorial/story.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "media": self.media + form.media,
                "once": make_once_field(request),
                **context,
            },
            status=status,
        )

    # --- deeds -----------------------------------------------------------------------------------

    def deed_view(self, deed: Deed, request: HttpRequest, article_id: int, key: int = 0) -> HttpResponse:
        """Do it, and come back to where the editor was; what was typed stays when it is refused."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self._find(str(article_id))
        user = actor_of(request)
        permission = deed.permission if "." in deed.permission else f"archive.{deed.permission}"
        # The rule of the address has asked for the permission of `restore`, which its state decides.
        may = deed.name == "restore" or user.has_perm(permission)
        if not (self.has_view_or_change_permission(request, article) and may and may_work_on(user, article)):
            raise PermissionDenied
        form = deed.form(request.POST)
        once, location = read_key(request, user), f"{page_of(article)}{deed.query}#{deed.panel}"
        if form.is_valid():
            try:
                with transaction.atomic():  # the words must not change between reading and tying something to them
                    fresh = lock_article(article)
                    if done := find_done(once):
                        return self._answer_again(request, done)
                    sentence = deed.do(fresh, user, key, form.cleaned_data)
                    keep_done(once, by=user, at=timezone.now(), sentence=sentence, location=location)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.log_change(request, article, sentence)
                self.say(request, sentence)
                return HttpResponseRedirect(add_filters(request, location))
        trouble = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return self._show(request, article, StoryForm(article=article), side_form=form, trouble=trouble)


def _read_correction(request: HttpRequest) -> CorrectionTyped:
    typed = request.POST
    return CorrectionTyped(typed.get("correction", ""), typed.get("wrong", "")[:1000], typed.get("right", "")[:1000])


def _read_intent(request: HttpRequest) -> Intent:
    if "_publish" in request.POST:
        return "publish"
    return "correct" if "_correct" in request.POST else "draft"
