"""Prints the last mail to an address, which a local stack keeps: `python -m infra_cdk.local.mail ADDRESS`."""

import argparse
import json
import sys
from pathlib import Path

from infra_cdk.local.errors import LocalStackError
from infra_cdk.local.running import RunningStack


class NoMailError(LocalStackError):
    """Nothing was sent to that address."""


def last_mail(stack: RunningStack, address: str) -> str:
    """Its text.

    Raises:
        NoMailError: There is none.
    """
    objects, bucket = stack.client("s3"), stack.outputs["BucketName"]
    sent = objects.list_objects_v2(Bucket=bucket, Prefix=f"outbox/{address}/").get("Contents", [])
    if not sent:
        raise NoMailError(f"nothing was sent to {address}")
    kept = objects.get_object(Bucket=bucket, Key=sent[-1]["Key"])["Body"].read()
    text: str = json.loads(kept)["text"]
    return text


def main(arguments: list[str] | None = None) -> int:
    """Command line; 1 where there is no mail."""
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.local.mail", description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--data-dir", type=Path, default=Path(".datainsight"))
    options = parser.parse_args(arguments)
    try:
        sys.stdout.write(last_mail(RunningStack(options.data_dir), options.address) + "\n")
    except LocalStackError as error:
        sys.stderr.write(f"error: {error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
