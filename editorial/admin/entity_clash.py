"""When two editors saved the same entry: both values side by side, so that neither is lost."""

from __future__ import annotations

from typing import Any

from .story_clash import Difference, compare_with_stored


def compare_entry(form: Any, formsets: list[Any]) -> list[Difference]:
    """Where the filled-in form and its rows of names and positions differ from the entry as it stands now."""
    found = compare_with_stored(form)
    for formset in formsets:
        theirs, yours = _stored(formset), _typed(formset)
        if theirs != yours:
            label = str(formset.model._meta.verbose_name_plural).capitalize()
            found.append(Difference(label, "\n".join(theirs), "\n".join(yours), ()))
    return found


def _stored(formset: Any) -> list[str]:
    return sorted(str(row) for row in formset.get_queryset())


def _typed(formset: Any) -> list[str]:
    """The rows that would be there if this were saved."""
    first = formset.form.base_fields and next(iter(formset.form.base_fields))
    kept = [form for form in formset.forms if not form["DELETE"].value()]
    return sorted(" ".join(str(value).split()) for form in kept if (value := form[first].value()))
