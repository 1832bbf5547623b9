import pytest

from tests.infra.template import Template


def test_every_bucket_is_closed_encrypted_and_tls_only(template: Template) -> None:
    policies = {
        each["Bucket"]["Ref"]: each["PolicyDocument"]["Statement"]
        for each in template.of_type("AWS::S3::BucketPolicy").values()
    }
    for name, bucket in template.of_type("AWS::S3::Bucket").items():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}
        rules = bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"]
        assert rules[0]["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "AES256"
        denied = [each for each in policies[name] if each["Effect"] == "Deny"]
        assert denied[0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def _data_bucket(template: Template) -> dict[str, object]:
    (bucket,) = (each for each in template.of_type("AWS::S3::Bucket").values() if "CorsConfiguration" in each)
    return bucket


def test_the_bucket_tells_event_bridge_without_a_custom_resource(template: Template) -> None:
    assert _data_bucket(template)["NotificationConfiguration"] == {
        "EventBridgeConfiguration": {"EventBridgeEnabled": True}
    }
    assert {each["Type"] for each in template.resources.values() if "Custom" in each["Type"]} == {
        "Custom::Trigger"
    }


def test_unfinished_uploads_and_work_leave_the_bucket(template: Template) -> None:
    rules = {
        rule["Id"]: rule
        for rule in _data_bucket(template)["LifecycleConfiguration"]["Rules"]  # type: ignore[index]  # plain JSON
    }
    assert rules["abort-unfinished-uploads"]["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 1}
    assert (rules["expire-work"]["Prefix"], rules["expire-work"]["ExpirationInDays"]) == ("work/", 7)
    # Nothing that a user wants to find again expires.
    assert all(rule.get("Prefix") == "work/" for rule in rules.values() if "ExpirationInDays" in rule)


def test_pages_of_the_team_may_upload_in_parts(template: Template) -> None:
    (rule,) = _data_bucket(template)["CorsConfiguration"]["CorsRules"]  # type: ignore[index]  # plain JSON
    # The app has an address of CloudFront's where the team has no host name of its own.
    assert rule["AllowedOrigins"] == ["https://insight.acme.example", "https://*.cloudfront.net"]
    assert rule["ExposedHeaders"] == ["ETag"]
    assert {"PUT", "POST"} <= set(rule["AllowedMethods"])


def test_the_table(template: Template) -> None:
    table = template.only("AWS::DynamoDB::Table")
    assert [key["AttributeName"] for key in table["KeySchema"]] == ["pk", "sk"]
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}
    assert table["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
    assert table["DeletionProtectionEnabled"] is True


def test_the_database_sleeps_is_encrypted_and_cannot_be_reached_but_by_the_data_api(
    template: Template,
) -> None:
    cluster = template.only("AWS::RDS::DBCluster")
    scaling = cluster["ServerlessV2ScalingConfiguration"]
    assert (scaling["MinCapacity"], scaling["SecondsUntilAutoPause"]) == (0, 600)
    assert cluster["EnableHttpEndpoint"]
    assert cluster["StorageEncrypted"]
    assert cluster["DeletionProtection"]
    assert cluster["BackupRetentionPeriod"] == 7
    assert cluster["ManageMasterUserPassword"]
    assert "MasterUserPassword" not in cluster
    assert template.only("AWS::RDS::DBInstance")["PubliclyAccessible"] is False


@pytest.mark.parametrize(
    "resource_type",
    ["AWS::EC2::NatGateway", "AWS::EC2::InternetGateway", "AWS::EC2::EIP", "AWS::EC2::SecurityGroupIngress"],
)
def test_the_network_has_no_way_in_or_out(template: Template, resource_type: str) -> None:
    assert not template.of_type(resource_type)
    assert "SecurityGroupIngress" not in template.only("AWS::EC2::SecurityGroup")


def test_no_function_waits_for_the_network(template: Template) -> None:
    assert not [name for name, each in template.functions().items() if "VpcConfig" in each]


@pytest.mark.parametrize("resource_type", ["AWS::S3::Bucket", "AWS::DynamoDB::Table", "AWS::RDS::DBCluster"])
def test_data_survives_the_stack_only_where_the_team_keeps_it(
    template: Template, other_template: Template, resource_type: str
) -> None:
    def policies(one: Template) -> set[str]:
        return {
            each["DeletionPolicy"]
            for name, each in one.resources.items()
            if each["Type"] == resource_type and not name.startswith("WebBucket")  # a build makes it again
        }

    assert policies(template) <= {"Retain", "Snapshot"}
    assert policies(other_template) == {"Delete"}
