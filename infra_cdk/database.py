"""PostgreSQL that sleeps when nobody asks, reached through the RDS Data API."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from aws_cdk import aws_rds as rds
from constructs import Construct

from infra_cdk.acknowledgment import acknowledge
from infra_cdk.team import TeamSettings

DATABASE_NAME = "datainsight"


class Database(Construct):
    """Aurora Serverless v2 in subnets without any way out or in.

    No function runs in this network: all of them speak to the Data API, so there is no NAT gateway and
    no pool of connections.

    Attributes:
        cluster: The Aurora cluster.
        cluster_arn: For the Data API and for permissions.
        secret_arn: The owner's credentials; RDS keeps and rotates them.
    """

    def __init__(
        self, scope: Construct, construct_id: str, *, team: TeamSettings, retention: logs.RetentionDays
    ) -> None:
        super().__init__(scope, construct_id)
        isolated = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
        network = self._network(retention)
        self.cluster = rds.DatabaseCluster(
            self,
            "Cluster",
            engine=rds.DatabaseClusterEngine.aurora_postgres(
                version=rds.AuroraPostgresEngineVersion.VER_16_13
            ),
            writer=rds.ClusterInstance.serverless_v2("Writer", auto_minor_version_upgrade=True),
            serverless_v2_min_capacity=0,
            serverless_v2_max_capacity=team.maximum_acu,
            serverless_v2_auto_pause_duration=cdk.Duration.minutes(team.auto_pause_minutes),
            vpc=network,
            vpc_subnets=isolated,
            enable_data_api=True,
            default_database_name=DATABASE_NAME,
            storage_encrypted=True,
            iam_authentication=True,
            deletion_protection=team.keep_data,
            backup=rds.BackupProps(retention=cdk.Duration.days(team.backup_days)),
            copy_tags_to_snapshot=True,
            removal_policy=cdk.RemovalPolicy.SNAPSHOT if team.keep_data else cdk.RemovalPolicy.DESTROY,
        )
        self.cluster_arn = self.cluster.cluster_arn
        self.secret_arn = self._let_rds_keep_the_password()
        if not team.keep_data:
            acknowledge(
                self.cluster,
                "RDS10",
                "The team's settings say keep_data: false: a stack for trying things out.",
            )

    def grant_data_api(self, role: iam.IRole) -> None:
        """Let a role run SQL through the Data API, and nothing else of RDS.

        Args:
            role: Role of a function.
        """
        statements = ("ExecuteStatement", "BatchExecuteStatement")
        transactions = ("BeginTransaction", "CommitTransaction", "RollbackTransaction")
        role.add_to_principal_policy(
            iam.PolicyStatement(
                actions=[f"rds-data:{action}" for action in (*statements, *transactions)],
                resources=[self.cluster_arn],
            )
        )
        role.add_to_principal_policy(
            iam.PolicyStatement(actions=["secretsmanager:GetSecretValue"], resources=[self.secret_arn])
        )

    def _network(self, retention: logs.RetentionDays) -> ec2.Vpc:
        network = ec2.Vpc(
            self,
            "Network",
            max_azs=2,
            nat_gateways=0,
            restrict_default_security_group=False,  # would need a custom resource; nothing uses that group
            subnet_configuration=[
                ec2.SubnetConfiguration(name="database", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
            ],
        )
        network.add_flow_log(
            "Rejected",
            destination=ec2.FlowLogDestination.to_cloud_watch_logs(
                logs.LogGroup(self, "FlowLogs", retention=retention, removal_policy=cdk.RemovalPolicy.DESTROY)
            ),
            traffic_type=ec2.FlowLogTrafficType.REJECT,  # accepted traffic is the cluster talking to itself
        )
        return network

    def _let_rds_keep_the_password(self) -> str:
        """RDS makes and rotates the owner's password; a rotation function would need a way in here."""
        resource = self.cluster.node.default_child
        if not isinstance(resource, rds.CfnDBCluster):
            raise TypeError("the cluster construct no longer has a CfnDBCluster as its resource")
        resource.manage_master_user_password = True
        resource.master_username = "datainsight_owner"
        resource.master_user_password = None
        self.cluster.node.try_remove_child("Secret")
        return resource.get_att("MasterUserSecret.SecretArn").to_string()
