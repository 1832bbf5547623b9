"""Tail probabilities of the t, F and chi-squared distributions; importing SciPy for them would take a second.

The incomplete beta and gamma functions are the continued fractions of Numerical Recipes (Press et al. 2007,
6.2 and 6.4), evaluated with Lentz's method. They agree with SciPy to about 10 digits.
"""

import math

_TINY = 1e-300
_PRECISION = 1e-15
_MOST_STEPS = 10_000


def correlation_p_value(coefficient: float, count: float) -> float:
    """Two-sided p-value of a correlation of `count` pairs: Student's t with count - 2 degrees."""
    return _beta_share((count - 2) / 2, 0.5, max(0.0, 1.0 - coefficient * coefficient))


def f_p_value(explained: float, groups: int, count: float) -> float:
    """P-value of a one-way analysis of variance that explains that share of the squares."""
    return _beta_share((count - groups) / 2, (groups - 1) / 2, max(0.0, 1.0 - explained))


def chi_squared_p_value(statistic: float, degrees: int) -> float:
    """Probability of a chi-squared statistic at least this large."""
    return _gamma_above(degrees / 2, statistic / 2)


def _beta_share(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b)."""
    if x <= 0 or x >= 1:
        return 0.0 if x <= 0 else 1.0
    front = math.exp(
        math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)
    )
    if x < (a + 1) / (a + b + 2):
        return front * _beta_fraction(a, b, x) / a
    return 1.0 - front * _beta_fraction(b, a, 1 - x) / b


def _beta_fraction(a: float, b: float, x: float) -> float:
    c, d = 1.0, 1.0 / _away_from_zero(1 - (a + b) * x / (a + 1))
    result = d
    for step in range(1, _MOST_STEPS):
        for term in (
            step * (b - step) * x / ((a + 2 * step - 1) * (a + 2 * step)),
            -(a + step) * (a + b + step) * x / ((a + 2 * step) * (a + 2 * step + 1)),
        ):
            d = 1.0 / _away_from_zero(1 + term * d)
            c = _away_from_zero(1 + term / c)
            result *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return result


def _gamma_above(a: float, x: float) -> float:
    """The regularised upper incomplete gamma function Q(a, x)."""
    if x <= 0:
        return 1.0
    front = math.exp(a * math.log(x) - x - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for step in range(1, _MOST_STEPS):
            term *= x / (a + step)
            total += term
            if term < total * _PRECISION:
                break
        return max(0.0, 1.0 - front * total)
    b = x + 1 - a
    c, d = 1 / _TINY, 1 / b
    result = d
    for step in range(1, _MOST_STEPS):
        factor = -step * (step - a)
        b += 2
        d = 1 / _away_from_zero(factor * d + b)
        c = _away_from_zero(b + factor / c)
        result *= c * d
        if abs(c * d - 1) < _PRECISION:
            break
    return front * result


def _away_from_zero(number: float) -> float:
    return number if abs(number) > _TINY else _TINY
