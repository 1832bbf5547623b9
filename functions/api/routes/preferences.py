"""How a user likes the product."""

from fastapi import APIRouter
from pydantic import ConfigDict

from datainsight.errors import ForbiddenError
from datainsight.models.account import Role
from datainsight.models.choices import Preferences
from functions.api.dependencies import OutsideWorld, Viewer
from functions.api.direct_route import DirectRoute
from functions.api.problems import problem_responses

router = APIRouter(prefix="/preferences", tags=["preferences"], route_class=DirectRoute)


class PreferencesBody(Preferences):
    """All of them: what is left out gets its default."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        json_schema_extra={
            "example": {
                "default_goal": "ml_preparation",
                "theme": "dark",
                "locale": "de-CH",
                "time_zone": "Europe/Zurich",
            }
        },
    )


@router.get("", summary="Read preferences", responses=problem_responses(401, 404, 422, 503))
def read_preferences(principal: Viewer, world: OutsideWorld) -> Preferences:
    """The caller's own, in all workspaces; an API key reads those of its workspace."""
    found = world.choices.preferences(principal.workspace_id, principal.user_id)
    return found or Preferences()


@router.put("", summary="Replace preferences", responses=problem_responses(401, 403, 404, 422, 503))
def replace_preferences(body: PreferencesBody, principal: Viewer, world: OutsideWorld) -> Preferences:
    """The caller's own; where nobody is signed in, the workspace's."""
    if principal.user_id is None and not principal.role.includes(Role.EDITOR):
        raise ForbiddenError(
            "An API key that only reads may not do that.", remedy="It takes the scope write."
        )
    preferences = Preferences(**body.model_dump())
    world.choices.save_preferences(principal.workspace_id, principal.user_id, preferences)
    return preferences
