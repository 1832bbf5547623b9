"""List prices of everything that a deployment pays for: the one table behind estimates and documentation.

`python -m datainsight.services.prices docs/PRICES.md` writes the page; a test keeps it current.
"""

import sys
from pathlib import Path

from datainsight.models.scale import Price

REGION = "us-east-1"
READ_ON = "2026-11-24"

_LAMBDA = "aws.amazon.com/lambda/pricing"
_LAMBDA_CHECKED = "cloudchipr.com/blog/aws-lambda-pricing (2024), arm64, first tier"
_STEPS = "aws.amazon.com/step-functions/pricing"
_S3 = "aws.amazon.com/s3/pricing"
_S3_CHECKED = "c3x.dev/blog/s3-request-fees-explained"
_DYNAMODB = "aws.amazon.com/dynamodb/pricing/on-demand"
_DYNAMODB_CHECKED = "airbyte.com/data-engineering-resources/dynamodb-pricing (2025-07)"
_AURORA = "aws.amazon.com/rds/aurora/pricing"
_AURORA_CHECKED = "awsnegotiations.com/blog/aurora-serverless-v2-pricing.html (2026-05)"
_WATCH = "aws.amazon.com/cloudwatch/pricing"

PRICES: tuple[Price, ...] = (
    Price(
        name="lambda_gb_second",
        service="Lambda",
        unit="GB-second",
        dollars=0.0000133334,
        source=_LAMBDA,
        checked=_LAMBDA_CHECKED,
    ),
    Price(
        name="lambda_request",
        service="Lambda",
        unit="request",
        dollars=0.20e-6,
        source=_LAMBDA,
        checked=_LAMBDA_CHECKED,
    ),
    Price(
        name="state_transition",
        service="Step Functions",
        unit="state transition of a standard workflow",
        dollars=25e-6,
        source=_STEPS,
        checked="aws.amazon.com/step-functions/pricing, a stored copy with its table of regions",
    ),
    Price(name="s3_get", service="S3", unit="GET request", dollars=0.4e-6, source=_S3, checked=_S3_CHECKED),
    Price(
        name="s3_put",
        service="S3",
        unit="PUT, COPY, POST or LIST request",
        dollars=5e-6,
        source=_S3,
        checked=_S3_CHECKED,
    ),
    Price(name="s3_gb_month", service="S3", unit="GB stored for a month", dollars=0.023, source=_S3),
    Price(
        name="dynamodb_write",
        service="DynamoDB",
        unit="write request unit, on demand",
        dollars=0.625e-6,
        source=_DYNAMODB,
        checked=_DYNAMODB_CHECKED,
    ),
    Price(
        name="dynamodb_read",
        service="DynamoDB",
        unit="read request unit, on demand",
        dollars=0.125e-6,
        source=_DYNAMODB,
        checked=_DYNAMODB_CHECKED,
    ),
    Price(
        name="dynamodb_gb_month",
        service="DynamoDB",
        unit="GB stored for a month",
        dollars=0.25,
        source=_DYNAMODB,
    ),
    Price(
        name="event",
        service="EventBridge",
        unit="event that is not free; S3's are counted so, to be on the safe side",
        dollars=1e-6,
        source="aws.amazon.com/eventbridge/pricing",
        checked="factualminds.com/blog/amazon-eventbridge-pricing-events-pipes-schema-archive (2026-06)",
    ),
    Price(
        name="acu_second",
        service="Aurora Serverless v2",
        unit="ACU-second ($0.12 per ACU-hour)",
        dollars=0.12 / 3600,
        source=_AURORA,
        checked=_AURORA_CHECKED,
    ),
    Price(
        name="aurora_gb_month",
        service="Aurora Serverless v2",
        unit="GB stored for a month",
        dollars=0.10,
        source=_AURORA,
        checked=_AURORA_CHECKED,
    ),
    Price(
        name="data_api_request",
        service="Aurora Serverless v2",
        unit="request to the Data API",
        dollars=0.35e-6,
        source=_AURORA,
    ),
    Price(name="log_gb", service="CloudWatch", unit="GB of logs written", dollars=0.50, source=_WATCH),
    Price(
        name="log_gb_month",
        service="CloudWatch",
        unit="GB of logs kept for a month",
        dollars=0.03,
        source=_WATCH,
    ),
    Price(name="alarm_month", service="CloudWatch", unit="alarm, a month", dollars=0.10, source=_WATCH),
    Price(
        name="dashboard_month", service="CloudWatch", unit="dashboard, a month", dollars=3.00, source=_WATCH
    ),
    Price(
        name="secret_month",
        service="Secrets Manager",
        unit="secret, a month",
        dollars=0.40,
        source="aws.amazon.com/secrets-manager/pricing",
    ),
)

ANALYSIS_PER_GB = 100_000
"""Micro-dollars for 10^9 bytes profiled, as they are stored; words and repairs are included."""

SMALLEST_ANALYSIS = 1_000
"""Micro-dollars of an analysis at least."""

CLEANED_BLOCK_BYTES = 10_000_000
CLEANED_BLOCK = 500
"""Micro-dollars for each started block of data that the service repairs: half of what profiling costs."""

PRINTED_REPORT = 10_000
"""Micro-dollars of a PDF; other exports are free."""

_BY_NAME = {price.name: price for price in PRICES}


def price(name: str) -> Price:
    """The line of that name; a name that is not in the table is a KeyError."""
    return _BY_NAME[name]


def page() -> str:
    """docs/PRICES.md."""
    rows = "\n".join(
        f"| {each.service} | {each.unit} | ${_dollars(each.dollars)} | {each.source} | {each.checked} |"
        for each in PRICES
    )
    return f"""# Prices

List prices of {REGION} in US dollars as known on {READ_ON}, without free tiers and discounts; other regions
differ by up to a half. This page is made from `shared/datainsight/services/prices.py`, which
`datainsight simulate-scale` calculates with (`python -m datainsight.services.prices docs/PRICES.md`).
The last column says where a price was seen quoted on that day, as the price lists themselves could not be
read; without an entry it is from memory. Check today's prices before you rely on them.

| service | unit | price of one | price list | seen |
|---|---|---|---|---|
{rows}

## What users pay

Counted in whole micro-dollars, rounded up; failed and cancelled analyses are free. The same file holds them.

| what | price |
|---|---|
| data profiled, as stored, a GB (10^9 bytes) | ${ANALYSIS_PER_GB / 1e6:.2f} |
| an analysis, at least | ${SMALLEST_ANALYSIS / 1e6:.3f} |
| data repaired, as stored, each started {CLEANED_BLOCK_BYTES // 10**6} MB | ${CLEANED_BLOCK / 1e6:.4f} |
| a PDF report | ${PRINTED_REPORT / 1e6:.2f} |
| words by language models, repairs, scripts, contracts, HTML reports, comparisons | included |
"""


def analysis_price(size_bytes: int) -> int:
    """Micro-dollars of profiling a file.

    Args:
        size_bytes: As stored, that is compressed where it is.
    """
    return max(SMALLEST_ANALYSIS, -(-size_bytes * ANALYSIS_PER_GB // 10**9))


def cleaned_blocks(size_bytes: int) -> int:
    """How many blocks of a file are paid for.

    Args:
        size_bytes: As stored, that is compressed where it is.
    """
    return max(1, -(-size_bytes // CLEANED_BLOCK_BYTES))


def _dollars(amount: float) -> str:
    return f"{amount:.2f}" if amount >= 0.01 else f"{amount:.12f}".rstrip("0")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
