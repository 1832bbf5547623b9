"""Examples in the API's documentation; a test reads each with its model."""

from typing import Any

ANALYSIS_ID = "5f0f7a54-0f4e-5b0e-a2cf-6a1c5e0f6f3d"

INSIGHT: dict[str, Any] = {
    "headline": {
        "template": "{{f1}} scores {{f2}} of {{f3}}.",
        "text": "orders.csv scores 82.50 of 100.",
        "fact_ids": ["f1", "f2", "f3"],
    },
    "story": [],
    "findings": [],
    "facts": [
        {
            "id": "f1",
            "scope": "dataset",
            "metric": "name",
            "value": "orders.csv",
            "unit": "",
            "is_exact": True,
        },
        {
            "id": "f2",
            "scope": "quality",
            "metric": "score",
            "value": 82.5,
            "unit": "points",
            "is_exact": True,
        },
        {
            "id": "f3",
            "scope": "quality",
            "metric": "perfect_score",
            "value": 100,
            "unit": "points",
            "is_exact": True,
        },
    ],
    "provider": "rules",
    "model": None,
}

RECOMMENDATIONS: dict[str, Any] = {
    "analysis_id": ANALYSIS_ID,
    "order": [],
    "recommendations": [
        {
            "id": "surrounding_whitespace:3:trim_whitespace",
            "issue_id": "surrounding_whitespace:3",
            "title": "Trim white space in city",
            "rationale": "Values that differ only in blanks are counted as different.",
            "repair": {"operation": "trim_whitespace", "parameters": {"column": "city"}},
            "is_default": True,
            "is_safe": True,
            "verification": {
                "status": "verified",
                "rows_checked": 5000,
                "is_sample": False,
                "cells_changed": 212,
                "rows_removed": 0,
                "issue_count_before": 212,
                "issue_count_after": 0,
                "reason": None,
            },
        }
    ],
}

SCRIPT: dict[str, Any] = {
    "language": "polars",
    "dialect": None,
    "file_name": "polars.py",
    "code": "import polars as pl\n…",
    "recommendation_ids": ["surrounding_whitespace:3:trim_whitespace"],
    "withheld_recommendation_ids": [],
    "left_out": {},
    "moved": {},
}


CONTRACT: dict[str, Any] = {
    "format": "dqdl",
    "file_name": "rules.dqdl",
    "media_type": "text/plain",
    "content": "# Not promised: unique of email; 3 rows would break it.\n"
    'Rules = [\n    IsComplete "id",\n    …\n]\n',
    "is_checked": True,
    "remarks": ["Not promised: unique of email; 3 rows would break it."],
}


CLEANED: dict[str, Any] = {
    "cleaning_id": "0f1d9c0a-6b6e-5f57-9f0e-5a3f8f1b2c11",
    "saved_dataset_id": None,
    "row_count_before": 1200,
    "row_count_after": 1187,
    "cells_changed": 342,
    "columns_removed": [],
    "repair_count": 3,
    "quarantined_row_count": 13,
    "review_row_count": 2,
    "left_out": {},
    "moved": {},
    "withheld_recommendation_ids": [],
    "downloads": [
        {
            "kind": "cleaned",
            "file_name": "orders-cleaned.csv",
            "media_type": "text/csv; charset=utf-8",
            "size_bytes": 47120,
            "url": "https://bucket.s3.amazonaws.com/results/…?X-Amz-Signature=…",
            "expires_at": "2026-11-23T22:15:00Z",
        }
    ],
}


def reply_example(status: int, description: str, example: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """For a route's documentation."""
    return {status: {"description": description, "content": {"application/json": {"example": example}}}}
