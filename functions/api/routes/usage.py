"""What is used, what it costs, and how much may be spent."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from datainsight.errors import NotFoundError
from datainsight.models.upload import WorkspacePlan
from datainsight.models.usage import Meter, ModelTokens, UsageTotals
from datainsight.services import metering, plans
from datainsight.services.metering import dollars
from functions.api.dependencies import AccountWorld, OutsideWorld, Owner, ReadableWorkspace
from functions.api.direct_route import DirectRoute
from functions.api.problems import problem_responses

router = APIRouter(prefix="/usage", tags=["usage"], route_class=DirectRoute)

Month = Annotated[
    str | None,
    Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description='As "2026-11"; left out: the present one.'),
]
_MOST_DOLLARS = 10**6


class UsageReport(BaseModel):
    """A month's sums; money in US dollars with six decimals, as text."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "month": "2026-11",
                "plan": "pro",
                "currency": "USD",
                "spent": "1.250000",
                "committed": "1.300000",
                "budget": "20.000000",
                "daily_bytes": 214748364800,
                "quantities": {"analyses": 12, "bytes_profiled": 12500000000},
                "tokens_by_model": {"claude-haiku-5-5": {"input_tokens": 31250, "output_tokens": 4180}},
            }
        }
    )

    month: str
    plan: WorkspacePlan
    currency: str = "USD"
    spent: str = Field(description="For what was done.")
    committed: str = Field(description="That, and what is set aside for analyses that run.")
    budget: str | None = Field(description="Of a month; null is no limit.")
    daily_bytes: int | None = Field(description="The plan's quota a day; null is no limit.")
    quantities: dict[Meter, int]
    tokens_by_model: dict[str, ModelTokens] = Field(description="What language models read and wrote.")


class InvoiceLine(BaseModel):
    """One line."""

    description: str
    meter: Meter
    quantity: int
    amount: str


class Invoice(BaseModel):
    """A month in the shape of an invoice; the lines add up to the total."""

    workspace_id: str
    month: str
    currency: str = "USD"
    lines: list[InvoiceLine]
    total: str


class BudgetRequest(BaseModel):
    """How much may be spent in a month."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"dollars": 20}})

    dollars: float | None = Field(ge=0, le=_MOST_DOLLARS, description="Null is no limit.")

    @property
    def microdollars(self) -> int | None:
        """The same, whole."""
        return None if self.dollars is None else round(self.dollars * 10**6)


class Budget(BaseModel):
    """How much may be spent in a month, and how much is."""

    budget: str | None
    spent: str
    committed: str


@router.get("", summary="A month's usage", responses=problem_responses(401, 404, 422, 503))
def read_usage(workspace_id: ReadableWorkspace, world: OutsideWorld, month: Month = None) -> UsageReport:
    """What was used and what it costs, up to now. Months are those of UTC."""
    chosen = month or world.now().strftime("%Y-%m")
    totals = world.usage.totals(workspace_id, chosen)
    budget = world.usage.budget(workspace_id)
    plan = world.catalog.plan_of(workspace_id)
    return UsageReport(
        month=chosen,
        plan=plan,
        spent=dollars(totals.spent_microdollars),
        committed=dollars(totals.committed_microdollars),
        budget=dollars(budget) if budget is not None else None,
        daily_bytes=plans.DAILY_BYTES[plan],
        quantities=totals.quantities,
        tokens_by_model=totals.tokens_by_model,
    )


@router.get(
    "/statement",
    summary="A month's statement",
    response_class=Response,
    responses=problem_responses(401, 404, 422, 503)
    | {
        200: {"description": "Every job and export.", "content": {"text/csv": {"schema": {"type": "string"}}}}
    },
)
def read_statement(workspace_id: ReadableWorkspace, world: OutsideWorld, month: Month = None) -> Response:
    """CSV with a header, one line for each job and export, oldest first; the last column is dollars."""
    chosen = month or world.now().strftime("%Y-%m")
    text = metering.statement(workspace_id, chosen, ledger=world.usage)
    headers = {"content-disposition": f'attachment; filename="usage-{chosen}.csv"'}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/invoice", summary="A month's invoice", responses=problem_responses(401, 404, 422, 503))
def read_invoice(workspace_id: ReadableWorkspace, world: OutsideWorld, month: Month = None) -> Invoice:
    """In the shape of an invoice; the present month's is what it would be now."""
    chosen = month or world.now().strftime("%Y-%m")
    totals = world.usage.totals(workspace_id, chosen)
    lines = [
        InvoiceLine(description=text, meter=meter, quantity=quantity, amount=dollars(amount))
        for text, meter, quantity, amount in metering.invoice_lines(totals)
    ]
    total = dollars(totals.spent_microdollars)
    return Invoice(workspace_id=workspace_id, month=chosen, lines=lines, total=total)


@router.put("/budget", summary="Set the budget", responses=problem_responses(401, 403, 404, 422, 503))
def set_budget(body: BudgetRequest, principal: Owner, world: OutsideWorld) -> Budget:
    """What would exceed it is refused with `402` before it begins, or fails with `budget_exceeded`."""
    workspace_id = principal.workspace_id
    world.usage.set_budget(workspace_id, body.microdollars)
    return _budget(body, world.usage.totals(workspace_id, world.now().strftime("%Y-%m")))


@router.put(
    "/budget/keys/{key_id}",
    summary="Set an API key's budget",
    responses=problem_responses(401, 403, 404, 422, 503),
)
def set_key_budget(
    key_id: Annotated[UUID, Path(description="Of the API key.")],
    body: BudgetRequest,
    principal: Owner,
    world: OutsideWorld,
    accounts: AccountWorld,
) -> Budget:
    """As the workspace's, for what one key asks for; both must leave enough."""
    workspace_id, key = principal.workspace_id, str(key_id)
    if accounts.api_keys.find(workspace_id, key) is None:
        raise NotFoundError("There is no such API key.", where=key)
    world.usage.set_budget(workspace_id, body.microdollars, key)
    return _budget(body, world.usage.totals(workspace_id, world.now().strftime("%Y-%m"), key))


def _budget(body: BudgetRequest, totals: UsageTotals) -> Budget:
    return Budget(
        budget=dollars(body.microdollars) if body.microdollars is not None else None,
        spent=dollars(totals.spent_microdollars),
        committed=dollars(totals.committed_microdollars),
    )
