"""Measures and their units."""

from datainsight.models.profile import DataType
from datainsight.semantics.model import NUMBERS, SemanticType, Strength

_N = r"[-+]?\d+(?:[.,]\d+)*"
_MASS = (
    "(?:kg|kgs|kilos?|kilograms?|g|gr|grams?|gramm|mg|milligrams?|mcg|µg|t|tons?|tonnes?|"
    r"lbs?\.?|pounds?|oz\.?|ounces?|st|stone)"
)
_SPAN = (
    "(?:km|kilomet(?:er|re)s?|m|met(?:er|re)s?|cm|centimet(?:er|re)s?|mm|mi|miles?|yd|"
    r"yards?|ft\.?|feet|foot|in\.?|inch(?:es)?|\x22|\x27{1,2})"
)
_NUMBER_OR_TEXT = frozenset({DataType.TEXT, DataType.INTEGER, DataType.DECIMAL})
TYPES = (
    SemanticType(
        "weight",
        Strength.TELLING,
        "weight|mass|gewicht|poids|peso|net weight|gross weight",
        rf"(?:ca\.? )?{_N}\s*{_MASS}(?:\s*[-–/x]\s*{_N}\s*{_MASS}?)?(?:\s+[a-z]+){{0,3}}",
        kinds=_NUMBER_OR_TEXT,
        examples=("5 kg", "12.5oz", "150 lbs"),
        counter_examples=("5", "5 km"),
    ),
    SemanticType(
        "weight",
        Strength.HINT,
        "weight(?: .*)?|mass|gewicht|poids|peso|kg|kilos?|kilograms?|lbs?|pounds|grams?",
        _N,
        kinds=NUMBERS,
        examples=("70.5",),
        counter_examples=("abc",),
    ),
    SemanticType(
        "length",
        Strength.TELLING,
        (
            "length|height|width|depth|distance|size|altitude|elevation|diameter|radius|lange|"
            "hohe|breite|altura|longueur"
        ),
        rf"{_N}\s*{_SPAN}(?:\s*[x×*]?\s*{_N}\s*{_SPAN}?)*",
        kinds=_NUMBER_OR_TEXT,
        examples=("5 km", "5' 11\"", "20 cm"),
        counter_examples=("5", "5 kg"),
    ),
    SemanticType(
        "length",
        Strength.HINT,
        (
            "length|height|width|depth|distance|altitude|elevation|diameter|radius|lange|hohe|"
            "breite|altura|centimeters?|cm|mm|km|meters?|metres?|miles|feet|inches|"
            "mileage"
        ),
        rf"{_N}(?:\s*{_SPAN}\s*)?(?:{_N}\s*{_SPAN}?)?",
        kinds=_NUMBER_OR_TEXT,
        examples=("180", "5' 11\""),
        counter_examples=("abc",),
    ),
    SemanticType(
        "temperature",
        Strength.TELLING,
        "temp(?:erature)?|temperatur|temperatura",
        rf"{_N}\s*(?:°\s?[cfk]?|º\s?[cf]?|degrees?(?: [cf]\w*)?|celsius|fahrenheit|kelvin)",
        examples=("21 °C", "70°F"),
        counter_examples=("21", "C"),
        kinds=_NUMBER_OR_TEXT,
    ),
    SemanticType(
        "temperature",
        Strength.HINT,
        "temp(?:erature)?(?: .*)?|temperatur|temperatura|celsius|fahrenheit|t(?:min|max|avg)",
        _N,
        kinds=NUMBERS,
        low=-300,
        high=6000,
        examples=("21.5",),
        counter_examples=("abc",),
    ),
    SemanticType(
        "unit_of_measurement",
        Strength.TELLING,
        "units?(?: of measure(?:ment)?)?|uom|einheit|unite|unidad|unit (?:code|text)",
        r"[^\d\s]{1,14}\d?",
        words=("units",),
        least_share=0.8,
        check=lambda value: len(value) > 1,
        examples=("kg", "pcs", "m2"),
        counter_examples=("Berlin",),
    ),
    SemanticType(
        "unit_of_measurement",
        Strength.HINT,
        "units?(?: of measure(?:ment)?)?|uom|einheit|unite|unidad",
        r"[^\d]{1,24}\d?",
        examples=("crates",),
        counter_examples=("42",),
    ),
)
