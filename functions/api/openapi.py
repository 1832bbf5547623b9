"""Writes the OpenAPI document and the Python client: `python -m functions.api.openapi docs/openapi.json`."""

import json
import sys
from pathlib import Path

from datainsight.bootstrap import AwsPorts
from datainsight.settings import Settings
from functions.api import python_client
from functions.api.app import create_app


def document() -> str:
    """The document as committed: stable order, readable differences."""
    nowhere = AwsPorts(Settings(team="none", bucket="none", table="none"))  # makes no client until it is used
    return (
        json.dumps(create_app(nowhere, local_workspace=None).openapi(), indent=2, ensure_ascii=False) + "\n"
    )


if __name__ == "__main__":
    text = document()
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
    python_client.write(json.loads(text), python_client.CLIENT)
