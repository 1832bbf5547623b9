"""Pictures as SVG path data: one element each, however many bars it has."""

from collections.abc import Sequence

BAR = 4
"""Width of a bar with its gap, in units of the picture; a picture is 100 units high."""

GAP = 0.7
LEAST_HEIGHT = 2.0
"""What is there at all must be seen."""

FEWEST_BARS = 10
"""A column of two values is drawn with two bars of ordinary width, not with two walls."""


def bars_path(heights: Sequence[float]) -> str:
    """Bars that stand on the ground.

    Args:
        heights: Between 0 and 1; a bar of 0 is left out.
    """
    return "".join(
        f"M{BAR * index} 100V{_number(100 - max(100 * height, LEAST_HEIGHT))}h{BAR - GAP:g}V100z"
        for index, height in enumerate(heights)
        if height > 0
    )


def bars_width(heights: Sequence[float]) -> int:
    """Units that the bars take."""
    return BAR * max(len(heights), FEWEST_BARS)


def hanging_path(shares: Sequence[float]) -> str:
    """Bars one unit wide that hang from the top.

    Args:
        shares: Between 0 and 100; a bar of 0 is left out.
    """
    return "".join(
        f"M{index + 0.06:g} 0V{_number(max(share, 1.0))}h.88V0z"
        for index, share in enumerate(shares)
        if share > 0
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
