"""moto as a WSGI application in this process, with everything corrected and kept that we need otherwise."""

from typing import TYPE_CHECKING

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from infra_cdk.local.corrections.clients import CachedClients
from infra_cdk.local.corrections.distributed_map import correct_distributed_map
from infra_cdk.local.corrections.events import EventDelivery
from infra_cdk.local.corrections.executions import ExecutionEvents
from infra_cdk.local.corrections.memory import forget_instances
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
    CachedClients(endpoint).install(patches)
    correct_distributed_map(patches)
    delivery.install(patches)
    executions.install(patches)
    objects.install(patches)
    items.install(patches)
    secrets.install(patches)
