"""People, organisations, places and events: the authority files."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.db.models.expressions import Combinable
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from archive.actions import Clash, Refused, mention_entity, save_entity, set_participants
from archive.models import Article, Entity, Event, Mention, Organisation, Person, Place, Position
from archive.models.entity import Kind
from archive.models.mention import MentionStatus
from editorial.anchoring import find_words

from .aliases import AliasInline, save_aliases
from .entity_clash import compare_entry
from .entity_deeds import EntityDeeds, page_of, read_regroupings
from .entity_exchange import EntityExchange
from .entity_form import EntityForm, EventForm
from .entity_search import find_entities
from .headlines import headline_of, long_fields
from .paging import CountlessList
from .positions import PositionInline, save_positions
from .record import EvidenceAdmin, RecordAdmin, actor_of

STORIES = 20  # shown on an entity's page


class EntityList(CountlessList):
    """In the order of names, and no further: SQLite sorts all of a kind when the key of its own table is asked for too.

    Entries of one name stand as the index has them, which is by age.
    """

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[str | Combinable]:
        return ["key"]


class EntitySearch(RecordAdmin):
    """Lists of entities are searched by any of their names, along an index."""

    search_fields = ("key",)
    search_help_text = "A name or its beginning, in any script; other names count too."
    ordering = ("key",)
    sortable_by = ()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Main names and aliases; a Wikidata id finds its owner."""
        return find_entities(queryset, search_term), False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Of one kind: told, so that the index on kind and key gives the order."""
        living = super().get_queryset(request).filter(merged_into=None)
        return living.filter(kind=self.opts.model_name) if self.opts.model_name in Kind.values else living

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[EntityList]:
        return EntityList

    def label_completion(self, entity: Entity) -> str:
        """How a completion names it."""
        return f"{entity.name} · {entity.kind}{' · provisional' if entity.is_provisional else ''}"


class EntityAdmin(EntityDeeds, EntityExchange, EntitySearch):
    """What the four kinds share."""

    change_list_template = "editorial/entities.html"
    form = EntityForm
    change_form_template = "editorial/entity.html"

    list_display: tuple[str, ...] = ("name", "description", "is_provisional")
    list_filter = ("is_provisional",)
    inlines: ClassVar[Any] = (AliasInline,)
    facts: tuple[str, ...] = ()
    readonly_fields = ("stories",)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Name first, then what the kind adds, then the stories."""
        sets: list[Any] = [(None, {"fields": ("seen_token", "name", "description", *self.facts, "wikidata_id")})]
        return [*sets, ("Stories that name it", {"fields": ("stories",)})] if obj else sets

    @admin.display(description="newest")
    def stories(self, entity: Entity) -> SafeString | str:
        """The newest, and the way to all of them."""
        mentions = (
            Mention.objects.filter(entity_id=entity.pk)
            .exclude(status=MentionStatus.REJECTED)
            .select_related("article__latest_version")
            .defer(*long_fields("article"))
            .order_by("-article__dated_on", "-article_id")[: STORIES + 1]
        )
        if not mentions:
            return "None yet."
        rows = [
            (
                reverse("admin:archive_article_change", args=[mention.article_id]),
                headline_of(mention.article),
                mention.article.dated_on,
                mention.get_role_display(),
                "" if mention.status == MentionStatus.CONFIRMED else ", suggested",
            )
            for mention in mentions[:STORIES]
        ]
        items = format_html_join("", '<li><a href="{}">{}</a> <small>{}, {}{}</small></li>', rows)
        everything = f"{reverse('admin:archive_article_changelist')}?names={entity.pk}"
        return format_html('<ul class="stories">{}</ul><a href="{}">All of them</a>', items, everything)

    # --- the page --------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        return self.deed_urls() + self.exchange_urls() + super().get_urls()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One that was merged away leads to the survivor's page, where the merge can be undone."""
        if object_id is not None and object_id.isdecimal() and len(object_id) < 19:
            gone = Entity.objects.filter(pk=object_id).exclude(merged_into=None).select_related("merged_into").first()
            if gone is not None and gone.merged_into is not None and gone.kind == self.opts.model_name:
                self.say(request, f"“{gone.name}” was merged into “{gone.merged_into.name}”.")
                return HttpResponseRedirect(page_of(gone.merged_into) + "#regroupings")
        return super().changeform_view(request, object_id, form_url, extra_context)

    def on_refusal(self, request: HttpRequest, refusal: Refused, object_id: str | None) -> None:
        """After a clash the form is shown with the token of now: saving again is a decision, with both in sight."""
        if isinstance(refusal, Clash) and object_id:
            sent = request.POST.copy()
            sent["seen_token"] = str(Entity.objects.values_list("token", flat=True).get(pk=object_id))
            request.POST = sent  # type: ignore[assignment]  # a QueryDict, as before
            setattr(request, "is_clash", True)  # noqa: B010  # read by render_change_form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """With likely duplicates, what was merged and split, and after a clash both values."""
        if (entity := context.get("original")) is not None:
            context |= read_regroupings(entity)
        if getattr(request, "is_clash", False):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["differences"] = compare_entry(context["adminform"].form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    # --- writing ---------------------------------------------------------------------------------

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """A person has looked at it: it is provisional no longer."""
        obj.is_provisional = False
        by, token = actor_of(request), form.cleaned_data.get("seen_token")
        save_entity(entity=obj, by=by, at=timezone.now(), token=token)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        by = actor_of(request)
        for formset in formsets:
            if formset.model is Position:
                save_positions(formset, person=form.instance, by=by, at=timezone.now())
            else:
                save_aliases(formset, entity=form.instance, by=by, at=timezone.now())

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """When it was made from a story's page, tie the story to it and go back there."""
        wanted = request.GET.get("for_story", "")
        may = request.user.has_perm("archive.add_mention")
        article = Article.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
        if article is None or not may or "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        text = article.latest_version.text if article.latest_version else ""
        spans = find_words(text, request.GET.get("words", "")) or find_words(text, obj.name)
        mention_entity(article=article, entity=obj, by=actor_of(request), at=timezone.now(), spans=spans)
        self.say(request, f"{obj.name} is kept, and the story now names it.")
        return HttpResponseRedirect(reverse("admin:archive_article_change", args=[article.pk]) + "#names")


@admin.register(Person)
class PersonAdmin(EntityAdmin):
    list_display = ("name", "description", "born_on", "died_on", "is_provisional")
    facts = ("born_on", "died_on")
    inlines: ClassVar[Any] = (AliasInline, PositionInline)


@admin.register(Organisation)
class OrganisationAdmin(EntityAdmin):
    list_display = ("name", "description", "parent", "is_provisional")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    facts = ("parent",)


@admin.register(Place)
class PlaceAdmin(EntityAdmin):
    list_display = ("name", "country", "parent", "description", "is_provisional")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)
    facts = ("country", "parent", "latitude", "longitude", "geonames_id")

    def label_completion(self, entity: Entity) -> str:
        country = getattr(entity, "country", "")
        return f"{entity.name} · {country}" if country else super().label_completion(entity)


@admin.register(Event)
class EventAdmin(EntityAdmin):
    form = EventForm
    list_display = ("name", "starts_on", "ends_on", "location", "is_provisional")
    list_select_related = ("location",)
    autocomplete_fields = ("location", "parent", "participants")
    facts = ("starts_on", "ends_on", "precision", "location", "parent", "participants")

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if "participants" in form.changed_data:
            set_participants(
                event=form.instance,
                participants=form.cleaned_data["participants"],
                by=actor_of(request),
                at=timezone.now(),
            )

    def label_completion(self, entity: Entity) -> str:
        day = getattr(entity, "starts_on", None)
        return f"{entity.name} · {day}" if day else super().label_completion(entity)


@admin.register(Entity)
class AnyEntityAdmin(EntitySearch, EvidenceAdmin):
    """All four kinds together: for completions only, it has no list of its own."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("archive.view_entity")

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:archive_person_changelist"))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """To the page of its kind."""
        entity = self.get_object(request, object_id or "")
        if entity is None:
            return self.changelist_view(request)
        return HttpResponseRedirect(reverse(f"admin:archive_{entity.kind}_change", args=[entity.pk]))
