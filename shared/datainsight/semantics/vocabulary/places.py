"""Places on Earth."""

from datainsight.models.profile import DataType
from datainsight.semantics.free_text import is_full_address, is_numbered_place, is_street_address
from datainsight.semantics.model import CODES, NUMBERS, SemanticType, Strength

_COUNTRY = "country|country name|nation|land|pays|pais|paese|country of .*|destination country"
_CODE = (
    "country(?: code)?|iso(?: ?3166)?(?: ?alpha ?[23])?(?: code)?|cc|land|pays|pais|nationality|country iso"
)
_TIMEZONE = "time ?zone|tz|zeitzone"
_REGION = (
    "state(?: name| province)?|province|region|county|bundesland|canton|"
    "departement|prefecture|provincia|estado|territory|address region|st"
)
_ADDRESS = (
    "address|full address|adresse|direccion|indirizzo|endereco|adres|mailing address|"
    "postal address|location address"
)
_STREET = (
    "street(?: address| name)?|address ?(?:line)? ?[12]?|addr(?:ess)? ?[12]?|strasse|rue|"
    "calle|via|straat|billing address|shipping address|home address"
)
_POSTAL = (
    "zip(?: ?code)?|post(?:al)? ?code|postcode|plz|postleitzahl|code postal|"
    "codigo postal|cap|cep|pin ?code|zip 4"
)
TYPES = (
    SemanticType(
        "coordinates",
        Strength.PROOF,
        "coordinates?|lat ?(?:lng|lon|long)|geo(?: ?point| ?location)?|location|gps|point",
        (
            r"\(?\s*[-+]?\d{1,2}\.\d{2,}\s*[,; ]\s*[-+]?\d{1,3}\.\d{2,}\s*\)?|"
            r"point\s?\([-\d. ]+\)|\d{1,3}°.*[nsew]"
        ),
        kinds=frozenset({DataType.TEXT, DataType.LIST}),
        examples=("52.5200, 13.4050", "POINT (13.4 52.5)"),
        counter_examples=("12.5", "1, 2"),
    ),
    SemanticType(
        "latitude",
        Strength.HINT,
        "lat|latitude|breitengrad|latitud|y coord(?:inate)?",
        r"[-+]?\d{1,2}(?:\.\d+)?",
        kinds=NUMBERS,
        low=-90,
        high=90,
        examples=("52.52",),
        counter_examples=("181",),
    ),
    SemanticType(
        "longitude",
        Strength.HINT,
        "lon|lng|long|longitude|langengrad|longitud|x coord(?:inate)?",
        r"[-+]?\d{1,3}(?:\.\d+)?",
        kinds=NUMBERS,
        low=-180,
        high=180,
        examples=("-113.405",),
        counter_examples=("1810",),
    ),
    SemanticType(
        "timezone",
        Strength.PROOF,
        _TIMEZONE,
        (
            "(?:africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific|"
            r"etc|us)/[a-z_+-]+(?:/[a-z_]+)?(?:[+-]\d+)?|(?:utc|"
            r"gmt)(?:\s?[+-−–±]\s?\d{1,2}(?::?\d{2})?)?|[+-−]\d{2}:\d{2}"
        ),
        examples=("Europe/Berlin", "UTC+2"),
        counter_examples=("Berlin",),
    ),
    SemanticType(
        "timezone",
        Strength.HINT,
        _TIMEZONE,
        r"[a-z+−:\d/_ ()-]{1,40}",
        kinds=frozenset(DataType),
        examples=("CEST", "EST"),
    ),
    SemanticType(
        "country",
        Strength.TELLING,
        _COUNTRY,
        words=("countries",),
        prior=0.05,
        check=lambda value: len(value) > 3 or value.isupper(),
        least_share=0.6,
        examples=("Germany", "Deutschland", "United States"),
        counter_examples=("Berlin",),
    ),
    SemanticType(
        "country_code",
        Strength.HINT,
        _CODE,
        "[a-z]{2,3}",
        words=("country_codes",),
        least_share=0.8,
        examples=("DE", "USA"),
        counter_examples=("ZZ", "Germany"),
    ),
    SemanticType(
        "country_code",
        Strength.TELLING,
        _CODE,
        "[A-Z]{2,3}",
        lambda value: value.isupper(),
        words=("country_codes",),
        least_share=0.95,
        examples=("DE", "USA"),
        counter_examples=("de", "XX"),
    ),
    SemanticType(
        "nationality",
        Strength.TELLING,
        "nationality|citizenship|staatsangehorigkeit|nacionalidad|nationalite|ethnicity",
        words=("nationalities",),
        prior=0.04,
        least_share=0.7,
        examples=("German", "Sri Lankan"),
        counter_examples=("Berlin",),
    ),
    SemanticType(
        "region",
        Strength.TELLING,
        _REGION,
        words=("regions", "subdivisions"),
        prior=0.03,
        least_share=0.6,
        examples=("California", "Nordrhein-Westfalen"),
        counter_examples=("Tuesday",),
    ),
    SemanticType(
        "region",
        Strength.TELLING,
        _REGION,
        "[a-z]{2,3}",
        words=("region_codes",),
        least_distinct=2,
        least_share=0.9,
        examples=("CA", "NSW"),
        counter_examples=("XY",),
    ),
    SemanticType(
        "region", Strength.HINT, _REGION, r"[^\d@]{2,40}", examples=("Somewhere",), counter_examples=("42",)
    ),
    SemanticType(
        "city",
        Strength.TELLING,
        (
            "city|town|village|municipality|suburb|ort|stadt|ville|ciudad|citta|cidade|stad|"
            "locality|place|capital|birth ?place|address locality|hometown"
        ),
        words=("cities",),
        least_share=0.45,
        examples=("Berlin", "São Paulo", "New York"),
        counter_examples=("Tuesday",),
    ),
    SemanticType(
        "city",
        Strength.HINT,
        (
            "city|town|village|municipality|suburb|stadt|ville|ciudad|citta|cidade|locality|"
            "address locality|hometown"
        ),
        r"[^\d@]{2,50}",
        examples=("Nowhereville",),
        counter_examples=("42",),
    ),
    SemanticType(
        "postal_code",
        Strength.TELLING,
        _POSTAL,
        (
            r"[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z] ?\d[a-z]\d|\d{5}-\d{4}|"
            r"\d{4} ?[a-z]{2}|\d{2}-\d{3}|\d{3} \d{2}|\d{5}-\d{3}|[a-z]{1,2}-\d{4,5}|"
            r"[a-z]\d{2} [a-z\d]{4}"
        ),
        least_share=0.8,
        examples=("SW1A 1AA", "K1A 0B1", "10115-1234"),
        counter_examples=("10", "ABC"),
    ),
    SemanticType(
        "postal_code",
        Strength.HINT,
        _POSTAL,
        r"[a-z\d][a-z\d -]{2,9}",
        lambda value: any(map(str.isdigit, value)),
        kinds=CODES | {DataType.DECIMAL},
        least_share=0.8,
        examples=("10115", "SW1A 1AA", "101"),
        counter_examples=("abc", "65"),
    ),
    SemanticType(
        "street_address",
        Strength.TELLING,
        _STREET,
        check=is_street_address,
        least_share=0.6,
        is_pii=True,
        examples=("12 Main Street", "Hauptstr. 5", "Calle Mayor 3"),
        counter_examples=("Main idea", "12"),
    ),
    SemanticType(
        "street_address",
        Strength.TELLING,
        "",
        check=is_numbered_place,
        least_share=0.6,
        least_distinct=8,
        is_varied=True,
        prior=-0.06,
        is_pii=True,
        examples=("986 Hall Orchard", "53550 John Stream Apt. 489"),
        counter_examples=("2012 Ford Focus", "500 Grams Sugar", "24 Hours Later", "101 dalmatians"),
    ),
    SemanticType(
        "street_address",
        Strength.HINT,
        _STREET,
        r"(?=.*[^\W\d]).{4,120}",
        is_pii=True,
        examples=("Rosehill 4",),
        counter_examples=("42",),
    ),
    SemanticType(
        "address",
        Strength.TELLING,
        _ADDRESS,
        ".{12,200}",
        lambda value: value.count(",") >= 2 and is_street_address(value),
        least_share=0.6,
        is_pii=True,
        examples=("12 Main Street, Springfield, IL 62701",),
        counter_examples=("12 Main Street",),
    ),
    SemanticType(
        "address",
        Strength.TELLING,
        "",
        check=is_full_address,
        prior=0.04,
        is_pii=True,
        examples=("53 Barry Mission Apt. 9, Lake Nicole, VT 63923", "Rosehill 4, 12345 Town"),
        counter_examples=("Pack of 12, 10000 pieces", "Lake Nicole, 63923", "Top 10 of 2024, by year"),
    ),
    SemanticType(
        "address",
        Strength.HINT,
        _ADDRESS,
        r"(?=.*[^\W\d]).{6,200}",
        is_pii=True,
        examples=("Rosehill 4, 12345 Town",),
        counter_examples=("42",),
    ),
)
