"""Capitalised words that are not people's names: data, written by us."""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


STARTERS: Final = _words(
    "the a an in on at by for from with without to of and but or nor if when while after before since until as "
    "although though because however he she it they we you i his her its their our my your this that these those "
    "there here who what which where why how one two three four five six seven eight nine ten some many most "
    "all both each every no not only also even still yet now then once later earlier meanwhile asked under over "
    "between among against during despite according despite into about like unlike last next other another such "
    "both either neither more less much several few any is are was were has have had do does did will would can "
    "could may might should must let so too very just first second third former ex beating replacing leading "
    "following including said says told new today yesterday tomorrow tonight up down out off per via re versus vs "
    "winner winners runner-up men women note result results scores leading result-of defending top seed seeded "
    "ranked result copyright reuter reuters minutes scorers scorer attendance halftime sources shares analysts "
    "traders police officials dealers economists lawyers critics experts investors wearing given born added "
    "ask see call make take get go come buy sell read write keep find try use meet pay lose win beat"
)
"""Words that only open a sentence or list: cut from the front of a run. Lower case."""

CALENDAR: Final = _words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december jan jan. feb feb. aug aug. sept sept. sep sep. oct oct. nov nov. dec dec. "
    "christmas easter ramadan"
)

COMPANY_ENDS: Final = _words(
    "co co. corp corp. inc inc. ltd ltd. plc llc llp lp ag sa gmbh nv bv spa ab oy asa as kk bhd pty se kgaa cos bros bros."
    " company corporation incorporated limited"
)
"""The word that ends a firm's name."""

ORGANISATION_WORDS: Final = _words(
    "ministry department bank bancorp bancshares university college institute institution academy school agency "
    "commission committee council congress parliament senate assembly party union association federation "
    "confederation league society foundation trust fund group holdings holding industries international industrial "
    "airlines airways air motors motor electric electronics technologies technology systems petroleum oil gas steel "
    "chemical chemicals pharmaceuticals foods insurance assurance savings financial finance securities capital "
    "investments investment partners associates brothers bureau office board authority administration service "
    "services court tribunal police army navy force forces organisation organization church club team fc united "
    "city rovers wanderers athletic town county choir orchestra theatre theater company corporation press news "
    "times post journal gazette herald tribune daily network television broadcasting radio center centre hospital "
    "museum gallery library hotel group consortium cooperative coalition alliance front movement command "
    "headquarters embassy consulate house exchange reserve treasury cabinet politburo secretariat directorate "
    "communications telecommunications telephone telegraph telecom energy power resources mines mining minerals "
    "products stores enterprises laboratories labs computer computers software data entertainment pictures studios "
    "records publishing publications realty properties estate transport transportation railway railways railroad "
    "shipping lines marine aerospace aviation aircraft rubber tire paper plastics glass cement brewery breweries "
    "health medical care sciences research development corps brigade division battalion regiment squad"
)
"""A run that holds one of these is an organisation, not a person. Lower case."""

THING_WORDS: Final = _words(
    "hall tower palace square street avenue road bridge river lake sea ocean bay gulf island islands mountain "
    "mountains mount valley desert park garden gardens stadium arena airport station port harbour harbor castle "
    "cathedral temple mosque monument memorial prison jail dam canal strait straits cape peninsula province region "
    "state republic kingdom empire states nations north south east west northern southern eastern western central "
    "upper lower middle new old great grand royal imperial federal national international democratic people's "
    "peoples socialist communist liberal conservative labour labor christian islamic muslim catholic orthodox "
    "protestant jewish treaty agreement accord act bill law amendment constitution charter convention protocol "
    "resolution pact plan programme program project policy strategy initiative summit conference forum games "
    "olympics olympic cup championship championships open tournament prix grand-prix prize award awards medal "
    "world war battle revolution day week month year season series festival show film book song album anthem race "
    "stakes handicap division index average exchange stock bond note notes dollar pound yen mark franc treasury "
    "boeing airbus jet aircraft flight ship submarine missile satellite shuttle space radio tv "
    "president minister secretary government opposition street wall high low black white red green blue golden "
    "silver standard first second third american general mutual pacific atlantic continental allied universal "
    "consolidated amalgamated associated mid big little long short super value common preferred gross domestic "
    "product tax income labor-day santa san saint los las fort mt mt. ft ft. st st. dow sex mad cow open masters "
    "british english french german russian chinese japanese korean italian spanish soviet european african asian "
    "arab latin holy sacred high-level trade-union strip bank heights beach hills creek springs falls rapids "
    "grove lane boulevard plaza square building tower towers heights villa"
)
"""Words of places, treaties, events and things: a person's name holds none of them. Lower case."""

