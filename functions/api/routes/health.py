"""Whether the API answers."""

from fastapi import APIRouter
from pydantic import BaseModel

from datainsight.version import VERSION
from functions.api.direct_route import DirectRoute

router = APIRouter(tags=["health"], route_class=DirectRoute)


class Health(BaseModel):
    """The API answers; it asks nothing of the stores, so that it costs nothing and wakes nobody."""

    status: str
    version: str


@router.get("/health", summary="Whether the API answers")
def read_health() -> Health:
    """Says so."""
    return Health(status="ok", version=VERSION)
