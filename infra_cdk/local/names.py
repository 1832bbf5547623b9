"""The account and region that the local stack pretends to be, and how physical names are made."""

from dataclasses import dataclass
from random import getrandbits

REGION = "us-east-1"
ACCOUNT_ID = "123456789012"
# Of all clients of the local stack; a key that everybody knows keeps nobody out, it only finds mistakes.
ACCESS_KEY = "local"
SECRET_KEY = "local"  # noqa: S105 - see above
BUCKET_NAME_LENGTH = 63
WORKSPACE_ID = "00000000-0000-4000-8000-000000000001"
"""In which requests without a token act."""


def request_id() -> str:
    """A new one in the form of a UUID. No secret is made of it, so the system is not asked as for `uuid4`."""
    digits = f"{getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


@dataclass(frozen=True)
class Place:
    """Where resources live: makes physical names and ARNs of one stack.

    Attributes:
        stack: Name of the CloudFormation stack.
        region: AWS region.
        account: AWS account id.
    """

    stack: str
    region: str = REGION
    account: str = ACCOUNT_ID

    def physical_name(self, logical_id: str, *, limit: int, lower: bool = False) -> str:
        """A name that stays the same from start to start.

        Args:
            logical_id: Of the resource in the template.
            limit: Longest name that the service allows; the logical id's end (its hash) is kept.
            lower: Whether the service wants lower case.
        """
        name = f"{self.stack}-{logical_id}"
        if len(name) > limit:
            name = f"{name[: limit - 13]}-{name[-12:]}"
        return name.lower() if lower else name

    def arn(self, service: str, resource: str) -> str:
        """`arn:aws:service:region:account:resource`; IAM has no region, S3 neither region nor account."""
        region = "" if service in ("iam", "s3") else self.region
        account = "" if service == "s3" else self.account
        return f"arn:aws:{service}:{region}:{account}:{resource}"
