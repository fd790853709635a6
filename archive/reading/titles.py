"""Words that stand before or after a person's name and say what the person is: data, written by us."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES: Final = _words(
    "administrator president president-elect premier minister secretary chancellor ambassador senator congressman congresswoman "
    "representative governor mayor chairman chairwoman chairperson director-general vice-president vice-chairman "
    "spokesman spokeswoman spokesperson leader commissioner chief-of-staff envoy undersecretary archbishop cardinal "
    "pope ayatollah imam rabbi sheikh emir sultan emperor comptroller consul deputy councillor lawmaker treasurer "
    "prosecutor inspector superintendent commander colonel lieutenant cosmonaut astronaut academician professor "
    "economist analyst trader dealer broker lawyer attorney banker executive director manager president-designate "
    "coach captain striker midfielder defender goalkeeper skipper driver rider singer actor actress author writer "
    "journalist reporter correspondent editor filmmaker poet pianist painter composer conductor engineer scientist "
    "physicist chemist historian designer businessman businesswoman financier investor industrialist entrepreneur "
    "activist dissident rebel guerrilla strongman dictator statesman politician diplomat negotiator strategist "
    "founder co-founder head boss owner co-owner partner champion runner-up jockey golfer sprinter swimmer cyclist "
    "teenager boxer pitcher shortstop quarterback centre-half all-rounder batsman bowler veteran compatriot teammate "
    "colleague candidate nominee incumbent congressional delegate advisor adviser aide counsel arbitrageur planner "
    "farmer teacher nurse soldier doctor surgeon student actor-director consultant specialist researcher "
    "schoolgirl schoolboy defendant suspect publisher owner-trainer trainer umpire referee jurist justice"
)
"""Strong titles: with a name after them, that name is a person's. Lower case."""

OCCUPATIONS: Final = _words(
    "reporter broker analyst dealer trader economist justice lawyer driver rider singer actor author writer correspondent "
    "editor striker defender champion partner owner head student teacher suspect specialist consultant researcher "
    "investor banker publisher manager executive director"
)
"""Titles after which a single capitalised word is as often a firm or a town ("broker Evolution"). Lower case."""

WEAK_TITLES: Final = _words(
    "general major king queen prince princess judge bishop marshal duke duchess count baron lord lady speaker chief "
    "admiral sergeant corporal private officer agent detective constable master father brother sister mother saint "
    "brigadier commodore sir dame counsellor crown"
)
"""Titles that also begin the names of firms, places and things ("General Motors", "Prince Edward Island")."""

HONORIFICS: Final = _words(
    "mr mrs ms miss dr mr. mrs. ms. dr. sir dame messrs messrs. mme mme. rev rev. herr frau monsieur madame signor hon hon."
)

ABBREVIATED: Final = _words(
    "sen. rep. gen. gov. prof. lt. col. capt. sgt. maj. adm. cmdr. pres. msgr. cpl. pvt. brig. amb. sen rep prof capt col"
)

MODIFIERS: Final = _words(
    "prime foreign deputy vice former ex acting chief executive finance defence defense interior economy economic "
    "culture cultural trade justice health education agriculture agricultural energy oil labour labor transport "
    "planning environment treasury state senior assistant general managing communist party opposition rebel army "
    "military police company bank group ministry government embassy state-run world olympic national team home "
    "first second third press white house senate congressional central supreme court budget industry commerce "
    "chief-executive financial political research market currency exchange commodity religious spiritual supreme "
    "presidential parliamentary interim caretaker outgoing incoming veteran then two-time three-time defending "
    "attorney secretary director operating premier junior associate co- under provisional permanent united nations "
    "flight mission test film pop rock jazz opera stage russian"
)
"""Words that belong to a title before it ("deputy prime minister", "chief executive officer"). Lower case."""

TITLE_TAILS: Final = _words("general elect designate emeritus")

RELATIONS: Final = _words(
    "daughter son wife husband brother sister mother father widow uncle aunt nephew niece cousin grandson "
    "granddaughter grandfather grandmother fiancee fiance girlfriend boyfriend partner lawyer successor predecessor "
    "stepson stepdaughter ex-wife ex-husband half-brother sister-in-law brother-in-law son-in-law father-in-law "
    "deputy colleague manager coach boss"
)

SPEECH: Final = _words(
    "said says told added noted explained stated argued asked replied warned insisted recalled joked admitted "
    "acknowledged declared predicted stressed declined commented complained conceded testified quipped wrote "
    "thinks believes"
)

SUFFIXES: Final = _words("Jr Jr. Sr Sr. II III IV")

OFFICES: Final = _words(
    "State Defense Defence Finance Exchequer Treasury Interior Commerce Agriculture Energy Transportation Education "
    "Labor Labour Health Justice Opposition House Staff Culture Trade Industry Foreign Affairs Economy Planning Parliament"
)
"""What follows "of" in an office that stands before a name: "Secretary of State George Shultz"."""
