"""The table of the Lambda functions: what each carries, gets and may do."""

from dataclasses import dataclass
from typing import Literal

from infra_cdk.storage import IMPORTED, RESULTS, UPLOADS, WORK


@dataclass(frozen=True)
class FunctionPlan:
    """One row of the table.

    Attributes:
        name: Also the folder below functions/.
        layers: Names of the layers it carries.
        memory_mib: Memory; 1769 MiB is one full processor, accounts start with a limit of 3008.
        timeout_seconds: When Lambda ends it.
        handler: Path of the handler; empty means `functions.<name>.handler.handler`.
        reads: Prefixes of the bucket whose objects it reads.
        writes: Prefixes it writes.
        deletes: Prefixes it deletes from, unfinished uploads included.
        notices_absence: May list the bucket, without which S3 answers "forbidden" for an object that is gone.
        table: Actions on the table; a transaction is the actions of its parts.
        database: Speaks SQL through the Data API.
        accounts: Signs people in and sends them mail.
        announces: Publishes what happened.
        webhooks: Derives what webhooks are signed with.
        internet: Connects to hosts that users name.
        vault: Reads credentials of connections; `own` also keeps and deletes them.
        scratch_mib: Disk below /tmp.
    """

    name: str
    layers: tuple[str, ...]
    memory_mib: int
    timeout_seconds: int
    handler: str = ""
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    deletes: tuple[str, ...] = ()
    notices_absence: bool = False
    table: tuple[str, ...] = ()
    database: bool = False
    accounts: bool = False
    announces: bool = False
    webhooks: bool = False
    internet: bool = False
    vault: Literal["", "read", "own"] = ""
    scratch_mib: int = 512


SAYS_HOW_FAR_IT_IS = ("UpdateItem",)
"""What most stages do in the table."""

