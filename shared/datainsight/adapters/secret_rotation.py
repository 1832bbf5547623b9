"""A new version of the signing secret, in the four steps that Secrets Manager calls for."""

import secrets
import string
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.errors import UsageError

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

LENGTH = 64
_ALPHABET = string.ascii_letters + string.digits


class SecretRotation:
    """Makes, tries and promotes a version; each step may be repeated.

    Args:
        client: Of Secrets Manager.
    """

    def __init__(self, client: "SecretsManagerClient") -> None:
        self._client = client

    def run(self, step: str, secret_id: str, version_id: str) -> None:
        """One step.

        Args:
            step: createSecret, setSecret, testSecret or finishSecret.
            secret_id: ARN of the secret.
            version_id: The version in the making.

        Raises:
            UsageError: There is no such step, the version is not in the making, or it is no good secret.
        """
        stages = self._client.describe_secret(SecretId=secret_id)["VersionIdsToStages"]
        if "AWSCURRENT" in stages.get(version_id, []):
            return  # somebody did it already
        match step:
            case "createSecret":
                self._create(secret_id, version_id)
            case "setSecret":
                pass  # nobody else has to be told: whoever verifies reads the secret
            case "testSecret":
                self._test(secret_id, version_id)
            case "finishSecret":
                self._finish(secret_id, version_id, stages)
            case _:
                raise UsageError(f"There is no step {step!r} in a rotation.")

    def _create(self, secret_id: str, version_id: str) -> None:
        if self._pending(secret_id, version_id) is None:
            self._client.put_secret_value(
                SecretId=secret_id,
                ClientRequestToken=version_id,
                SecretString="".join(secrets.choice(_ALPHABET) for _ in range(LENGTH)),
                VersionStages=["AWSPENDING"],
            )

    def _test(self, secret_id: str, version_id: str) -> None:
        pending = self._pending(secret_id, version_id)
        if pending is None or len(pending) != LENGTH or not set(pending) <= set(_ALPHABET):
            raise UsageError("The version in the making is no signing secret.")

    def _finish(self, secret_id: str, version_id: str, stages: dict[str, list[str]]) -> None:
        current = next(version for version, names in stages.items() if "AWSCURRENT" in names)
        self._client.update_secret_version_stage(
            SecretId=secret_id,
            VersionStage="AWSCURRENT",
            MoveToVersionId=version_id,
            RemoveFromVersionId=current,
        )

    def _pending(self, secret_id: str, version_id: str) -> str | None:
        try:
            reply = self._client.get_secret_value(
                SecretId=secret_id, VersionId=version_id, VersionStage="AWSPENDING"
            )
        except ClientError as error:
            if code_of(error) == "ResourceNotFoundException":
                return None
            raise
        return reply["SecretString"]
