"""EventBridge for announcements, Secrets Manager for signatures, Step Functions for another round."""

import hashlib
import hmac
from functools import cached_property
from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from datainsight.adapters.client_errors import code_of
from datainsight.errors import UnavailableError
from datainsight.models.webhook import AddressRequest, Announcement, DeliveryReference

if TYPE_CHECKING:
    from mypy_boto3_events import EventBridgeClient
    from mypy_boto3_secretsmanager import SecretsManagerClient
    from mypy_boto3_stepfunctions import SFNClient


def event_source(team: str) -> str:
    """Who publishes: one team's rules hear nothing of another team's in the same account."""
    return f"datainsight.{team}"


class EventBridgeAnnouncer:
    """Implements `services.ports.Announcer`: the default bus, whose rule starts the machine that delivers."""

    def __init__(self, client: "EventBridgeClient", team: str) -> None:
        self._client = client
        self._source = event_source(team)

    def announce(self, announcement: Announcement) -> None:
        """Publishes."""
        detail = AddressRequest(announcement=announcement).model_dump_json()
        reply = self._client.put_events(
            Entries=[{"Source": self._source, "DetailType": announcement.type.value, "Detail": detail}]
        )
        if reply["FailedEntryCount"]:
            raise UnavailableError("An announcement was not taken.", remedy="Try again.")


class DerivedWebhookSecrets:
    """Implements `services.webhook_ports.WebhookSecrets`: nothing is stored, all follows from one secret.

    Each endpoint's secret is HMAC-SHA256 of its id under the stack's own one, so that whoever reads the
    table can sign nothing, and one endpoint's secret tells nothing of another's.
    """

    def __init__(self, client: "SecretsManagerClient", secret_arn: str) -> None:
        self._client = client
        self._secret_arn = secret_arn

    def secret_of(self, endpoint_id: str) -> bytes:
        """Derives it."""
        return hmac.new(self._master, b"webhook:" + endpoint_id.encode(), hashlib.sha256).digest()

    @cached_property
    def _master(self) -> bytes:
        return self._client.get_secret_value(SecretId=self._secret_arn)["SecretString"].encode()


class StepFunctionsDeliveries:
    """Implements `services.webhook_ports.DeliveryWorkflow`."""

    def __init__(self, client: "SFNClient", state_machine_arn: str) -> None:
        self._client = client
        self._state_machine_arn = state_machine_arn

    def replay(self, reference: DeliveryReference, round_start: int) -> None:
        """Starts an execution; its name makes repeated calls harmless."""
        named = f"{reference.endpoint_id}{reference.delivery_id}{round_start}"
        try:
            self._client.start_execution(
                stateMachineArn=self._state_machine_arn,
                name=f"replay-{hashlib.sha256(named.encode()).hexdigest()}",
                input=AddressRequest(deliveries=(reference,)).model_dump_json(exclude_none=True),
            )
        except ClientError as error:
            if code_of(error) != "ExecutionAlreadyExists":
                raise
