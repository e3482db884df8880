"""Everything that a whole run carries out, in its order."""

from faults.controls import delivery, records
from faults.plans import clock, letters, oss, outage, papers, people, processes, restore, secrets, servers
from faults.stage import Plan

FAULTS = (
    *processes.PLANS, *papers.PLANS, *servers.PLANS, *oss.PLANS, *people.PLANS,
    *secrets.PLANS, *letters.PLANS, *outage.PLANS, *clock.PLANS, *restore.PLANS,
)  # fmt: skip
CONTROLS = (*delivery.PLANS, *records.PLANS)
PLANS: dict[str, Plan] = {plan.name: plan for plan in (*FAULTS, *CONTROLS)}
