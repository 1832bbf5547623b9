"""What language models cost: US dollars per million tokens, list prices of November 2026."""

LIST_PRICES: dict[str, tuple[float, float]] = {
    "claude-haiku-5-5": (0.10, 0.50),
    "claude-sonnet-5-5": (2.00, 10.00),
    "claude-opus-5-5": (4.00, 20.00),
    "gpt-6-luna": (0.10, 0.50),
    "gpt-6.1-terra": (1.00, 5.00),
}
"""Input and output, by the model's name without the prefix that Bedrock puts before it."""


def cost_in_dollars(model: str, input_tokens: int, output_tokens: int) -> float | None:
    """The list price of a call, cached tokens at the full price; None for a model without one."""
    prices = LIST_PRICES.get(model.rpartition("anthropic.")[2])
    if prices is None:
        return None
    return round((input_tokens * prices[0] + output_tokens * prices[1]) / 1_000_000, 6)
