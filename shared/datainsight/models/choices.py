"""What users decide about what an analysis found, and how they like the product."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from datainsight.models.base import Frozen
from datainsight.models.issue import Goal
from datainsight.models.muting import MuteRule


class Decision(StrEnum):
    """What somebody thinks of a recommendation."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


class Mute(MuteRule):
    """A rule of a workspace.

    Attributes:
        mute_id: UUID; the same kind and column always have the same.
        created_at: When.
    """

    mute_id: str
    created_at: datetime


class Theme(StrEnum):
    """How the web app looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Preferences(Frozen):
    """How a user likes the product.

    Attributes:
        default_goal: What the web app proposes for an upload.
        theme: Of the web app.
        locale: Language tag (BCP 47) by which numbers and dates are written.
        time_zone: Name in the IANA database.
    """

    default_goal: Goal = Goal.GENERAL_AUDIT
    theme: Theme = Theme.SYSTEM
    locale: str = Field(default="en", pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")
    time_zone: str = Field(default="UTC", pattern=r"^[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}$")
