"""Text on the page can be read: contrast as WCAG 2.2 asks (4.5 to 1), in light and in dark."""

import re

import pytest

from datainsight.reporting.html_report import TEMPLATES

STYLE = (TEMPLATES / "report.css").read_text("utf-8")
LIGHT, DARK = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[:2]

PAIRS = [
    *((ink, paper) for ink in ("ink", "soft", "faint") for paper in ("page", "card", "sunk")),
    ("accent", "page"),
    ("gap", "card"),
    ("gap", "page"),
    *((severity, f"{severity}-soft") for severity in ("critical", "high", "medium", "low", "info", "good")),
]


def colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", theme))


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read(theme: str, ink: str, paper: str) -> None:
    lighter, darker = sorted((luminance(colours(theme)[name]) for name in (ink, paper)), reverse=True)

    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_dark_defines_every_colour() -> None:
    assert colours(LIGHT).keys() == colours(DARK).keys()
