"""moto as a WSGI application in this process, with everything corrected and kept that we need otherwise."""

from typing import TYPE_CHECKING

from moto.core.config import default_user_config
from moto.dynamodb.models import dynamodb_backends
from moto.events.models import events_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends
from moto.secretsmanager.models import secretsmanager_backends
from moto.sqs.models import sqs_backends
from moto.stepfunctions.parser.models import stepfunctions_parser_backends

from infra_cdk.local.corrections.clients import CachedClients
from infra_cdk.local.corrections.distributed_map import correct_distributed_map
from infra_cdk.local.corrections.events import EventDelivery
from infra_cdk.local.corrections.executions import ExecutionEvents
from infra_cdk.local.corrections.memory import forget_instances
from infra_cdk.local.corrections.multipart import refuse_unknown_uploads
from infra_cdk.local.corrections.s3_events import S3Events
from infra_cdk.local.corrections.services import spare_listing
from infra_cdk.local.patching import Patches
from infra_cdk.local.persistence.items import ItemRows
from infra_cdk.local.persistence.objects import ObjectFiles
from infra_cdk.local.persistence.secrets import SecretRows

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


def moto_application() -> "WSGIApplication":
    """All services of moto behind one application."""
    application: WSGIApplication = DomainDispatcherApplication(create_backend_app)
    return application


def forget_everything() -> None:
    """Empties all services: they belong to the process, and another stack may follow in it."""
    # Not BackendDict.reset(): it forgets which backends there are, so that a second call empties nothing.
    for services in (
        s3_backends,
        dynamodb_backends,
        events_backends,
        stepfunctions_parser_backends,
        secretsmanager_backends,
        sqs_backends,
    ):
        for _account, _region, backend in services.iter_backends():
            backend.reset()


def install_corrections(
    patches: Patches,
    *,
    endpoint: str,
    delivery: EventDelivery,
    executions: ExecutionEvents,
    objects: ObjectFiles,
    items: ItemRows,
    secrets: SecretRows,
) -> None:
    """Makes moto execute state machines, deliver events and keep its data; `patches.undo()` takes it back."""
    patches.set_item(default_user_config, "stepfunctions", {"execute_state_machine": True})
    forget_instances(patches)
    spare_listing(patches)
    CachedClients(endpoint).install(patches)
    correct_distributed_map(patches)
    refuse_unknown_uploads(patches)
    delivery.install(patches)
    S3Events(delivery).install(patches)
    executions.install(patches)
    objects.install(patches)
    items.install(patches)
    secrets.install(patches)
