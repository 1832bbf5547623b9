"""Examples of replies whose models have none of their own; a test reads each with its model."""

from typing import Any

from functions.api.examples import ANALYSIS_ID, CLEANED

Schemas = dict[str, dict[str, Any]]

_AT, _LATER = "2026-11-23T21:10:00Z", "2026-11-23T21:10:09Z"
_DATASET_ID = "0d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"
_WORKSPACE_ID = "1d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"
_USER_ID = "7d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41"
_WORKSPACE = {"workspace_id": _WORKSPACE_ID, "name": "Ada's workspace", "role": "owner"}
_USER = {"user_id": _USER_ID, "email": "ada@example.com", "display_name": "Ada"}
_LINE = {
    "entry_id": "8d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "workspace_id": _WORKSPACE_ID,
    "at": _AT,
    "user_id": _USER_ID,
    "key_id": None,
    "action": "key.created",
    "subject": "3d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "details": {"name": "nightly import"},
}
_FACTS = {"data_type": "text", "null_count": 0, "distinct_count": 2}
_CITY = {"name": "city", "semantic_type": "city", "is_pii": False, **_FACTS}
_MUTE = {
    "mute_id": "4d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
    "kind": "missing_values",
    "column": "nickname",
    "reason": "Nobody has to have one.",
    "created_at": _AT,
}

REPLIES: dict[str, dict[str, Any]] = {
    "Health": {"status": "ok", "version": "1.0.0"},
    "AccountExport": {
        "user": {**_USER, "created_at": _AT},
        "memberships": [_WORKSPACE],
        "keys": [],
        "datasets": [
            {
                "dataset_id": _DATASET_ID,
                "workspace_id": _WORKSPACE_ID,
                "name": "orders.csv",
                "created_at": _AT,
                "file_url": "https://bucket.s3.amazonaws.com/uploads/…?X-Amz-Signature=…",
                "analyses": [
                    {
                        "analysis_id": ANALYSIS_ID,
                        "profile_url": "https://bucket.s3.amazonaws.com/results/…?X-Amz-Signature=…",
                    }
                ],
                "cleanings": [
                    {
                        "cleaning_id": CLEANED["cleaning_id"],
                        "analysis_id": ANALYSIS_ID,
                        "downloads": CLEANED["downloads"],
                    }
                ],
            }
        ],
        "actions": [_LINE],
        "preferences": {
            "default_goal": "analytics",
            "theme": "dark",
            "locale": "de",
            "time_zone": "Europe/Berlin",
        },
        "connections": [
            {
                "connection_id": "9d0a2b9d-6a53-4c0e-9d0a-2b9d2f3a7c41",
                "workspace_id": _WORKSPACE_ID,
                "name": "Web",
                "target": {"kind": "http", "url": "https://data.example.com/orders.csv"},
                "created_at": _AT,
            }
        ],
        "webhooks": [],
        "mutes": [{**_MUTE, "workspace_id": _WORKSPACE_ID}],
    },
    "WorkspaceList": {"workspaces": [_WORKSPACE]},
    "WorkspaceMembership": _WORKSPACE,
    "MemberList": {"members": [{**_USER, "role": "owner", "since": _AT}]},
    "AuditLog": {"entries": [_LINE]},
    "AnalysisList": {
        "analyses": [
            {
                "analysis_id": ANALYSIS_ID,
                "dataset_id": _DATASET_ID,
                "dataset_name": "orders.csv",
                "goal": "general_audit",
                "status": "completed",
                "started_at": _AT,
                "completed_at": _LATER,
                "quality_score": 91.7,
                "row_count": 3,
                "column_count": 2,
                "issue_count": 1,
            }
        ],
        "next_cursor": None,
    },
    "FirstResults": {"row_count": 3, "column_count": 1, "columns": [_CITY]},
    "ProfileDocument": {
        "schema_version": "1.0",
        "dataset": {
            "name": "orders.csv",
            "format": "csv",
            "size_bytes": 34,
            "encoding": "utf-8",
            "row_count": 3,
            "column_count": 1,
            "duplicate_row_count": 0,
            "missing_cell_count": 0,
            "fingerprint": "9f2c…",
        },
        "columns": [{"position": 0, "role": "other", "semantic_confidence": 0.98, **_CITY}],
        "goal": "general_audit",
        "issues": [
            {
                "id": "stray_whitespace:0",
                "kind": "stray_whitespace",
                "dimension": "consistency",
                "columns": ["city"],
                "severity": "medium",
                "affected_row_count": 1,
                "message": "1 value (33 %) begins or ends with blanks.",
                "examples": ["Basel "],
                "recommendation_ids": [],
                "selector": {"kind": "matching", "column": "city", "regex": "^\\s|\\s$"},
                "confidence": 0.55,
            }
        ],
        "quality": {
            "score": 91.7,
            "dimensions": {"consistency": 91.7},
            "deductions": [
                {"issue_id": "stray_whitespace:0", "points": 8.3, "reason": "stray whitespace in city"}
            ],
        },
    },
    "Mute": _MUTE,
    "MuteList": {"mutes": [_MUTE]},
    "Preferences": {
        "default_goal": "analytics",
        "theme": "system",
        "locale": "en-GB",
        "time_zone": "Europe/Zurich",
    },
    "Invoice": {
        "workspace_id": _WORKSPACE_ID,
        "month": "2026-11",
        "currency": "USD",
        "lines": [
            {
                "description": "Data profiled",
                "meter": "bytes_profiled",
                "quantity": 12_500_000_000,
                "amount": "1.250000",
            }
        ],
        "total": "1.250000",
    },
    "Budget": {"budget": "20.000000", "spent": "1.250000", "committed": "1.300000"},
    "Comparison": {
        "old_name": "orders-october.csv",
        "new_name": "orders-november.csv",
        "old_row_count": 1200,
        "new_row_count": 1350,
        "schema_changes": [{"kind": "added", "column": "channel", "new": "text"}],
        "drifts": [],
        "broken_keys": [],
    },
}
"""By the name of the schema."""

LISTS = {
    "InvitationList": ("invitations", "InvitationReply"),
    "KeyList": ("keys", "functions__api__routes__keys__Key"),
    "ConnectionList": ("connections", "Connection"),
    "CleaningList": ("cleanings", "Cleaning"),
    "WebhookList": ("webhooks", "Webhook"),
    "DeliveryList": ("deliveries", "WebhookDelivery"),
    "DatasetList": ("datasets", "Dataset"),
}
"""Replies that hold one thing of which the model has an example: schema to field and that model."""


def example_of(reference: str, schemas: Schemas) -> dict[str, Any] | None:
    """The example of a reply.

    Args:
        reference: `$ref` of its schema.
        schemas: The document's.

    Returns:
        None where the schema has one of its own, or nobody has written one.
    """
    name = reference.rsplit("/", 1)[-1]
    if name not in LISTS:
        return REPLIES.get(name)
    field, item = LISTS[name]
    cursor = {"next_cursor": None} if "next_cursor" in schemas[name]["properties"] else {}
    return {field: [schemas[item]["example"]], **cursor}
