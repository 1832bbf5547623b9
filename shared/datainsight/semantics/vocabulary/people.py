"""People: names, how to reach them, and what they are."""

from datainsight.models.profile import DataType
from datainsight.semantics.free_text import is_job_title
from datainsight.semantics.model import CODES, NUMBERS, SemanticType, Strength
from datainsight.semantics.personal_text import (
    are_phone_numbers,
    is_family_name,
    is_person_name,
    is_phone_number,
    is_subscriber_number,
    is_unspaced_name,
)

_UNSPACED = "\u2e80"
"""From here on scripts write no blank between the parts of a name."""
_MARITAL = "marital(?: status)?|civil status|familienstand|estado civil|etat civil"
_GENDER = "gender|sex|geschlecht|sexe|sexo|sesso|geslacht"
TYPES = (
    SemanticType(
        "phone_number",
        Strength.TELLING,
        (
            "phone(?: ?(?:number|no|nr|num))?s?|tele ?phone(?: ?(?:number|no))?|tel|"
            "mobile(?: ?(?:phone|number|no))?|cell(?: ?phone)?(?: number)?|fax(?: ?(?:number|"
            "no))?|telefon(?:nummer)?|telefono|telefone|handy|movil|celular|whatsapp|"
            "contact number|call"
        ),
        (
            "(?:(?:tele)?(?:phone|tel|fax|mobile|mob|t|p|f|"
            r"m)\.?\s*:?\s*)?[+(]{0,2}[\d(][\d\s()./\-–]{5,22}\d(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?"
        ),
        is_phone_number,
        kinds=CODES,
        is_pii=True,
        least_share=0.6,
        examples=("+1 212-555-0123", "(030) 1234-5678", "020 7946 0958"),
        counter_examples=("2024-01-31", "1234", "3.14"),
    ),
    SemanticType(
        "phone_number",
        Strength.HINT,
        (
            "phone(?: ?(?:number|no|nr|num))?s?|tele ?phone(?: ?(?:number|no))?|tel|"
            "mobile(?: ?(?:phone|number|no))?|cell(?: ?phone)?(?: number)?|fax(?: ?(?:number|"
            "no))?|telefon(?:nummer)?|telefono|telefone|handy|movil|celular|whatsapp"
        ),
        r"[+(]?[\d(][\d\s()./\-–]{4,22}\d(?:\s*(?:x|ext\.?|#)\s*\d{1,6})?",
        kinds=CODES,
        is_pii=True,
        examples=("2125550123",),
        counter_examples=("12", "abc"),
    ),
    SemanticType(
        "phone_number",
        Strength.TELLING,
        "",
        r"[+\d(][\d\s()./–-]{6,24}",
        is_subscriber_number,
        is_pii=True,
        least_share=0.9,
        least_distinct=2,
        prior=-0.1,
        examples=("2125550123", "212-555-0123"),
        counter_examples=("1700000000",),
    ),
    SemanticType(
        "phone_number",
        Strength.TELLING,
        "",
        r"[+\d(][\d\s()+./,;|–-]{14,120}",
        are_phone_numbers,
        is_pii=True,
        least_share=0.3,
        prior=0.1,
        examples=("(212) 555-0123 (212) 555-0187", "+1 212-555-0123, +1 212-555-0187"),
        counter_examples=("(212) 555-0123",),
    ),
    SemanticType(
        "first_name",
        Strength.TELLING,
        (
            "first ?name|given ?name|fore ?name|vorname|prenom|nombre|nome|voornaam|fname|"
            "christian name|middle ?name"
        ),
        r"[^\d_@/\\]{3,30}",
        words=("first_names",),
        least_share=0.5,
        least_distinct=3,
        prior=-0.06,
        is_pii=True,
        examples=("Ada", "José", "Jürgen"),
        counter_examples=("Table", "R2"),
    ),
    SemanticType(
        "last_name",
        Strength.TELLING,
        (
            "last ?name|sur ?name|family ?name|nachname|nom(?: de famille)?|apellidos?|cognome|"
            "sobrenome|achternaam|lname|maiden(?: name)?"
        ),
        r"[^\d_@/\\,;:&]{2,40}",
        is_family_name,
        least_share=0.5,
        least_distinct=3,
        is_varied=True,
        prior=-0.07,
        is_pii=True,
        examples=("Smith", "García", "Müller"),
        counter_examples=("Xqzt", "7"),
    ),
    SemanticType(
        "first_name",
        Strength.HINT,
        ("first ?name|given ?name|fore ?name|vorname|prenom|voornaam|fname|christian name|middle ?name"),
        r"[^\d_@/\\]{1,30}",
        is_pii=True,
        examples=("Xanthia",),
        counter_examples=("42",),
    ),
    SemanticType(
        "last_name",
        Strength.HINT,
        (
            "last ?name|sur ?name|family ?name|nachname|apellidos?|cognome|sobrenome|achternaam|"
            "lname|maiden(?: name)?"
        ),
        r"[^\d_@/\\]{1,40}",
        is_pii=True,
        examples=("Featherstonehaugh",),
        counter_examples=("42",),
    ),
    SemanticType(
        "person_name",
        Strength.TELLING,
        (
            "(?:full|person|customer|client|patient|employee|contact|student|author|writer|owner|"
            "member|passenger|player|guest|user|manager|teacher|director|actor|artist|speaker|"
            "agent|doctor|physician) ?names?|full ?name|names?|namn|navn|nimi|nev|nama|author|writer|"
            "customer|patient|employee|contact person|person|performer|player|presenter|signed by|"
            "assigned to|reviewer|nombre completo|nom complet"
        ),
        check=is_person_name,
        least_share=0.5,
        prior=-0.03,
        is_pii=True,
        examples=("Ada Lovelace", "García, José", "Swati Dave", "Dr. Hans Müller", "نوح المهيري"),
        counter_examples=("New York Hotel", "lower case"),
    ),
    SemanticType(
        "person_name",
        Strength.HINT,
        (
            "(?:full|person|customer|client|patient|employee|contact|student|member|passenger|"
            "guest) ?names?|full ?name|nombre completo|nom complet"
        ),
        r"[^\d@_/\\]{2,60}",
        lambda value: " " in value or "," in value or value[0] >= _UNSPACED,
        is_pii=True,
        examples=("Zyx Qwerty", "山田太郎"),
        counter_examples=("42", "x"),
    ),
    SemanticType(
        "person_name",
        Strength.TELLING,
        "",
        r"[\u3041-\u30ff\u3400-\u9fff々]{1,4}[ \u3000][\u3041-\u30ff\u3400-\u9fff々]{1,5}",
        lambda value: value[-1] not in "市区區町村郡" and value.split()[0][-1] not in "都道府県省",
        least_share=0.8,
        least_distinct=4,
        is_pii=True,
        examples=("中島 里佳", "山田\u3000太郎"),
        counter_examples=("東京都 港区", "中島"),
    ),
    SemanticType(
        "person_name",
        Strength.TELLING,
        "",
        r"[\u3400-\u9fff]{2,5}|[\uac00-\ud7a3]{2,4}",
        is_unspaced_name,
        least_share=0.8,
        least_distinct=4,
        is_varied=True,
        is_pii=True,
        examples=("王小明", "김지혜"),
        counter_examples=("的", "Ada"),
    ),
    SemanticType(
        "gender",
        Strength.TELLING,
        _GENDER,
        words=("genders",),
        least_share=0.9,
        check=lambda value: len(value) > 1,
        examples=("Male", "weiblich"),
        counter_examples=("table", "M"),
    ),
    SemanticType(
        "phone_number",
        Strength.TELLING,
        "",
        r"[2-9]\d{2}[2-9]\d{6}",
        kinds=CODES,
        is_pii=True,
        least_share=0.95,
        least_distinct=4,
        prior=-0.15,
        examples=("2125550123",),
        counter_examples=("1700000000",),
    ),
    SemanticType(
        "gender",
        Strength.TELLING,
        "",
        "[mf]",
        least_share=0.9,
        least_distinct=2,
        examples=("M", "f"),
        counter_examples=("L",),
    ),
    SemanticType(
        "gender",
        Strength.HINT,
        _GENDER,
        ".{1,20}",
        kinds=frozenset(DataType),
        least_share=0.9,
        examples=("M", "1"),
    ),
    SemanticType(
        "age",
        Strength.HINT,
        "age|ages|age (?:years|group|range|in years)|alter|edad|eta|idade|leeftijd",
        (
            r"\d{1,3}(?:\.\d+)?(?:\s*(?:years?(?: old)?|yrs?|y|jahre))?(?:\s*[-–]\s*\d{1,3})?|"
            r"\d{1,3}\+"
        ),
        kinds=NUMBERS | {DataType.TEXT},
        low=0,
        high=150,
        examples=("42", "18-25"),
        counter_examples=("abc", "2020"),
    ),
    SemanticType(
        "marital_status",
        Strength.TELLING,
        _MARITAL,
        words=("marital_statuses",),
        check=lambda value: len(value) > 1,
        least_share=0.9,
        examples=("Married", "geschieden"),
        counter_examples=("open", "M"),
    ),
    SemanticType(
        "marital_status",
        Strength.HINT,
        _MARITAL,
        ".{1,30}",
        kinds=frozenset(DataType),
        examples=("M",),
    ),
    SemanticType(
        "blood_type",
        Strength.TELLING,
        "blood(?: type| group)?|blutgruppe",
        r"(?:A|B|AB|O|0)(?:\s?[+−-]|\s?(?:rh)?\s?(?:pos|neg)(?:itive|ative)?)",
        least_share=0.9,
        examples=("AB+", "O-", "A−"),
        counter_examples=("C+", "AB"),
    ),
    SemanticType(
        "job_title",
        Strength.TELLING,
        (
            "job(?: title)?|occupation|profession|position|role title|beruf|berufsbezeichnung|"
            "metier|puesto|cargo|designation|current title"
        ),
        check=is_job_title,
        least_share=0.5,
        examples=("Software Engineer", "Head Nurse", "Verkäufer"),
        counter_examples=("Ada Lovelace", "We need a manager who can do everything and more for us."),
    ),
    SemanticType(
        "job_title",
        Strength.HINT,
        "job(?: title)?|occupation|profession|beruf|berufsbezeichnung|metier|puesto",
        r"[^\d@]{3,80}",
        examples=("Alchemist",),
        counter_examples=("42",),
    ),
)
