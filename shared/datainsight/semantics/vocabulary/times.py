"""Dates, times and spans."""

from datainsight.models.profile import DataType
from datainsight.semantics.free_text import are_weekdays
from datainsight.semantics.model import INSTANTS, NUMBERS, SemanticType, Strength

_DATE_WORDS = "date|datum|fecha|data|day|on|dt|dob"
_CLOCK = (
    r"(?:(?:[01]?\d|2[0-4])(?::[0-5]?\d|\.[0-5]\d)(?:[:.][0-5]\d(?:[.,]\d+)?)?\s?(?:[ap]\.?m\.?|uhr|"
    r"h)?(?:\s?(?:z|[+-]\d{2}:?\d{2}))?|(?:0?\d|1[0-2])\s?[ap]\.?m\.?|"
    r"t\d{2}:\d{2}(?::\d{2})?)"
)
_DAYS = r"(?:mo|tu|we|th|fr|sa|su)[a-z]{0,7}\.?:?"
_WHEN = frozenset({DataType.TEXT, DataType.TIME})
TYPES = (
    SemanticType(
        "birth_date",
        Strength.HINT,
        (
            "birth ?date|birth ?day|date of birth|dob|d o b|born(?: on)?|geburtsdatum|geburtstag|"
            "date de naissance|fecha de nacimiento|data di nascita|data de nascimento|"
            "geboortedatum"
        ),
        r"(?=.*\d).{6,30}",
        kinds=INSTANTS | {DataType.TEXT, DataType.INTEGER},
        prior=0.18,
        is_pii=True,
        examples=("1984-02-29", "19840229"),
        counter_examples=("abc",),
    ),
    SemanticType(
        "unix_timestamp",
        Strength.HINT,
        ("(?:unix )?time ?stamp|epoch(?: seconds| ms| time)?|ts|unix(?: time)?|created at|updated at"),
        r"\d{10}(?:\d{3}){0,2}(?:\.\d+)?",
        kinds=NUMBERS,
        examples=("1700000000", "1700000000000"),
        counter_examples=("2020",),
    ),
    SemanticType(
        "year",
        Strength.HINT,
        "year|yr|jahr|annee|ano|anno|jaar|fiscal year|model year|vintage",
        r"(?:1[0-9]|20|21)\d{2}(?:\.0)?",
        kinds=NUMBERS | {DataType.DATE, DataType.TEXT},
        least_share=0.9,
        examples=("1999", "2024"),
        counter_examples=("99", "20240101"),
    ),
    SemanticType(
        "year",
        Strength.TELLING,
        "year",
        r"(?:1[5-9]|20)\d{2}",
        kinds=frozenset({DataType.INTEGER, DataType.DATE}),
        low=1500,
        high=2100,
        least_share=1.0,
        examples=("1999",),
        counter_examples=("99",),
    ),
    SemanticType(
        "month",
        Strength.TELLING,
        "month|monat|mois|mes|mese|maand",
        words=("months",),
        least_share=0.9,
        examples=("January", "Oct"),
        counter_examples=("Monday",),
    ),
    SemanticType(
        "month",
        Strength.HINT,
        "month|monat|mois|mes|mese|maand|mo",
        r"\d{1,2}|\d{4}-\d{2}",
        kinds=NUMBERS | INSTANTS,
        low=1,
        high=12,
        examples=("3", "12"),
        counter_examples=("abc",),
    ),
    SemanticType(
        "day_of_week",
        Strength.TELLING,
        "day(?: of (?:the )?week)?|week ?day|dow|wochentag|jour|dia",
        check=are_weekdays,
        least_share=0.8,
        examples=("Monday", "Mo", "Mon, Tue, Wed"),
        counter_examples=("January", "We are", "M"),
    ),
    SemanticType(
        "time",
        Strength.TELLING,
        "time|time of day|uhrzeit|heure|hora|ora|tijd|start time|end time",
        rf"(?:{_DAYS}[\s,;–-]+)*{_CLOCK}(?:[\s,;–-]+(?:{_CLOCK}|{_DAYS})){{0,40}}",
        kinds=_WHEN,
        examples=("09:30", "5 pm", "23:59:59"),
        counter_examples=("25:00", "9"),
        least_share=0.8,
    ),
    SemanticType(
        "duration",
        Strength.TELLING,
        "duration|elapsed|run ?time|length of stay|dauer|duree|duracion|cook time|prep time",
        (
            r"-?p(?=.)(?:\d+(?:\.\d+)?[ymwd])*(?:t(?=.)(?:\d+(?:\.\d+)?[hms])*)?|"
            r"(?!\d+[.,]\d+ ?m$)(?:(?:\d+\s?[-–]\s?)?\d+(?:[.,]\d+)?\s*"
            r"(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|h|minutes?|"
            r"mins?|m|seconds?|secs?|s|ms|jahre?|tage?|stunden?|minuten)\.?,?\s*(?:and\s*)?)+"
        ),
        lambda value: any(map(str.isdigit, value)),
        examples=("PT1H30M", "1h 30m", "3 days", "45 min"),
        counter_examples=("P", "3", "5 m east", "1.71 m"),
    ),
    SemanticType(
        "datetime",
        Strength.TELLING,
        f"date ?time|time ?stamp|{_DATE_WORDS}",
        kinds=frozenset({DataType.DATETIME}),
        examples=("2024-01-31T09:30:00Z",),
    ),
    SemanticType(
        "date", Strength.TELLING, _DATE_WORDS, kinds=frozenset({DataType.DATE}), examples=("2024-01-31",)
    ),
    SemanticType(
        "datetime",
        Strength.TELLING,
        f"date ?time|time ?stamp|{_DATE_WORDS}",
        (
            r"\d{4}-\d{1,2}-\d{1,2}[t ]\d{1,2}:\d{2}.*|"
            r"\w{3,9},?\s\d{1,2}\s\w{3,9}\s\d{4}\s\d{1,2}:\d{2}.*|"
            r"\w+\s\d{1,2},?\s\d{4},?\s(?:at\s)?\d{1,2}:\d{2}.*|"
            r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\s\d{1,2}:\d{2}.*"
        ),
        examples=("2024-01-31T09:30+01:00[Europe/Berlin]", "Wed, 31 Jan 2024 09:30 GMT"),
        counter_examples=("2024-01-31",),
    ),
    SemanticType(
        "date",
        Strength.TELLING,
        _DATE_WORDS,
        (
            r"(?:\w{2,9}\.?,?\s+)?\d{1,2}(?:st|nd|rd|th|"
            r"\.)?\s*(?:of\s)?[a-zà-ÿ]{3,10}\.?,?\s*(?:de\s)?\d{2,4}(?: \(\d+\))?|"
            r"(?:\w{2,9}\.?,?\s+)?[a-zà-ÿ]{3,10}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}(?: \(\d+\))?|"
            r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|[a-z]{3,9}\.?,?\s+(?:19|20)\d{2}|\d{4}-\d{2}"
        ),
        examples=("31 January 2024", "Jan 31, 2024", "31.01.2024"),
        counter_examples=("31", "room 12"),
    ),
)
