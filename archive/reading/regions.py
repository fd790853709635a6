"""Names that follow a city in a dateline: states and provinces as wires abbreviate them, and countries.

Only good for telling a region from a country; finding the place on a map is the gazetteer's work.
"""

from typing import Final

REGIONS: Final[frozenset[str]] = frozenset(
    name.casefold()
    for name in (
        # United States: AP abbreviations, the eight that are never abbreviated, older wire forms, postal codes.
        "Ala|Alaska|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Hawaii|Idaho|Ill|Ind|Iowa|Kan|Ky|La|Maine|Md|Mass|Mich|Minn|"
        "Miss|Mo|Mont|Neb|Nev|NH|NJ|NM|NY|NC|ND|Ohio|Okla|Ore|Pa|RI|SC|SD|Tenn|Texas|Tex|Utah|Vt|Va|Wash|WVa|Wis|Wyo|"
        "DC|Puerto Rico|PR|Guam|Alabama|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Illinois|"
        "Indiana|Kansas|Kentucky|Louisiana|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|"
        "Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Oklahoma|Oregon|"
        "Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Vermont|Virginia|Washington|West Virginia|"
        "Wisconsin|Wyoming|"
        # Canada, Australia, the United Kingdom
        "Alberta|British Columbia|Manitoba|New Brunswick|Newfoundland|Nova Scotia|Ontario|Quebec|Québec|Saskatchewan|"
        "Prince Edward Island|Yukon|Nunavut|Alta|BC|Man|NB|NL|NS|Ont|PEI|Que|Sask|NWT|"
        "New South Wales|NSW|Victoria|Queensland|Qld|South Australia|Western Australia|Tasmania|Northern Territory|"
        "England|Scotland|Wales|Northern Ireland"
    ).split("|")
)

COUNTRIES: Final[frozenset[str]] = frozenset(
    name.casefold()
    for name in (
        "Afghanistan|Albania|Algeria|Andorra|Angola|Antigua and Barbuda|Argentina|Armenia|Australia|Austria|Azerbaijan|"
        "Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|Benin|Bermuda|Bhutan|Bolivia|Bosnia|"
        "Bosnia-Herzegovina|Bosnia and Herzegovina|Botswana|Brazil|British West Indies|Brunei|Bulgaria|Burkina Faso|"
        "Burma|Burundi|Cambodia|Cameroon|Canada|Cape Verde|Cayman Islands|Central African Republic|Ceylon|Chad|Chile|"
        "China|Colombia|Comoros|Congo|Costa Rica|Croatia|Cuba|Cyprus|Czech Republic|Czechia|Czechoslovakia|Denmark|"
        "Djibouti|Dominica|Dominican Republic|East Germany|East Timor|Timor-Leste|Ecuador|Egypt|El Salvador|"
        "Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Georgia|Germany|Ghana|"
        "Gibraltar|Greece|Greenland|Grenada|Guatemala|Guinea|Guinea-Bissau|Guyana|Haiti|Honduras|Hong Kong|Hungary|"
        "Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Jordan|Kazakhstan|Kenya|"
        "Kiribati|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|Lesotho|Liberia|Libya|Liechtenstein|Lithuania|"
        "Luxembourg|Macau|Macedonia|North Macedonia|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Marshall Islands|"
        "Mauritania|Mauritius|Mexico|Micronesia|Moldova|Monaco|Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|"
        "Nauru|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|Norway|Oman|Pakistan|Palau|Palestine|"
        "Gaza Strip|West Bank|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Qatar|Romania|Russia|"
        "Rhodesia|Rwanda|Samoa|San Marino|Saudi Arabia|Senegal|Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|"
        "Slovenia|Solomon Islands|Somalia|South Africa|South Korea|South Sudan|South Vietnam|North Vietnam|"
        "Soviet Union|USSR|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|"
        "Thailand|Togo|Tonga|Trinidad and Tobago|Tunisia|Turkey|Türkiye|Turkmenistan|Tuvalu|Uganda|Ukraine|"
        "United Arab Emirates|UAE|United Kingdom|UK|Britain|United States|USA|US|Uruguay|Uzbekistan|Vanuatu|Vatican|"
        "Venezuela|Vietnam|West Germany|Yemen|Yugoslavia|Zaire|Zambia|Zimbabwe|"
        # the same in the languages of the wires we know
        "Allemagne|Espagne|Italie|Royaume-Uni|Etats-Unis|États-Unis|Belgique|Suisse|Russie|Chine|Japon|Brésil|"
        "Deutschland|Österreich|Schweiz|Frankreich|Italien|Spanien|Russland|Vereinigtes Königreich|"
        "España|Francia|Alemania|Italia|México|Estados Unidos|Reino Unido|Brasil|Perú|Rusia|Colômbia|Alemanha|Espanha|"
        "Россия|Украина|Белоруссия|Казахстан|США|Германия|Франция|Китай"
    ).split("|")
)


def is_region(name: str) -> bool:
    """Whether a name printed after a city is a state or province."""
    return name.replace(".", "").strip().casefold() in REGIONS


def is_country(name: str) -> bool:
    """Whether a name printed after a city is a country."""
    plain = name.replace(".", "").strip().casefold()
    return plain in COUNTRIES or plain.removeprefix("the ") in COUNTRIES
