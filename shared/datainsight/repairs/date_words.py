"""English names of months and halves of the day, and the numbers that stand for them while dates are read.

Pairs of a regular expression and its replacement, for the first match in a text. A number that was a word
stands in angle brackets, so that it is not taken for one that was written as digits.
"""

Words = tuple[tuple[str, str], ...]

MONTHS: Words = (
    ("(?i)jan(?:uary)?[.]?", "<01>"),
    ("(?i)feb(?:ruary)?[.]?", "<02>"),
    ("(?i)mar(?:ch)?[.]?", "<03>"),
    ("(?i)apr(?:il)?[.]?", "<04>"),
    ("(?i)may", "<05>"),
    ("(?i)june?[.]?", "<06>"),
    ("(?i)july?[.]?", "<07>"),
    ("(?i)aug(?:ust)?[.]?", "<08>"),
    ("(?i)sep(?:t(?:ember)?)?[.]?", "<09>"),
    ("(?i)oct(?:ober)?[.]?", "<10>"),
    ("(?i)nov(?:ember)?[.]?", "<11>"),
    ("(?i)dec(?:ember)?[.]?", "<12>"),
)

_MINUTES = "(:[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,9})?)?)"


def _hours(hours: str, half: str, hour: str) -> tuple[str, str]:
    return f"(?i)(^|[^0-9:.])(?:{hours}){_MINUTES} *{half}[.]?m[.]?", rf"\1<{hour}>\2"


HALVES: Words = (
    _hours("12", "a", "00"),
    *(_hours(f"0?{hour}" if hour < 10 else f"{hour}", "a", f"{hour:02}") for hour in range(1, 12)),
    _hours("12", "p", "12"),
    *(_hours(f"0?{hour}" if hour < 10 else f"{hour}", "p", f"{hour + 12}") for hour in range(1, 12)),
)
