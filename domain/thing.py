"""What every part of a study is made of."""

from pydantic import BaseModel, ConfigDict


class Thing(BaseModel):
    """A frozen part of a study, kept as JSON exactly as it was when the study was created."""

    model_config = ConfigDict(frozen=True, extra="forbid")
