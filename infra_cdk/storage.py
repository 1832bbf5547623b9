"""Where everything is kept: one bucket, one table, and a queue for events that nobody could deliver."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra_cdk.team import TeamSettings

UPLOADS, WORK, RESULTS, IMPORTED = "uploads/", "work/", "results/", "imported/"
"""The four parts of the bucket. Permissions, rules and lifecycles are written in terms of them."""


_CLOUDFRONT = "https://*.cloudfront.net"
"""The web app without a host name of its own. Its very address is not known when the bucket is made; a page
of somebody else can do nothing here without a URL that the API signed for whoever is signed in."""


class Storage(Construct):
    """Bucket, access logs, table and dead letters.

    Attributes:
        bucket: Uploads, partial measurements, results.
        access_logs: Who read or wrote objects.
        table: Progress, pointers, idempotency; items leave by their `expires_at`.
        dead_letters: Events that could not be delivered after all retries.
    """

    def __init__(self, scope: Construct, construct_id: str, *, team: TeamSettings) -> None:
        super().__init__(scope, construct_id)
        removal = cdk.RemovalPolicy.RETAIN if team.keep_data else cdk.RemovalPolicy.DESTROY
        self.bucket = self._bucket(team, removal)
        self.table = dynamodb.Table(
            self,
            "Table",
            partition_key=dynamodb.Attribute(name="pk", type=dynamodb.AttributeType.STRING),
            sort_key=dynamodb.Attribute(name="sk", type=dynamodb.AttributeType.STRING),
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            time_to_live_attribute="expires_at",
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=team.keep_data,
            removal_policy=removal,
        )
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            enforce_ssl=True,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            retention_period=cdk.Duration.days(14),
        )

    def _bucket(self, team: TeamSettings, removal: cdk.RemovalPolicy) -> s3.Bucket:
        self.access_logs = s3.Bucket(
            self,
            "AccessLogs",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(id="expire", expiration=cdk.Duration.days(90))],
            removal_policy=removal,
        )
        # Not versioned: the user owns the original, and a deletion must really delete personal data.
        bucket = s3.Bucket(
            self,
            "Bucket",
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            encryption=s3.BucketEncryption.S3_MANAGED,
            enforce_ssl=True,
            server_access_logs_bucket=self.access_logs,
            server_access_logs_prefix="bucket/",
            cors=_upload_cors((*team.allowed_origins, _CLOUDFRONT)),
            lifecycle_rules=[
                s3.LifecycleRule(
                    id="abort-unfinished-uploads",
                    abort_incomplete_multipart_upload_after=cdk.Duration.days(1),
                ),
                s3.LifecycleRule(id="expire-work", prefix=WORK, expiration=cdk.Duration.days(7)),
            ],
            removal_policy=removal,
        )
        # `event_bridge_enabled` of the construct would add a custom resource with a function and a wide role
        # of its own for what CloudFormation can say in one property.
        resource = bucket.node.default_child
        if isinstance(resource, s3.CfnBucket):
            resource.notification_configuration = s3.CfnBucket.NotificationConfigurationProperty(
                event_bridge_configuration=s3.CfnBucket.EventBridgeConfigurationProperty(
                    event_bridge_enabled=True
                )
            )
        return bucket


def _upload_cors(origins: tuple[str, ...]) -> list[s3.CorsRule]:
    """Pages may upload with presigned requests; ETag is what a multipart upload has to send back."""
    return [
        s3.CorsRule(
            allowed_methods=[
                s3.HttpMethods.PUT,
                s3.HttpMethods.POST,
                s3.HttpMethods.GET,
                s3.HttpMethods.HEAD,
            ],
            allowed_origins=list(origins),
            allowed_headers=["*"],
            exposed_headers=["ETag"],
            max_age=3600,
        )
    ]
