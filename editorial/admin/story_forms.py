"""The small forms beside a story: a name, a note, a link, a decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from archive.models import Article, Entity, Link, Mention
from archive.models.annotation import Motivation, Visibility
from archive.models.link import LinkType
from archive.models.mention import Role
from archive.models.removal import RemovalCategory

from .completion import complete

# How a link is chosen: "this story … the other one".
LINK_CHOICES = [
    (LinkType.FOLLOWS, "follows"),
    (LinkType.BACKGROUND, "has as background"),
    (LinkType.UPDATES, "updates"),
    (LinkType.CORRECTS, "corrects"),
    (LinkType.TRANSLATES, "translates"),
    (LinkType.CONTRADICTS, "contradicts"),
    (LinkType.SAME_STORY, "tells the same story as"),
    (LinkType.DUPLICATES, "duplicates"),
]


# What editors call the purposes of a note; the rest of the W3C's list comes after.
_CALLED = {
    Motivation.COMMENTING: "note",
    Motivation.QUESTIONING: "question",
    Motivation.ASSESSING: "fact-check",
    Motivation.EDITING: "correction request",
    Motivation.HIGHLIGHTING: "quote",
}
NOTE_KINDS = [
    *_CALLED.items(),
    *(choice for choice in Motivation.choices if choice[0] not in {*_CALLED, Motivation.REPLYING}),
]


class SideForm(forms.Form):
    """A form beside a story; its fields' ids begin with its own name, since the page holds several."""

    name = "side"

    def __init__(self, data: QueryDict | None = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), auto_id=f"{self.name}-%s")


class Decision(SideForm):
    """A button: nothing is typed."""


class MentionForm(SideForm):
    """Tie the story to somebody or something."""

    name = "mention"
    entity = forms.ModelChoiceField(Entity.objects.filter(merged_into=None), label="Who or what")
    role = forms.ChoiceField(choices=Role.choices, initial=Role.MENTIONED)
    descriptor = forms.CharField(max_length=300, required=False, help_text="As printed: Russian Culture Minister")
    words = forms.CharField(
        max_length=1000,
        required=False,
        label="Words in the story",
        help_text="Left empty: wherever the name stands.",
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        complete(self.fields["entity"], Mention, "entity", placeholder="A person, organisation, place or event")


class NoteForm(SideForm):
    """Write a note on quoted words."""

    name = "note"
    exact = forms.CharField(
        label="Words",
        strip=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Exactly as they are printed; select them in the story to fill this in.",
    )
    before = forms.CharField(
        label="Words before",
        strip=False,
        required=False,
        max_length=100,
        help_text="Only if the same words stand in the story twice.",
    )
    paragraph = forms.IntegerField(
        label="Paragraph",
        required=False,
        min_value=1,
        max_value=100_000,
        help_text="Its number in the margin, instead of the words before.",
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)
    body = forms.CharField(label="Note", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    visibility = forms.ChoiceField(
        label="Who sees it",
        choices=[(Visibility.INTERNAL, "the desk only"), (Visibility.PUBLIC, "readers too")],
        initial=Visibility.INTERNAL,
    )
    motivation = forms.ChoiceField(
        label="Purpose",
        choices=NOTE_KINDS,
        initial=Motivation.COMMENTING,
    )


class NoteEditForm(SideForm):
    """Change what a note says."""

    name = "edit-note"
    seen_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    body = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))
    visibility = forms.ChoiceField(choices=Visibility.choices)
    motivation = forms.ChoiceField(choices=Motivation.choices)


class ReplyForm(SideForm):
    """Answer a note."""

    name = "reply"
    body = forms.CharField(max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))


class AttachForm(SideForm):
    """Put a note on words: those typed, or the proposed ones by their place."""

    name = "attach"
    exact = forms.CharField(strip=False, max_length=20_000)
    before = forms.CharField(strip=False, required=False, max_length=100)
    start = forms.IntegerField(required=False, min_value=0)


class ResolveForm(SideForm):
    """Close a note or open it again."""

    name = "resolve"
    resolved = forms.BooleanField(required=False)


class CheckForm(SideForm):
    """A button beside a check, which is known by its fingerprint."""

    name = "check"
    fingerprint = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


class LinkForm(SideForm):
    """Connect this story with another."""

    name = "link"
    type = forms.ChoiceField(label="This story", choices=LINK_CHOICES)
    target = forms.ModelChoiceField(Article.objects.all(), label="The other story")
    reason = forms.CharField(max_length=500, required=False, help_text="Readers see it beside the link.")
    words = forms.CharField(
        label="Words that lead there",
        required=False,
        strip=False,
        max_length=4000,
        help_text="Left empty, the link is of the whole story. Select words in the story to fill this in.",
    )
    start = forms.IntegerField(required=False, widget=forms.HiddenInput)
    end = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        complete(self.fields["target"], Link, "target", placeholder="Headline or reference")


TAKEN_AWAY = {
    "withdraw": "Withdrawn: readers find a note in the place of the story.",
    "block": "Blocked: readers are told that a legal demand keeps the story from them.",
}


class WithdrawForm(forms.Form):
    """Say why a story is taken away, and whether a law demands it."""

    how = forms.ChoiceField(
        label="What happens",
        choices=[("withdraw", "we withdraw it"), ("block", "a legal demand blocks it")],
        initial="withdraw",
    )

    category = forms.ChoiceField(
        label="Reason",
        choices=[("", "choose one"), *RemovalCategory.choices],
        help_text="It stands in the public log of removals, without a word of the story.",
    )
    wording = forms.CharField(
        label="What readers are told",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="It stands in the place of the story: name nobody, repeat nothing.",
    )
    reason = forms.CharField(
        label="Details",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the desk's record alone: who asked, which demand.",
    )
