"""Mail through Amazon SES; on a local stack it goes to an outbox in the bucket instead."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from datainsight.errors import UnavailableError
from datainsight.models.account import Mail
from datainsight.services.ports import ObjectStore

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client

OUTBOX = "outbox/"
"""Prefix of the bucket on a local stack; a deployed one never writes there."""


class SesMailer:
    """Implements `services.account_ports.Mailer`.

    Args:
        client: Of SES, API version 2.
        sender: A verified address.
    """

    def __init__(self, client: "SESV2Client", sender: str) -> None:
        self._client = client
        self._sender = sender

    def send(self, mail: Mail) -> None:
        """Hands a message over."""
        try:
            self._client.send_email(
                FromEmailAddress=self._sender,
                Destination={"ToAddresses": [mail.recipient]},
                Content={
                    "Simple": {
                        "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
                        "Body": {"Text": {"Data": mail.text, "Charset": "UTF-8"}},
                    }
                },
            )
        except (BotoCoreError, ClientError) as error:
            raise UnavailableError("The mail could not be sent.", remedy="Try again in a minute.") from error

    def forget(self, recipient: str) -> None:
        """SES keeps no message."""


class OutboxMailer:
    """Implements `services.account_ports.Mailer` where nobody has a mailbox.

    Args:
        objects: The bucket.
        now: Names the messages, so that they sort by time.
    """

    def __init__(self, objects: ObjectStore, now: Callable[[], datetime]) -> None:
        self._objects = objects
        self._now = now

    def send(self, mail: Mail) -> None:
        """Stores a message as JSON: `outbox/<recipient>/<time>.json`."""
        key = f"{OUTBOX}{mail.recipient}/{self._now():%Y%m%dT%H%M%S.%fZ}.json"
        self._objects.put(key, mail.model_dump_json(indent=2).encode(), "application/json")

    def forget(self, recipient: str) -> None:
        """Empties a mailbox."""
        self._objects.delete_below(f"{OUTBOX}{recipient}/")
