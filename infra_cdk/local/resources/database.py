"""The database cluster as an embedded server, and secrets."""

import json
import secrets
import string
from collections.abc import Callable

from infra_cdk.local.errors import UnsupportedTemplateError
from infra_cdk.local.resources.declaration import Created, Properties, ResourceType, require_known
from infra_cdk.local.resources.deployment import Deployment


def _create_cluster(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    if properties["Engine"] != "aurora-postgresql" or not properties.get("EnableHttpEndpoint"):
        raise UnsupportedTemplateError(f"{logical_id}: only aurora-postgresql with the Data API runs locally")
    if not properties.get("ManageMasterUserPassword"):
        raise UnsupportedTemplateError(f"{logical_id}: only ManageMasterUserPassword gives a secret locally")
    place = deployment.place
    name = place.physical_name(logical_id, limit=63, lower=True)
    user, database = properties["MasterUsername"], properties["DatabaseName"]
    secret = _put_secret(
        deployment, f"rds!cluster-{name}", lambda: json.dumps({"username": user, "password": _password(32)})
    )
    postgres = deployment.start_postgres(int(str(properties["EngineVersion"]).split(".", 1)[0]))
    if not postgres.has_database(database):
        deployment.triggers.forget()
    deployment.database_users[secret] = postgres.ensure(user=user, database=database)
    deployment.open_data_api(postgres.conninfo)
    return Created(
        name,
        {
            "DBClusterArn": place.arn("rds", f"cluster:{name}"),
            "DBClusterResourceId": name,
            "MasterUserSecret.SecretArn": secret,
        },
    )


def _create_secret(deployment: Deployment, logical_id: str, properties: Properties) -> Created:
    name = properties.get("Name") or deployment.place.physical_name(logical_id, limit=512)

    def make() -> str:
        generate = properties.get("GenerateSecretString")
        if generate is None:
            return str(properties.get("SecretString", ""))
        known = (
            "PasswordLength",
            "SecretStringTemplate",
            "GenerateStringKey",
            "ExcludeCharacters",
            "ExcludePunctuation",
        )
        require_known(f"{logical_id}.GenerateSecretString", generate, known)
        password = _password(int(generate.get("PasswordLength", 32)))
        if "GenerateStringKey" not in generate:
            return password
        return json.dumps(
            {**json.loads(generate["SecretStringTemplate"]), generate["GenerateStringKey"]: password}
        )

    arn = _put_secret(deployment, name, make)
    return Created(arn, {"Id": arn})


def _put_secret(deployment: Deployment, name: str, make: Callable[[], str]) -> str:
    value = deployment.secrets.value(name, make)
    arn: str = deployment.client("secretsmanager").create_secret(Name=name, SecretString=value)["ARN"]
    return arn


def _password(length: int) -> str:
    # Letters and digits only: whatever characters are excluded, these are not.
    return "".join(secrets.choice(string.ascii_letters + string.digits) for _ in range(length))


_ONE_MACHINE = "there is one server on this machine"
_NO_NETWORK = "the server listens on a socket in the data directory only"

CLUSTER = ResourceType(
    name="AWS::RDS::DBCluster",
    create=_create_cluster,
    honoured=frozenset(
        {
            "DatabaseName",
            "EnableHttpEndpoint",
            "Engine",
            "EngineVersion",
            "ManageMasterUserPassword",
            "MasterUsername",
        }
    ),
    left_out={
        "BackupRetentionPeriod": "there is no backup of a laptop",
        "CopyTagsToSnapshot": "there is no backup of a laptop",
        "DBClusterParameterGroupName": "the server's defaults are those of the default group",
        "DBSubnetGroupName": _NO_NETWORK,
        "DeletionProtection": "nobody deletes the cluster here",
        "EnableIAMDatabaseAuthentication": "only the Data API connects",
        "Port": _NO_NETWORK,
        "ServerlessV2ScalingConfiguration": f"{_ONE_MACHINE}; waking up is simulated on request",
        "StorageEncrypted": "the data directory is as safe as the disk it is on",
        "Tags": "nothing reads them",
        "VpcSecurityGroupIds": _NO_NETWORK,
    },
)
SECRET = ResourceType(
    name="AWS::SecretsManager::Secret",
    create=_create_secret,
    honoured=frozenset({"GenerateSecretString", "Name", "SecretString"}),
    left_out={
        "Description": "for people",
        "KmsKeyId": "nothing is encrypted locally",
        "Tags": "nothing reads them",
    },
)
