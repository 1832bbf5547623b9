"""All resource types that the template may use."""

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.resources import api, compute, database, pipeline, storage, web
from infra_cdk.local.resources.declaration import ResourceType
from infra_cdk.local.resources.not_needed import NOT_NEEDED

RESOURCE_TYPES: dict[str, ResourceType] = {
    one.name: one
    for one in (
        storage.BUCKET,
        storage.TABLE,
        storage.QUEUE,
        database.CLUSTER,
        database.SECRET,
        compute.FUNCTION,
        compute.VERSION,
        compute.LAYER,
        compute.TRIGGER,
        pipeline.MACHINE,
        pipeline.RULE,
        api.API,
        api.INTEGRATION,
        api.ROUTE,
        api.STAGE,
        web.HEADERS,
        web.DISTRIBUTION,
        web.ROUTES,
        web.ACCESS,
        *NOT_NEEDED,
    )
}


def resource_type(name: str, logical_id: str) -> ResourceType:
    """The declaration of a type.

    Raises:
        UnsupportedTemplateError: There is none.
    """
    try:
        return RESOURCE_TYPES[name]
    except KeyError:
        raise UnsupportedTemplateError(
            f"{logical_id}: resource type {name} has no local equivalent; "
            "add one in infra_cdk/local/resources/"
        ) from None
