"""Puts the built web app into a team's bucket: `python -m infra_cdk.publish_web --team acme`.

Files of earlier builds stay: pages that are open still load them.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import ClientError

from infra_cdk.site_files import site_files

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

FOLDER = Path(__file__).resolve().parent.parent / "frontend" / "dist"


def publish(folder: Path, bucket: str, client: "S3Client") -> int:
    """Uploads every file; returns how many.

    Raises:
        FileNotFoundError: The app was not built.
    """
    count = 0
    for count, file in enumerate(site_files(folder), start=1):  # noqa: B007 - the last number is the count
        client.put_object(
            Bucket=bucket,
            Key=file.key,
            Body=file.path.read_bytes(),
            ContentType=file.content_type,
            CacheControl=file.cache_control,
        )
    return count


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line.

    Returns:
        Exit code: 0 done, 1 the app was not built, or the team has no stack.
    """
    parser = argparse.ArgumentParser(prog="python -m infra_cdk.publish_web", description=__doc__)
    parser.add_argument("--team", required=True, help="whose stack")
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="of the built app (default frontend/dist)"
    )
    options = parser.parse_args(arguments)
    try:
        found = boto3.client("cloudformation").describe_stacks(StackName=f"DataInsight-{options.team}")
        outputs = {each["OutputKey"]: each["OutputValue"] for each in found["Stacks"][0]["Outputs"]}
        count = publish(options.folder, outputs["WebBucketName"], boto3.client("s3"))
    except (FileNotFoundError, ClientError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201 - the command's own output
        return 1
    print(f"{count} files: {outputs['WebUrl']}")  # noqa: T201 - the command's own output
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
