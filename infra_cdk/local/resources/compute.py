"""Functions become entries of the pool; the trigger runs one of them while the stack is created."""

from infra_cdk.local.errors import LocalStackError, UnsupportedTemplateError
from infra_cdk.local.lambdas.function import Function
from infra_cdk.local.lambdas.pool import default_concurrency
from infra_cdk.local.permissions import actions_of_role
from infra_cdk.local.persistence.triggers import fingerprint
from infra_cdk.local.resources.declaration import Created, Properties, ResourceType
from infra_cdk.local.resources.deployment import Deployment

# CDK's own helpers of custom resources; what they do, this package does itself.
_PROVIDER_HANDLER = "__entrypoint__.handler"


def _create_function(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    place = deployment.place
    name = properties.get("FunctionName") or place.physical_name(logical_id, limit=64)
    arn = place.arn("lambda", f"function:{name}")
    if properties["Handler"] == _PROVIDER_HANDLER:
        return Created(name, {"Arn": arn})
    if not properties["Runtime"].startswith("python"):
        raise UnsupportedTemplateError(f"{logical_id}: runtime {properties['Runtime']} does not run locally")
    variables = {
        key: str(value) for key, value in properties.get("Environment", {}).get("Variables", {}).items()
    }
    log_format = properties.get("LoggingConfig", {}).get("LogFormat", "Text")
    function = Function(
        name=name,
        arn=arn,
        handler=properties["Handler"],
        code=deployment.code,
        environment={"AWS_LAMBDA_LOG_FORMAT": log_format, **variables, **deployment.environment},
        timeout=float(properties.get("Timeout", 3)),
        memory=int(properties.get("MemorySize", 128)),
        concurrency=int(properties.get("ReservedConcurrentExecutions", default_concurrency())),
        dead_letters=properties.get("DeadLetterConfig", {}).get("TargetArn"),
    )
    deployment.pool.register(function)
    deployment.front.permissions.allow(function.log_name, actions_of_role(deployment.template, logical_id))
    return Created(name, {"Arn": arn})


def _create_version(deployment: Deployment, _logical_id: str, properties: Properties) -> Created:
    arn = deployment.place.arn("lambda", f"function:{properties['FunctionName']}:1")
    return Created(arn, {"FunctionArn": arn, "Version": "1"})


def _create_layer(deployment: Deployment, logical_id: str, _properties: Properties) -> Created:
    arn = deployment.place.arn("lambda", f"layer:{logical_id}:1")
    return Created(arn, {"LayerVersionArn": arn})


def _run_trigger(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    function = deployment.pool.function(properties["HandlerArn"])
    present = fingerprint(function)
    if properties.get("ExecuteOnHandlerChange") and deployment.triggers.has_run(logical_id, present):
        return Created(logical_id)
    deployment.progress(f"running {logical_id}")
    result = deployment.pool.invoke(function.name, b"{}")
    if result.error:
        raise LocalStackError(
            f"{logical_id}: the function failed: {result.payload.decode()} "
            f"(its log: logs/{function.log_name}.log in the data directory)"
        )
    deployment.triggers.ran(logical_id, present)
    return Created(logical_id)


FUNCTION = ResourceType(
    name="AWS::Lambda::Function",
    create=_create_function,
    honoured=frozenset(
        {
            "DeadLetterConfig",
            "Environment",
            "FunctionName",
            "Handler",
            "LoggingConfig",
            "MemorySize",
            "ReservedConcurrentExecutions",
            "Role",
            "Runtime",
            "Timeout",
        }
    ),
    left_out={
        "Architectures": "this machine's own",
        "Code": "all functions share one asset, which is staged again at each start",
        "Description": "for people",
        "EphemeralStorage": "this machine's own disk",
        "Layers": "third-party packages come from this virtual environment",
        "Tags": "nothing reads them",
        "TracingConfig": "there is no X-Ray here",
    },
)
VERSION = ResourceType(
    name="AWS::Lambda::Version",
    create=_create_version,
    honoured=frozenset({"FunctionName"}),
    left_out={"Description": "for people"},
)
LAYER = ResourceType(
    name="AWS::Lambda::LayerVersion",
    create=_create_layer,
    left_out=dict.fromkeys(
        ("CompatibleArchitectures", "CompatibleRuntimes", "Content", "Description", "LayerName"),
        "third-party packages come from this virtual environment",
    ),
)
TRIGGER = ResourceType(
    name="Custom::Trigger",
    create=_run_trigger,
    honoured=frozenset({"ExecuteOnHandlerChange", "HandlerArn"}),
    left_out={
        "InvocationType": "always waits for the end",
        "ServiceToken": "CDK's provider function is not needed",
        "Timeout": "the function's own applies",
    },
)
