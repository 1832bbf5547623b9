"""What accounts need beside table and database: the secret that access tokens are signed with, and mail."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_secretsmanager as secretsmanager
from constructs import Construct

from infra_cdk.acknowledgment import acknowledge
from infra_cdk.team import TeamSettings

ROTATION_DAYS = 30
"""An access token lives ten minutes and the previous key still verifies, so rotating disturbs nobody."""


class Accounts(Construct):
    """The signing secret and its rotation; the sender of mails.

    Attributes:
        origin_secret: What CloudFront proves itself to the API with.
        webhook_secret: What the secrets of webhooks follow from; replacing it would break every receiver.
        secret: 64 random letters and digits; their hash is the private key (`adapters/signed_tokens.py`).
    """

    def __init__(self, scope: Construct, construct_id: str, *, team: TeamSettings) -> None:
        super().__init__(scope, construct_id)
        self._team = team
        self.secret = secretsmanager.Secret(
            self,
            "SigningSecret",
            description=f"DataInsight {team.name}: signs access tokens",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
            removal_policy=cdk.RemovalPolicy.DESTROY,  # without it everybody signs in again, no more
        )

        self.webhook_secret = secretsmanager.Secret(
            self,
            "WebhookSecret",
            description=f"DataInsight {team.name}: signs webhooks",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
            removal_policy=cdk.RemovalPolicy.RETAIN if team.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        acknowledge(
            self.webhook_secret,
            "SMG4",
            "Receivers hold what follows from it; a rotation would make each of them refuse every message.",
        )

        self.origin_secret = secretsmanager.Secret(
            self,
            "OriginSecret",
            description=f"DataInsight {team.name}: CloudFront proves itself to the API",
            generate_secret_string=secretsmanager.SecretStringGenerator(
                password_length=64, exclude_punctuation=True
            ),
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        acknowledge(
            self.origin_secret,
            "SMG4",
            "Whoever knew it could choose the network address that attempts are counted for, no more; "
            "a rotation would have to change the distribution at the same moment.",
        )

    def environment(self) -> dict[str, str]:
        """Variables of the function that signs, verifies and sends mail."""
        given = {
            "DATAINSIGHT_SIGNING_SECRET_ARN": self.secret.secret_arn,
            "DATAINSIGHT_ORIGIN_SECRET_ARN": self.origin_secret.secret_arn,
        }
        if self._team.mail_sender:
            given["DATAINSIGHT_MAIL_SENDER"] = self._team.mail_sender
        if self._team.providers_secret_arn:
            given["DATAINSIGHT_PROVIDERS_SECRET_ARN"] = self._team.providers_secret_arn
        if self._team.site_url:
            given["DATAINSIGHT_SITE_URL"] = self._team.site_url
        return given

    def grant_use(self, role: iam.IRole) -> None:
        """Let a role read the secret, and send mail from the team's address.

        Args:
            role: Role of a function.
        """
        self._allow(
            role, ["secretsmanager:GetSecretValue"], self.secret.secret_arn, self.origin_secret.secret_arn
        )
        if self._team.providers_secret_arn:
            self._allow(role, ["secretsmanager:GetSecretValue"], self._team.providers_secret_arn)
        if self._team.mail_sender:
            stack, address = cdk.Stack.of(self), self._team.mail_sender
            # SES lets an address send when it, or its domain, is a verified identity.
            identities = (address, address.rsplit("@", 1)[-1])
            arns = [stack.format_arn(service="ses", resource="identity", resource_name=i) for i in identities]
            role.add_to_principal_policy(
                iam.PolicyStatement(
                    actions=["ses:SendEmail"],
                    resources=arns,
                    conditions={"StringEquals": {"ses:FromAddress": address}},
                )
            )

    def rotate_with(self, function: lambda_.Function) -> None:
        """Let a function make a new version each month, and Secrets Manager call it.

        The construct's own `add_rotation_schedule` would grant more: random passwords of the whole service.

        Args:
            function: Handles the four steps of a rotation.
        """
        if function.role is None:
            raise TypeError("the rotation function has no role")
        actions = ("DescribeSecret", "GetSecretValue", "PutSecretValue", "UpdateSecretVersionStage")
        self._allow(function.role, [f"secretsmanager:{action}" for action in actions], self.secret.secret_arn)
        permission = lambda_.CfnPermission(
            self,
            "MayRotate",
            action="lambda:InvokeFunction",
            function_name=function.function_arn,
            principal="secretsmanager.amazonaws.com",
            source_account=cdk.Stack.of(self).account,
        )
        schedule = secretsmanager.CfnRotationSchedule(
            self,
            "Rotation",
            secret_id=self.secret.secret_arn,
            rotation_lambda_arn=function.function_arn,
            rotation_rules=secretsmanager.CfnRotationSchedule.RotationRulesProperty(
                automatically_after_days=ROTATION_DAYS
            ),
            rotate_immediately_on_update=False,
        )
        schedule.add_dependency(permission)
        schedule.node.add_dependency(function.role)

    @staticmethod
    def _allow(role: iam.IRole, actions: list[str], *resources: str) -> None:
        role.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=list(resources)))