NATIONALITIES: Final = _words(
    "american british english scottish welsh irish french german italian spanish portuguese dutch belgian swiss "
    "austrian danish swedish norwegian finnish icelandic polish czech slovak hungarian romanian bulgarian greek "
    "turkish russian soviet ukrainian belarussian belarusian lithuanian latvian estonian serbian croatian bosnian "
    "slovenian macedonian albanian cypriot maltese israeli palestinian lebanese syrian jordanian iraqi iranian "
    "kuwaiti saudi yemeni omani qatari bahraini egyptian libyan tunisian algerian moroccan sudanese ethiopian "
    "somali kenyan ugandan tanzanian rwandan burundian congolese zairean nigerian ghanaian ivorian senegalese "
    "liberian cameroonian gabonese angolan zambian zimbabwean mozambican namibian african afghan pakistani indian "
    "bangladeshi nepalese nepali chinese taiwanese japanese korean mongolian vietnamese cambodian laotian thai "
    "burmese malaysian singaporean indonesian philippine filipino australian canadian mexican guatemalan honduran "
    "salvadoran nicaraguan panamanian cuban haitian dominican jamaican trinidadian colombian venezuelan ecuadorean "
    "peruvian bolivian chilean argentine argentinian brazilian uruguayan paraguayan european asian arab kurdish "
    "chechen georgian armenian azerbaijani azeri kazakh uzbek tajik turkmen kyrgyz moldovan catalan basque "
    "briton britons frenchman frenchwoman englishman scot welshman irishman dutchman dutchwoman swede finn norwegian "
    "dane german spaniard pole turk serb croat bosnian slovak czech greek italian belgian swiss austrian american "
    "australian canadian kenyan new-zealander u.s. us u.k. uk eu un bavarian texan californian siberian crimean "
    "tibetan maori western eastern north south northern southern"
)
"""Nationalities, as they stand before a title or a name. Lower case."""

NOT_NAMES: Final = COMPANY_ENDS | ORGANISATION_WORDS | THING_WORDS | CALENDAR | NATIONALITIES | STARTERS
"""No word of a person's name, unless a rule says otherwise (a title right before it)."""

NAMES_ANYWAY: Final = _words(
    "may mark christian house church white black green brown long short little young king prince bishop pope "
    "north west price day march hall park st. cook gray grey rice lane hill wood field banks power mills jordan "
    "major general sergeant bush ford stone rivers lake post grant love best law sharp rich law castle "
    "street palace bird fox wolf rose marshall price lord english french german holland welsh ireland brooks bridges "
    "waters winters summers low strong wise major gore first garden temple parish knight ball bell good bond silver golden"
)
"""Words above that are also common surnames: allowed last, after a given name. Lower case."""

SYLLABLES: Final = _words(
    "un an in so do on he she you we me to no men sun son min song long young hill may his us eu up"
)
"""Words above that are also syllables of East Asian names ("Kim Jong Un"): allowed in those. Lower case."""

NOT_PEOPLE: Final = frozenset(
    (
        "philip morris|eli lilly|merrill lynch|morgan stanley|goldman sachs|salomon brothers|drexel burnham|"
        "kidder peabody|dean witter|smith barney|charles schwab|walt disney|calvin klein|ralph lauren|harley davidson|"
        "rolls royce|louis vuitton|christian dior|james capel|samuel montagu|laurie milbank|freddie mac|fannie mae|"
        "ginnie mae|sallie mae|societe generale|morgan grenfell|robert fleming|lazard freres|john deere|john hancock|"
        "jardine matheson|marks spencer|jp morgan|j.p. morgan|arthur andersen|ernst young|peat marwick|price waterhouse|"
        "mitchell hutchins|prudential bache|alex brown|alex. brown|thomson mckinnon|phillips petroleum|boris yeltsin-era|"
        "hong kong|hà nội|ha noi|vasco da|ben gurion|les echos|lech poznan|willem ii|johnson johnson|procter gamble|hewlett packard|"
        "johnson matthey|martin marietta|mcdonnell douglas|warner lambert|warner bros|lockheed martin|dow jones|"
        "jim beam|johnnie walker|jack daniel|tim hortons|victoria falls|victoria beach|saint petersburg|cheung kong|"
        "yom kippur|al qaeda|al jazeera|abu dhabi|tel aviv|kuala lumpur|ho chi|notre dame|red cross|el salvador|"
        "el nino|la nina|santa fe|san francisco|los angeles|chung nam|ann arbor|ann taylor|carl zeiss|daimler benz|"
        "alfa laval|alfa romeo|mercedes benz|aston martin|land rover|jaguar cars|air france|bear stearns|paine webber"
    ).split("|")
)
"""Firms, towns and things whose first two words look like a person's name. Lower case."""
