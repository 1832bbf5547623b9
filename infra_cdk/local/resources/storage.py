"""Bucket, table and queue in moto, filled with what was kept."""

from infra_cdk.local.names import BUCKET_NAME_LENGTH
from infra_cdk.local.resources.declaration import Created, Properties, ResourceType, require_known
from infra_cdk.local.resources.deployment import Deployment


def _create_bucket(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    place, s3 = deployment.place, deployment.client("s3")
    name = properties.get("BucketName") or place.physical_name(
        logical_id, limit=BUCKET_NAME_LENGTH, lower=True
    )
    s3.create_bucket(Bucket=name)
    if cors := properties.get("CorsConfiguration"):
        rules = [_cors_rule(logical_id, rule) for rule in cors["CorsRules"]]
        s3.put_bucket_cors(Bucket=name, CORSConfiguration={"CORSRules": rules})
    if notification := properties.get("NotificationConfiguration"):
        require_known(f"{logical_id}.NotificationConfiguration", notification, ["EventBridgeConfiguration"])
        if notification["EventBridgeConfiguration"].get("EventBridgeEnabled", True):
            s3.put_bucket_notification_configuration(
                Bucket=name, NotificationConfiguration={"EventBridgeConfiguration": {}}
            )
    deployment.objects.restore(name)
    domain = f"{name}.s3.{place.region}.amazonaws.com"
    deployment.bucket_domains.append(domain)
    return Created(
        name,
        {"Arn": place.arn("s3", name), "DomainName": domain, "RegionalDomainName": domain},
    )


def _cors_rule(logical_id: str, rule: Properties) -> dict[str, object]:
    # CloudFormation and the S3 API spell three members differently.
    names = {"ExposedHeaders": "ExposeHeaders", "MaxAge": "MaxAgeSeconds", "Id": "ID"}
    same = ("AllowedHeaders", "AllowedMethods", "AllowedOrigins")
    require_known(f"{logical_id}.CorsConfiguration", rule, [*names, *same])
    return {names.get(name, name): value for name, value in rule.items()}


def _create_table(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    place, dynamodb = deployment.place, deployment.client("dynamodb")
    name = properties.get("TableName") or place.physical_name(logical_id, limit=255)
    passed = (
        "KeySchema",
        "AttributeDefinitions",
        "BillingMode",
        "GlobalSecondaryIndexes",
        "LocalSecondaryIndexes",
    )
    dynamodb.create_table(TableName=name, **{key: properties[key] for key in passed if key in properties})
    expiry = properties.get("TimeToLiveSpecification")
    if expiry:
        dynamodb.update_time_to_live(TableName=name, TimeToLiveSpecification=expiry)
    deployment.items.restore(name, expiry["AttributeName"] if expiry and expiry["Enabled"] else None)
    return Created(name, {"Arn": place.arn("dynamodb", f"table/{name}")})


def _create_queue(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    place = deployment.place
    name = properties.get("QueueName") or place.physical_name(logical_id, limit=80)
    passed = ("MessageRetentionPeriod", "VisibilityTimeout")
    attributes = {key: str(properties[key]) for key in passed if key in properties}
    url = deployment.client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return Created(url, {"Arn": place.arn("sqs", name), "QueueName": name})


_NO_ENCRYPTION = "the data directory is as safe as the disk it is on"

BUCKET = ResourceType(
    name="AWS::S3::Bucket",
    create=_create_bucket,
    honoured=frozenset({"BucketName", "CorsConfiguration", "NotificationConfiguration"}),
    left_out={
        "AccessControl": "nothing checks permissions locally",
        "BucketEncryption": _NO_ENCRYPTION,
        "LifecycleConfiguration": "the data directory is emptied by hand",
        "LoggingConfiguration": "nobody reads access logs of a laptop",
        "OwnershipControls": "there is one account",
        "PublicAccessBlockConfiguration": "nothing checks permissions locally",
        "Tags": "nothing reads them",
    },
)
TABLE = ResourceType(
    name="AWS::DynamoDB::Table",
    create=_create_table,
    honoured=frozenset(
        {
            "AttributeDefinitions",
            "BillingMode",
            "GlobalSecondaryIndexes",
            "KeySchema",
            "LocalSecondaryIndexes",
            "TableName",
            "TimeToLiveSpecification",
        }
    ),
    left_out={
        "DeletionProtectionEnabled": "nobody deletes a table here",
        "PointInTimeRecoverySpecification": "there is no backup of a laptop",
        "SSESpecification": _NO_ENCRYPTION,
        "Tags": "nothing reads them",
    },
)
QUEUE = ResourceType(
    name="AWS::SQS::Queue",
    create=_create_queue,
    honoured=frozenset({"MessageRetentionPeriod", "QueueName", "VisibilityTimeout"}),
    left_out={"SqsManagedSseEnabled": _NO_ENCRYPTION, "Tags": "nothing reads them"},
)
