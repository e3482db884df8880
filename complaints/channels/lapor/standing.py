"""Where a complaint stands, in LAPOR!'s words: one table from our stage and state to its status (decisions 28).

Several of our stages are one status there. A stage that LAPOR! does not tell apart (e, f, g) is "process" until
the dialogue is over: its ten days to reply run in ours too.
"""

from complaints.terms import Stage, State

BY_STATE: dict[str, str] = {
    State.WAITING: "held",
    State.CLOSED: "done",
    State.WITHDRAWN: "withdrawn",
    State.ARCHIVED: "archived",
    State.MERGED: "archived",  # duplicates are put away there
    State.FORWARDED: "forwarded",
}
BY_STAGE: dict[str, str] = {
    Stage.RECEIVED: "waiting",
    Stage.CHECKED: "waiting",
    Stage.CLASSIFIED: "disposed",
    Stage.STUDIED: "process",
    Stage.FILED: "process",
    Stage.REPORTED: "process",
    Stage.MONITORED: "process",
}


def status_of(stage: str, state: str) -> str:
    """The key of LAPOR!'s status (its word is a row of ``LaporWord``)."""
    return BY_STATE.get(state) or BY_STAGE[stage]
