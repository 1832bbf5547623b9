"""The published JSON Schema of the profile; written by `python -m datainsight.reporting.schema FILE`."""

import json
import sys
from pathlib import Path

from datainsight.models.document import ProfileDocument

IDENTIFIER = "https://json-schema.org/draft/2020-12/schema"


def profile_schema() -> str:
    """JSON Schema (2020-12) of what `profile --json` writes, as text."""
    schema = ProfileDocument.model_json_schema(mode="serialization")
    return json.dumps({"$schema": IDENTIFIER, **schema}, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(profile_schema(), encoding="utf-8")
