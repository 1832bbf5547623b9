"""The one way to accept a finding of cdk-nag: on one construct, one finding, with its reason."""

import aws_cdk as cdk
from constructs import IConstruct


def acknowledge(construct: IConstruct, finding: str, reason: str) -> None:
    """Accept one finding of the AwsSolutions rules on one construct.

    Args:
        construct: Where the finding is; as deep in the tree as possible.
        finding: Rule without its pack's name, e.g. "SQS3" or "IAM5[Resource::*]".
        reason: Why it is right here, for the next reader and for an audit.
    """
    cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=f"AwsSolutions-{finding}", reason=reason))


def logical_id(construct: IConstruct) -> str:
    """Name of a construct's main resource in the template, as findings about permissions spell it.

    Args:
        construct: A construct with one main resource.

    Returns:
        The logical id.

    Raises:
        TypeError: It has none.
    """
    resource = construct.node.default_child
    if not isinstance(resource, cdk.CfnElement):
        raise TypeError(f"{construct.node.path} has no main resource")
    return str(cdk.Stack.of(construct).resolve(resource.logical_id))
