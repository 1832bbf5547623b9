"""How S3 is asked: where, as whom, and what is told of its refusals."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from datainsight.connectors.libraries import load
from datainsight.connectors.locations import SourceUrl
from datainsight.errors import SourceNotFoundError, UnreadableError, UsageError

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

OWN_PARAMETERS = ("region", "profile", "role_arn", "external_id", "unsigned")
ABSENT = {"404", "NoSuchKey", "NotFound"}
_NO_BUCKET = {"NoSuchBucket"}
_DENIED = {"403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken"}


@dataclass(frozen=True)
class S3Location:
    """What `s3://bucket/key?region=…&role_arn=…` says.

    Attributes:
        bucket: Its name.
        key: An object's key, or a prefix.
        options: Region, profile, role to assume.
        shown: The URL as it may be shown.
    """

    bucket: str
    key: str
    options: Mapping[str, str]
    shown: str

    @classmethod
    def of(cls, url: str) -> "S3Location":
        """Takes a URL apart; a question mark in a key is written %3F.

        Raises:
            UsageError: It names no bucket.
        """
        location = SourceUrl.of(url, OWN_PARAMETERS)
        if not location.parts.netloc:
            raise UsageError("name a bucket.", where=location.shown, remedy="Write it as s3://bucket/key.")
        key = unquote(location.parts.path.removeprefix("/"))
        return cls(location.parts.netloc, key, location.own, location.shown)


def client_of(options: Mapping[str, str], credentials: Mapping[str, str] | None = None) -> "S3Client":
    """A client for what a location or a connection says.

    Args:
        options: Region, profile, role_arn, external_id, unsigned.
        credentials: `access_key_id`, `secret_access_key`, `session_token`; those of the machine without.
    """
    boto3 = load("boto3", "s3")
    botocore = load("botocore", "s3")
    config_module = load("botocore.config", "s3")
    given: dict[str, Any] = {}
    if credentials:
        given = {
            "aws_access_key_id": credentials.get("access_key_id"),
            "aws_secret_access_key": credentials.get("secret_access_key"),
            "aws_session_token": credentials.get("session_token"),
        }
    session = boto3.Session(
        profile_name=options.get("profile") or None, region_name=options.get("region") or None, **given
    )
    if options.get("role_arn"):
        assumed: dict[str, Any] = {"RoleArn": options["role_arn"], "RoleSessionName": "datainsight"}
        if options.get("external_id"):
            assumed["ExternalId"] = options["external_id"]
        region = session.region_name or "us-east-1"
        found = session.client("sts", region_name=region).assume_role(**assumed)["Credentials"]
        session = boto3.Session(
            aws_access_key_id=found["AccessKeyId"],
            aws_secret_access_key=found["SecretAccessKey"],
            aws_session_token=found["SessionToken"],
            region_name=session.region_name,
        )
    signature = botocore.UNSIGNED if options.get("unsigned") == "true" else None
    config = config_module.Config(
        signature_version=signature, retries={"mode": "standard", "max_attempts": 5}, connect_timeout=10
    )
    client: S3Client = session.client("s3", config=config)
    return client


@contextmanager
def s3_explained(location: S3Location) -> Iterator[None]:
    """Turns boto3's errors into ours.

    Raises:
        UsageError: There are no credentials.
        SourceNotFoundError: There is no such bucket.
        UnreadableError: S3 refuses, or cannot be reached.
    """
    exceptions = load("botocore.exceptions", "s3")
    try:
        yield
    except (
        exceptions.NoCredentialsError,
        exceptions.PartialCredentialsError,
        exceptions.ProfileNotFound,
        exceptions.NoRegionError,
        exceptions.ParamValidationError,
    ) as error:
        raise UsageError(
            f"S3 cannot be asked ({' '.join(str(error).split())}).".replace("..", "."),
            where=location.shown,
            remedy="Set AWS credentials, name a ?profile=, or add ?unsigned=true for a public bucket.",
        ) from error
    except exceptions.ClientError as error:
        code = str(error.response["Error"].get("Code", "?"))
        if code in _NO_BUCKET:
            raise SourceNotFoundError("there is no such bucket.", where=location.shown) from error
        what = "access is denied" if code in _DENIED else f"S3 refuses ({code})"
        raise UnreadableError(
            f"{what}.", where=location.shown, remedy="Check the credentials and their rights."
        ) from error
    except exceptions.BotoCoreError as error:
        raise UnreadableError(
            f"S3 cannot be reached ({type(error).__name__}).", where=location.shown
        ) from error
