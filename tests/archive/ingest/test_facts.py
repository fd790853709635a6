"""The names of a story: those its feed states and those its text has are one list."""

from archive.ingest.draft import Draft, NamedThing
from archive.ingest.facts import with_facts
from archive.text.spans import Span

TEXT = "Minister Ivan Petrov met Harbour Watch in London on Monday. Petrov spoke of London."


def test_a_name_that_the_feed_states_gets_its_places_in_the_text() -> None:
    stated = (NamedThing("Ivan Petrov", identifiers={"mp": "p-1"}), NamedThing("Jane Doe"))

    draft = with_facts(Draft(text=TEXT, people=stated, organisations=(NamedThing("Harbour Watch"),)))

    petrov, doe = draft.people
    assert (petrov.name, petrov.identifiers, petrov.rule) == ("Ivan Petrov", {"mp": "p-1"}, "")
    assert petrov.spans[0] == Span(TEXT.index("Ivan"), TEXT.index("Ivan") + len("Ivan Petrov"))
    assert (doe.name, doe.spans) == ("Jane Doe", ())
    assert draft.organisations[0].spans == (Span(TEXT.index("Harbour"), TEXT.index(" in London")),)


def test_the_names_that_only_the_text_has_are_not_lost_to_those_of_the_feed() -> None:
    draft = with_facts(Draft(text=TEXT, people=(NamedThing("Jane Doe"),), places=(NamedThing("Delft"),)))

    assert [person.name for person in draft.people] == ["Jane Doe", "Ivan Petrov"]
    assert [place.name for place in draft.places] == ["Delft", "London"]
