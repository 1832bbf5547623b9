"""Durations as people and programs write them, read as seconds."""

import re

SECOND = 1.0
MINUTE = 60.0
HOUR = 3600.0
DAY = 86_400.0
WEEK = 7 * DAY
MONTH = 365.2425 / 12 * DAY
YEAR = 365.2425 * DAY
"""Mean lengths of the Gregorian calendar."""

_CLEAR_UNITS = {
    **dict.fromkeys(("year", "years", "yr", "yrs"), YEAR),
    **dict.fromkeys(("month", "months", "mos", "mth", "mths"), MONTH),
    **dict.fromkeys(("week", "weeks", "wk", "wks"), WEEK),
    **dict.fromkeys(("day", "days"), DAY),
    **dict.fromkeys(("hour", "hours", "hr", "hrs"), HOUR),
    **dict.fromkeys(("minute", "minutes", "min", "mins"), MINUTE),
    **dict.fromkeys(("second", "seconds", "sec", "secs"), SECOND),
    **dict.fromkeys(("millisecond", "milliseconds", "msec", "ms"), SECOND / 1000),
}
_SHORT_UNITS = {"y": YEAR, "mo": MONTH, "w": WEEK, "d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND}
"""These mean durations only beside another unit: 5m may be five metres."""
_UNITS = _CLEAR_UNITS | _SHORT_UNITS

_PART = re.compile(r"(\d+(?:[.,]\d+)?)\s*([a-z]+)\.?")
_PARTS = re.compile(r"-?(?:\d+(?:[.,]\d+)?\s*[a-z]+\.?(?:\s*,\s*|\s+and\s+|\s*)){1,7}$")
_ISO = re.compile(
    r"(-?)p(?=\d|t\d)(?:(\d+(?:\.\d+)?)y)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)w)?(?:(\d+(?:\.\d+)?)d)?"
    r"(?:t(?=\d)(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m)?(?:(\d+(?:\.\d+)?)s)?)?$"
)
_CLOCK = re.compile(r"(-?)(?:(\d+) days?,? )?(\d{1,4}):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?$")


def seconds_of(text: str) -> float | None:
    """The seconds of a duration such as PT1H30M, 1h 30m, 3 days or 36:15:00; None for anything else."""
    lower = text.strip().lower()
    if not lower or not (lower[0].isdigit() or lower[0] in "-p"):
        return None
    if found := _ISO.match(lower):
        lengths = (YEAR, MONTH, WEEK, DAY, HOUR, MINUTE, SECOND)
        total = sum(
            float(part) * length for part, length in zip(found.groups()[1:], lengths, strict=True) if part
        )
        return -total if found[1] else total
    if found := _CLOCK.match(lower):
        days, hours, minutes, seconds = (float(part or 0) for part in found.groups()[1:])
        total = days * DAY + hours * HOUR + minutes * MINUTE + seconds
        return -total if found[1] else total
    return _of_parts(lower) if _PARTS.match(lower) else None


def _of_parts(lower: str) -> float | None:
    """One number with a unit after another."""
    parts = _PART.findall(lower)
    units = [unit for _, unit in parts]
    if not all(unit in _UNITS for unit in units) or len(set(units)) < len(units):
        return None
    if len(units) == 1 and units[0] not in _CLEAR_UNITS:
        return None
    total = sum(float(number.replace(",", ".")) * _UNITS[unit] for number, unit in parts)
    return -total if lower.startswith("-") else total
