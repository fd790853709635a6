"""Accounts: who works at the desk, in which roles, on which sources. Every change leaves a deed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from archive.actions import record_deed
from editorial.models import SourceLimit

from .history import show_history
from .record import TabularInline, actor_of

ONLY_SUPERUSERS = ("is_superuser",)


class SourceLimitInline(TabularInline):
    """Empty: all sources."""

    model = SourceLimit
    extra = 0
    autocomplete_fields = ("source",)
    verbose_name = "source"
    verbose_name_plural = "Works on these sources only"


admin.site.unregister(User)
admin.site.unregister(Group)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in the stubs only
    """Django's accounts. Only a superuser makes another one, or changes the account of one."""

    inlines = (SourceLimitInline,)
    list_filter = ("is_staff", "is_active")
    # Roles are ticked; permissions beside the table of roles would not be seen by its tests, so nobody gives any.
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        ("Roles", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Since when", {"fields": ("last_login", "date_joined")}),
    )
    filter_horizontal = ()
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        own = super().get_readonly_fields(request, obj)
        own = (*own, "last_login", "date_joined")
        return own if actor_of(request).is_superuser else (*own, *ONLY_SUPERUSERS)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Six roles fit on the page: boxes to tick, instead of a list in which Ctrl must be held."""
        if db_field.name == "groups":
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "help_text": "What this person may do at the desk."}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        if isinstance(obj, User) and obj.is_superuser and not actor_of(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Accounts are switched off (“active”), so that the trail keeps pointing to somebody."""
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return show_history(self, request, object_id)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        record_deed("add_account", obj, by=actor_of(request), at=timezone.now(), after=_tell(obj))
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        after = _tell(obj) | {"changed": message}
        record_deed("change_account", obj, by=actor_of(request), at=timezone.now(), after=after)
        return super().log_change(request, obj, message)


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """The roles as `make_roles` has made them; the table stands in `editorial.roles`."""

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return show_history(self, request, object_id)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


def _tell(account: User) -> dict[str, Any]:
    """What a deed tells of an account; never a password."""
    return {
        "username": account.get_username(),
        "is_active": account.is_active,
        "is_staff": account.is_staff,
        "is_superuser": account.is_superuser,
        "roles": sorted(account.groups.values_list("name", flat=True)),
        "sources": sorted(SourceLimit.objects.filter(user=account).values_list("source__code", flat=True)),
    }