API = FunctionPlan(
    name="api",
    # Pages of comparisons, contracts in YAML; what speaks to databases that somebody looks through.
    layers=("core", "api", "reporting", "connectors"),
    table=("BatchGetItem", "BatchWriteItem", "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem"),
    memory_mib=1024,
    timeout_seconds=29,  # an HTTP API waits 30 s at most
    reads=(UPLOADS, WORK, RESULTS),  # columns are shown before the rest is ready
    writes=(UPLOADS, RESULTS),  # large results without what a workspace muted
    deletes=(UPLOADS, IMPORTED, WORK, RESULTS),
    notices_absence=True,
    database=True,
    accounts=True,
    announces=True,  # of failures that it notices
    webhooks=True,
    internet=True,
    vault="own",
)
PLAN = FunctionPlan(
    name="plan",
    layers=("core", "reading"),
    table=("DeleteItem", "GetItem", "PutItem", "UpdateItem"),
    memory_mib=1769,
    timeout_seconds=300,
    reads=(UPLOADS, IMPORTED),
    writes=(WORK,),
    notices_absence=True,
    database=True,
    announces=True,  # of a budget that is used up
)
PROFILE = FunctionPlan(
    name="profile",
    layers=("core", "polars"),
    table=("DeleteItem", "PutItem", "UpdateItem"),
    memory_mib=3008,
    timeout_seconds=300,
    reads=(UPLOADS, WORK),
    writes=(WORK,),
    notices_absence=True,
)
COMBINE = FunctionPlan(
    name="combine",
    layers=("core", "statistics"),
    table=SAYS_HOW_FAR_IT_IS,
    memory_mib=3008,
    timeout_seconds=600,
    reads=(WORK,),
    writes=(WORK,),
)
MERGE = FunctionPlan(
    name="merge",
    layers=("core", "statistics"),
    table=SAYS_HOW_FAR_IT_IS,
    memory_mib=3008,
    timeout_seconds=300,
    reads=(WORK,),
    writes=(WORK,),
)
COUNT = FunctionPlan(
    name="count",
    layers=("core", "polars"),
    table=SAYS_HOW_FAR_IT_IS,
    memory_mib=3008,
    timeout_seconds=900,
    reads=(UPLOADS, WORK),
    writes=(WORK,),
    notices_absence=True,
)
INSIGHT = FunctionPlan(
    name="insight",
    layers=("core", "insight"),
    table=SAYS_HOW_FAR_IT_IS,
    memory_mib=1024,  # the SDKs take a second to import at full speed, two at half
    timeout_seconds=300,  # two language models that time out leave time for the rules
    reads=(WORK,),
    writes=(WORK,),
)
CODEGEN = FunctionPlan(
    name="codegen",
    layers=("core", "polars"),
    table=SAYS_HOW_FAR_IT_IS,
    memory_mib=3008,
    timeout_seconds=600,
    reads=(UPLOADS, WORK),
    writes=(WORK,),
    notices_absence=True,
)
VERIFY = FunctionPlan(
    name="verify",
    layers=("core", "polars"),
    table=SAYS_HOW_FAR_IT_IS,
    memory_mib=3008,
    timeout_seconds=600,
    reads=(UPLOADS, WORK),
    writes=(WORK,),
    notices_absence=True,
)
CONCLUDE = FunctionPlan(
    name="conclude",
    layers=("core", "reporting"),
    table=("DeleteItem", "GetItem", "PutItem", "UpdateItem"),
    memory_mib=1024,
    timeout_seconds=120,
    reads=(WORK,),
    writes=(RESULTS,),
    database=True,
    announces=True,
)
FAILURE = FunctionPlan(
    name="failure",
    handler="functions.conclude.failure.handler",
    layers=("core",),
    table=("DeleteItem", "GetItem", "Query", "UpdateItem"),
    memory_mib=512,
    timeout_seconds=60,
    reads=(UPLOADS,),  # an input without an etag means what is there now
    notices_absence=True,
    database=True,
    announces=True,
)
REPORT = FunctionPlan(
    name="report",
    layers=("core", "reporting", "report"),
    memory_mib=1769,
    timeout_seconds=25,  # whoever asks the API for it waits
    reads=(RESULTS,),
    writes=(RESULTS,),
)
CONTRACT = FunctionPlan(
    name="contract",
    layers=("core", "polars", "reporting"),
    memory_mib=3008,
    timeout_seconds=900,  # reads a file from end to end; whoever asks the API waits for a part of it
    reads=(UPLOADS, IMPORTED, RESULTS),
    writes=(RESULTS,),
    deletes=(RESULTS,),  # the claim of the check that has ended
    notices_absence=True,
)
ADDRESS = FunctionPlan(
    name="address",
    handler="functions.webhooks.address.handler",
    layers=("core",),
    table=("PutItem", "Query"),
    memory_mib=512,
    timeout_seconds=60,
)
DELIVER = FunctionPlan(
    name="deliver",
    handler="functions.webhooks.handler.handler",
    layers=("core", "connectors"),
    table=("GetItem", "PutItem"),
    memory_mib=512,
    timeout_seconds=60,
    webhooks=True,
    internet=True,
)
FETCH = FunctionPlan(
    name="fetch",
    layers=("core", "connectors", "reading", "frames"),  # many files become one table
    table=("GetItem", "PutItem"),
    memory_mib=3008,
    timeout_seconds=900,
    reads=(UPLOADS,),
    writes=(UPLOADS, IMPORTED),
    notices_absence=True,
    database=True,
    internet=True,
    vault="read",
    scratch_mib=10_240,
)
CLEAN = FunctionPlan(
    name="clean",
    layers=("core", "polars"),
    table=("DeleteItem", "GetItem", "PutItem", "UpdateItem"),
    memory_mib=3008,
    timeout_seconds=900,  # reads, writes and sends a file from end to end
    scratch_mib=10_240,  # the cleaned file, its undo file, change log and quarantine
    reads=(UPLOADS, IMPORTED, RESULTS),
    writes=(UPLOADS, RESULTS),  # a cleaned file may become a dataset
    deletes=(RESULTS,),  # what it wrote after somebody deleted the dataset
    notices_absence=True,
    database=True,
    announces=True,
)
CLEAN_FAILURE = FunctionPlan(
    name="uncleaned",
    handler="functions.clean.failure.handler",
    layers=("core",),
    table=("DeleteItem", "GetItem", "UpdateItem"),
    memory_mib=512,
    timeout_seconds=60,
)
BILL = FunctionPlan(
    name="bill",
    layers=("core", "billing"),
    table=("DeleteItem", "GetItem", "PutItem", "Query"),
    memory_mib=512,
    timeout_seconds=240,
)
"""Only where a team has an account at Stripe."""

MIGRATE = FunctionPlan(
    name="migrate",
    layers=("core", "database"),
    memory_mib=512,
    timeout_seconds=300,
    database=True,
)
ROTATE = FunctionPlan(name="rotate", layers=("core",), memory_mib=256, timeout_seconds=60)

FUNCTION_PLANS = (
    API,
    PLAN,
    PROFILE,
    MERGE,
    COMBINE,
    COUNT,
    INSIGHT,
    CODEGEN,
    VERIFY,
    CONCLUDE,
    FAILURE,
    REPORT,
    CONTRACT,
    CLEAN,
    CLEAN_FAILURE,
    ADDRESS,
    DELIVER,
    FETCH,
    MIGRATE,
    ROTATE,
)
