"""JSON Schema, draft 2020-12, of one row."""

import json

from datainsight.models.profile import DataType
from datainsight.reporting.contracts.promises import ColumnPromise, Promises

TYPES = {
    DataType.INTEGER: "integer",
    DataType.DECIMAL: "number",
    DataType.DATE: "string",
    DataType.TEXT: "string",
}


def json_schema(promises: Promises) -> str:
    """A schema for each row as an object; a missing value is null."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": promises.name,
        "type": "object",
        "properties": {column.name: _property(column) for column in promises.columns},
        "required": [column.name for column in promises.columns],
        "additionalProperties": False,
    }
    return json.dumps(schema, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _property(column: ColumnPromise) -> dict[str, object]:
    name = TYPES[column.data_type]
    described: dict[str, object] = {"type": name if column.is_required else [name, "null"]}
    if column.data_type is DataType.DATE:
        described["format"] = "date"
    if column.minimum is not None:
        described["minimum"] = column.minimum
    if column.maximum is not None:
        described["maximum"] = column.maximum
    if column.allowed_values:
        described["enum"] = [*column.allowed_values, *([] if column.is_required else [None])]
    elif column.maximum_length is not None:
        described["maxLength"] = column.maximum_length
    return described
