"""Types that make no difference on this machine, each with the reason.

They get a name and an ARN that others may refer to.
"""

from infra_cdk.local.resources.declaration import Create, Created, Properties, ResourceType
from infra_cdk.local.resources.deployment import Deployment


def _pretend(service: str, kind: str) -> Create:
    def create(deployment: Deployment, logical_id: str, _properties: Properties) -> Created:
        name = deployment.place.physical_name(logical_id, limit=64)
        arn = deployment.place.arn(service, f"{kind}/{name}")
        return Created(name, {"Arn": arn, "GroupId": name, "TopicArn": arn, "TopicName": name, "VpcId": name})

    return create


_PERMISSIONS = "nothing checks permissions locally"
_FUNCTIONS = "what the roles of functions allow is read with each function; other roles are not checked"
_NETWORK = "there is no network to build"
_WATCHING = "nobody is called when a laptop has a problem"

NOT_NEEDED = tuple(
    ResourceType(
        name=f"AWS::{service}::{kind}", create=_pretend(service.lower(), kind.lower()), not_needed=reason
    )
    for service, kind, reason in (
        ("CloudWatch", "Alarm", _WATCHING),
        ("CloudWatch", "Dashboard", _WATCHING),
        ("EC2", "FlowLog", _NETWORK),
        ("EC2", "RouteTable", _NETWORK),
        ("EC2", "SecurityGroup", _NETWORK),
        ("EC2", "Subnet", _NETWORK),
        ("EC2", "SubnetRouteTableAssociation", _NETWORK),
        ("EC2", "VPC", _NETWORK),
        ("IAM", "Policy", _FUNCTIONS),
        ("IAM", "Role", _FUNCTIONS),
        ("Lambda", "Permission", _PERMISSIONS),
        ("Logs", "LogGroup", "each function has its log file in the data directory"),
        ("RDS", "DBInstance", "the cluster is one server"),
        ("RDS", "DBSubnetGroup", _NETWORK),
        ("S3", "BucketPolicy", "it refuses everything but HTTPS, and there is no HTTPS locally"),
        ("SecretsManager", "RotationSchedule", "a laptop's data is not kept until a key has to be changed"),
        ("SNS", "Subscription", _WATCHING),
        ("SNS", "Topic", _WATCHING),
        ("SNS", "TopicPolicy", _PERMISSIONS),
        ("SQS", "QueuePolicy", _PERMISSIONS),
    )
)
