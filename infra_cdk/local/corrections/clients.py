"""moto's state machine makes a new boto3 client for every task, 10 ms of 16; one per service will do."""

import sys
import threading
from collections.abc import Callable
from typing import Any

import boto3
import moto.stepfunctions.parser.models  # noqa: F401 - loads every module that imported the function
from botocore.config import Config
from moto.stepfunctions.parser.asl.utils import boto_client

from infra_cdk.local.names import ACCESS_KEY, SECRET_KEY
from infra_cdk.local.patching import Patches

# The state's own TimeoutSeconds decides how long a task may take; one connection per parallel branch.
_CONFIG = Config(
    parameter_validation=False,
    retries={"max_attempts": 0, "total_max_attempts": 1},
    connect_timeout=5,
    read_timeout=99_999_999,
    max_pool_connections=64,
)


class CachedClients:
    """Gives the interpreter its clients, bound to our endpoint instead of a port from the environment."""

    def __init__(self, endpoint: str) -> None:
        self._endpoint = endpoint
        self._clients: dict[tuple[str, str], Any] = {}
        self._lock = threading.Lock()

    def client(self, region: str, service: str, state_credentials: object = None) -> Any:  # noqa: ARG002 - moto's signature
        """A client for a service; made once."""
        with self._lock:
            if (region, service) not in self._clients:
                self._clients[region, service] = boto3.Session().client(
                    service,  # type: ignore[call-overload]  # any service that a definition names
                    region_name=region,
                    endpoint_url=self._endpoint,
                    aws_access_key_id=ACCESS_KEY,
                    aws_secret_access_key=SECRET_KEY,
                    config=_CONFIG,
                )
            return self._clients[region, service]

    def install(self, patches: Patches) -> None:
        """Every module of the interpreter has its own name for the function."""
        original = boto_client.boto_client_for

        def make(_original: Callable[..., Any]) -> Callable[..., Any]:
            return self.client

        for module in list(sys.modules.values()):
            if getattr(module, "boto_client_for", None) is original:
                patches.replace(module, "boto_client_for", make)
