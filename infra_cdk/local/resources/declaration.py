"""What a resource type declares: how it is made, which properties it honours, which it leaves out and why."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from infra_cdk.local.errors import UnsupportedTemplateError

if TYPE_CHECKING:
    from infra_cdk.local.resources.deployment import Deployment

Properties = Mapping[str, Any]


@dataclass(frozen=True)
class Created:
    """A resource that exists now.

    Attributes:
        reference: Value of `Ref`.
        attributes: Values of `Fn::GetAtt`.
    """

    reference: str
    attributes: Mapping[str, str] = field(default_factory=dict)


Create = Callable[["Deployment", str, Properties], Created]


@dataclass(frozen=True)
class ResourceType:
    """A declaration.

    Attributes:
        name: For example "AWS::S3::Bucket".
        create: Makes one from its logical id and resolved properties.
        honoured: Properties that `create` acts on.
        left_out: Property -> why it makes no difference on this machine.
        not_needed: Why the whole type makes no difference; its properties are not looked at then.
    """

    name: str
    create: Create
    honoured: frozenset[str] = frozenset()
    left_out: Mapping[str, str] = field(default_factory=dict)
    not_needed: str = ""

    def check(self, logical_id: str, properties: Properties) -> None:
        """Refuses properties that nobody has thought about.

        Raises:
            UnsupportedTemplateError: Names them.
        """
        if not self.not_needed:
            require_known(f"{logical_id} ({self.name})", properties, self.honoured | set(self.left_out))


def require_known(where: str, found: Iterable[str], known: Iterable[str]) -> None:
    """Refuses names outside of a set; also for what is inside of a property.

    Raises:
        UnsupportedTemplateError: Names them and says what to do.
    """
    unknown = sorted(set(found) - set(known))
    if unknown:
        raise UnsupportedTemplateError(
            f"{where}: {', '.join(unknown)} would be ignored locally. "
            "Honour it in infra_cdk/local/resources/, or list it there under left_out with the reason."
        )
