"""Numbers of books, goods, devices, vehicles and records."""

from datainsight.semantics.checksums import is_ean, is_imei, is_isbn, is_issn, is_ssn, is_vin
from datainsight.semantics.model import ANY, CODES, SemanticType, Strength

_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
"""Month and day of birth within a number."""
_SSN = "ssn|soc(?:ial)? sec(?:urity)?(?: (?:id|number|no|num))?"
TYPES = (
    SemanticType(
        "isbn",
        Strength.PROOF,
        "isbn(?: ?1[03])?",
        r"(?:isbn[-: ]*)?(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dx]",
        is_isbn,
        kinds=CODES,
        least_share=0.8,
        examples=("978-3-16-148410-0", "0306406152"),
        counter_examples=("978-3-16-148410-1",),
    ),
    SemanticType(
        "issn",
        Strength.PROOF,
        "issn|e ?issn",
        r"\d{4}-\d{3}[\dx]",
        is_issn,
        least_share=0.8,
        examples=("0317-8471",),
        counter_examples=("0317-8472",),
    ),
    SemanticType(
        "imei",
        Strength.PROOF,
        "imei",
        r"\d(?:[- ]?\d){14}",
        is_imei,
        kinds=CODES,
        is_pii=True,
        least_share=0.9,
        examples=("490154203237518",),
        counter_examples=("490154203237519",),
    ),
    SemanticType(
        "ean",
        Strength.PROOF,
        "ean(?: ?1?[38])?|gtin(?: ?1?[2348])?|upc|barcode|bar code",
        r"\d{8}|\d{12,14}",
        is_ean,
        kinds=CODES,
        least_share=0.9,
        examples=("4006381333931",),
        counter_examples=("4006381333932", "40063813"),
    ),
    SemanticType(
        "vin",
        Strength.PROOF,
        "vin|vehicle identification number|chassis(?: number)?",
        r"(?=.*[a-z])(?=.*\d)[a-hj-npr-z0-9]{8}[\dx][a-hj-npr-z0-9]{8}",
        is_vin,
        is_pii=True,
        examples=("1M8GDM9AXKP042788",),
        counter_examples=("1M8GDM9A1KP042788",),
    ),
    SemanticType(
        "us_ssn",
        Strength.TELLING,
        _SSN,
        r"\d{3}-\d{2}-\d{4}",
        is_ssn,
        is_pii=True,
        least_share=0.8,
        examples=("536-90-4399",),
        counter_examples=("000-12-3456", "536904399"),
    ),
    SemanticType(
        "us_ssn",
        Strength.TELLING,
        "",
        r"\d{3}-\d{2}-\d{4}|(?:xxx|\*\*\*)-(?:xx|\*\*)-\d{4}",
        is_pii=True,
        least_share=0.95,
        least_distinct=4,
        examples=("912-70-1234", "XXX-XX-4399"),
        counter_examples=("12-34-5678",),
    ),
    SemanticType(
        "national_id",
        Strength.TELLING,
        "",
        (
            rf"\d{{6}}(?:19|20)\d{{2}}{_DAY}\d{{3}}[\dx]|\d{{2}}{_DAY}-[0-8]\d{{6}}|"
            r"[a-z]{2}(?: ?\d{2}){3} ?[a-dt]"
        ),
        is_pii=True,
        kinds=CODES,
        least_share=0.95,
        least_distinct=4,
        examples=("11010119900307123X", "900307-1234567", "AB 12 34 56 C"),
        counter_examples=("110101199013071234", "901307-1234567"),
    ),
    SemanticType(
        "us_ssn",
        Strength.HINT,
        _SSN,
        r"[\dx*]{3}[- ]?[\dx*]{2}[- ]?\d{4}|\d{7,9}",
        kinds=CODES,
        is_pii=True,
        examples=("536904399", "XXX-XX-4399"),
    ),
    SemanticType(
        "national_id",
        Strength.HINT,
        (
            "national id(?: number)?|national identification(?: number)?|identity (?:number|"
            "card)|id card(?: number)?|personal number|personnummer|dni|nie|curp|cpf|pesel|bsn|"
            "nin|nino|aadhaar|nric|citizen id|nationalid|cedula|codice fiscale|"
            "social insurance number|sin number"
        ),
        "[a-z0-9][a-z0-9 ./-]{4,24}",
        lambda value: sum(map(str.isdigit, value)) >= 4,
        kinds=CODES,
        is_pii=True,
        examples=("12345678Z", "850101-1234"),
        counter_examples=("abc",),
    ),
    SemanticType(
        "tax_id",
        Strength.HINT,
        (
            "tax (?:id|number|no|identification(?: number)?)|tin|ein|fiscal code|nif|cif|nit|rfc|"
            "steuernummer|steuer id|cnpj|inn|nip|abn|siren|siret"
        ),
        "[a-z0-9][a-z0-9 ./-]{4,24}",
        lambda value: sum(map(str.isdigit, value)) >= 4,
        kinds=CODES,
        is_pii=True,
        examples=("12-3456789",),
        counter_examples=("abc",),
    ),
    SemanticType(
        "passport_number",
        Strength.HINT,
        "passport(?: number| no| nr| num)?|reisepass(?: nr)?|pasaporte",
        r"[a-z]{0,3}\d{6,10}[a-z]?|[a-z0-9]{7,10}",
        kinds=CODES,
        is_pii=True,
        examples=("C01X00T47", "123456789"),
        counter_examples=("a b",),
    ),
    SemanticType(
        "drivers_license",
        Strength.HINT,
        (
            "driver(?:s)? licen[sc]e(?: number| no)?|driving licen[sc]e(?: number| no)?|"
            "dl (?:number|no)|fuhrerschein(?: nr)?|licen[sc]e number"
        ),
        "[a-z0-9][a-z0-9 *-]{4,24}",
        lambda value: any(map(str.isdigit, value)),
        kinds=CODES,
        is_pii=True,
        examples=("D123-4567-8901",),
        counter_examples=("abc",),
    ),
    SemanticType(
        "license_plate",
        Strength.HINT,
        (
            "licen[sc]e plate|plate(?: number| no)?|number plate|registration plate|kennzeichen|"
            "matricula|plaque"
        ),
        "[a-z0-9öäü]{1,4}(?:[ -]?[a-z0-9]{1,5}){1,3}",
        kinds=CODES,
        is_pii=True,
        examples=("B-AB 1234", "7ABC123"),
        counter_examples=("?",),
    ),
    SemanticType(
        "medical_code",
        Strength.HINT,
        (
            "icd(?: ?(?:9|10|11))?(?: code)?|diagnosis code|procedure code|cpt(?: code)?|ndc|"
            "snomed|loinc|drg|atc code"
        ),
        "[a-z0-9][a-z0-9.-]{1,14}",
        kinds=CODES,
        examples=("E11.9", "J45"),
        counter_examples=("a b",),
    ),
    SemanticType(
        "medical_code",
        Strength.TELLING,
        "icd(?: ?(?:9|10|11))?(?: code)?|diagnosis(?: code)?",
        r"[a-tv-z]\d[\dab]\.[\da-z]{1,4}",
        examples=("E11.9", "S72.001A"),
        counter_examples=("E11", "A1.2"),
        least_share=0.9,
    ),
    SemanticType(
        "identifier",
        Strength.HINT,
        (
            "id|ids|identifier|key|code|number|no|nr|num|ref|reference|sku|mpn|part (?:no|"
            "number)|serial(?: number| no)?|product id|item id|order (?:no|number)|invoice (?:no|"
            "number)|tracking(?: number)?"
        ),
        r"[^\s]{1,64}",
        lambda value: any(map(str.isdigit, value)),
        kinds=CODES,
        examples=("A-1001", "42"),
        counter_examples=("two words", "abc"),
    ),
    SemanticType(
        "boolean",
        Strength.TELLING,
        "flag|is .*|has .*",
        (
            r"(?:https?://schema\.org/)?(?:true|false|yes|no|y|n|t|f|ja|nein|oui|non|si|wahr|"
            "falsch|vrai|faux)"
        ),
        kinds=ANY,
        least_share=1.0,
        examples=("true", "No", "ja"),
        counter_examples=("maybe", "2"),
    ),
)
