"""Creates every resource of a template, in the order of its references."""

from infra_cdk.local.resources.deployment import Deployment
from infra_cdk.local.resources.registry import resource_type
from infra_cdk.local.template import Template


def check_template(template: Template) -> None:
    """Refuses unknown types and properties before anything is created.

    Raises:
        UnsupportedTemplateError: Names the first one.
    """
    for logical_id, resource in template.resources.items():
        resource_type(resource.type, logical_id).check(logical_id, resource.properties)


def deploy(deployment: Deployment) -> dict[str, str]:
    """Creates the stack and returns its outputs."""
    template, resolver = deployment.template, deployment.resolver
    for resource in template.creation_order():
        if resource.condition and not resolver.holds(resource.condition):
            continue
        declared = resource_type(resource.type, resource.logical_id)
        properties = {} if declared.not_needed else resolver.resolve(resource.properties)
        created = declared.create(deployment, resource.logical_id, properties)
        resolver.remember(resource.logical_id, created.reference, created.attributes)
    return {
        name: str(resolver.resolve(output["Value"]))
        for name, output in template.body.get("Outputs", {}).items()
        if "Condition" not in output or resolver.holds(output["Condition"])
    }
