"""What organisations' names are made of: data, written by us."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLOSING: Final = _words(
    "ministry department bank bancorp bancshares university college institute institution academy agency commission "
    "committee council congress parliament senate assembly party union association federation confederation league "
    "society foundation trust fund group holdings industries airlines airways motors electronics technologies systems "
    "petroleum chemicals pharmaceuticals foods insurance securities investments partners associates brothers bureau "
    "authority administration services court tribunal police army navy organisation organization church consortium "
    "cooperative alliance politburo secretariat directorate telecommunications telecom enterprises laboratories "
    "realty properties railways railroad brewery breweries choir orchestra ballet consulate embassy press post times "
    "journal gazette herald tribune corps board bundesbank exchange stores "
    "news club treasury cabinet politburo guards forces force bancorporation"
)
"""Last word of a name of two words or more. Lower case."""

OPENING: Final = _words(
    "ministry department bank university college institute academy agency commission committee council congress "
    "parliament assembly party union association federation confederation league society foundation bureau authority "
    "administration court tribunal organisation organization church house chamber board office federal league friends "
    "movement front army republic-bank"
)
"""First word of "… of …" or "… for …" names: "Bank of Japan", "Ministry of Finance". Lower case."""

POSSESSIVES: Final = _words(
    "people workers farmers teachers women men children miners soldiers veterans writers lloyd sotheby christie macy "
    "mcdonald moody sainsbury"
)
"""Words whose possessive belongs to a name: "Workers' Party", "People's Bank", "Moody's". Lower case."""

ACRONYMS: Final = frozenset(
    "NATO IMF OPEC OECD GATT UNESCO UNICEF WHO WTO UN EU EC EEC ASEAN IAEA ILO FAO OAS OAU ECB BIS FBI CIA NSA KGB FSB "
    "NASA ESA FDA SEC FCC FAA CFTC FDIC OPCW OSCE ICC ICRC UNHCR PLO ANC IRA KCNA TASS FIFA UEFA IOC NBA NFL BBC CNN "
    "IBM ATT AT&T GM BP ICI CBS NBC MITI GSA USDA EPA".split()
)
"""Organisations that copy names by their letters at first mention."""

KNOWN: Final = frozenset(
    (
        "united nations|european union|european commission|european community|european parliament|"
        "world bank|federal reserve|security council|supreme soviet|red cross|"
        "international monetary fund|food and drug administration|securities and exchange commission|"
        "national aeronautics and space administration|truth and reconciliation commission|"
        "world health organization|white house|state department|house of representatives|"
        "supreme people's assembly"
    ).split("|")
)
"""Names that no rule above would know. Lower case."""

GENERIC: Final = _words(
    "army police navy force forces stores party guards treasury cabinet press news club exchange fund"
)
"""After a mere nationality these are as often common nouns ("Russian forces"). Lower case."""

NOT_ORGANISATIONS: Final = frozenset(
    {"west bank", "soviet union", "left bank", "south bank", "outer banks", "major league", "foreign exchange"}
)
"""Places and things that end like a body. Lower case."""
