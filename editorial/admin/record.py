"""RecordAdmin: what the lists and forms of all records have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from archive.actions import Refused

from .history import show_history
from .paging import CountlessList, CountlessPaginator

if TYPE_CHECKING:
    ModelAdmin: TypeAlias = admin.ModelAdmin[Any]
    TabularInline: TypeAlias = admin.TabularInline[Any, Any]
    ModelForm: TypeAlias = forms.ModelForm[Any]
    InlineFormSet: TypeAlias = forms.BaseInlineFormSet[Any, Any, Any]
else:
    ModelAdmin, TabularInline = admin.ModelAdmin, admin.TabularInline
    ModelForm, InlineFormSet = forms.ModelForm, forms.BaseInlineFormSet


def actor_of(request: HttpRequest) -> User:
    """The signed-in editor, for `by=`."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class RefusableForm(ModelForm):
    """A form that can say, among its errors, why a deed was refused."""

    refusal = ""

    def clean(self) -> dict[str, Any] | None:
        """Django's checks, and the refusal that a first attempt met with."""
        cleaned = super().clean()
        if self.refusal:
            raise forms.ValidationError(self.refusal)
        return cleaned


class RecordAdmin(ModelAdmin):
    """Lists that never count, forms that turn a refusal into a sentence, and no deleting."""

    form = RefusableForm
    paginator = CountlessPaginator
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 0
    actions: tuple[str, ...] | None = None
    show_facets = admin.ShowFacets.NEVER
    save_on_top = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Our list, which pages without counting."""
        return CountlessList

    def get_form(
        self, request: HttpRequest, obj: models.Model | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, told of the refusal when this is the second look at the same request."""
        form = super().get_form(request, obj, change, **kwargs)
        setattr(form, "refusal", getattr(request, "refusal", ""))  # noqa: B010  # a class made for this request
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save; when the deed is refused, the form comes back as it was filled in, with the reason."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Refused as refusal:
            self.on_refusal(request, refusal, object_id)
            request.refusal = str(refusal)  # type: ignore[attr-defined]  # read by get_form, a few lines on
            return super().changeform_view(request, object_id, form_url, extra_context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The deeds on it."""
        return show_history(self, request, object_id)

    def on_refusal(self, request: HttpRequest, refusal: Refused, object_id: str | None) -> None:
        """What else has to be made ready before the form comes back."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Django's, without the one character that a database may refuse to look for."""
        return super().get_search_results(request, queryset, search_term.replace("\0", ""))

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Records are withdrawn, resolved or merged; what may be deleted says so itself."""
        return False

    def say(self, request: HttpRequest, sentence: str, *, is_refusal: bool = False) -> None:
        """Tell the editor what happened, on the next page."""
        self.message_user(request, sentence, messages.ERROR if is_refusal else messages.SUCCESS)


class EvidenceAdmin(RecordAdmin):
    """Records that nobody changes by hand: they can be looked at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False
