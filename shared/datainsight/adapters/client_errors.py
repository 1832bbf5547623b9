"""What AWS says when it refuses."""

from botocore.exceptions import ClientError


def code_of(error: ClientError) -> str:
    """The error's code, "" where it has none."""
    return str(error.response.get("Error", {}).get("Code", ""))
