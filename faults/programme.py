"""Everything that a whole run carries out, in its order."""

from faults.controls import delivery, records
from faults.plans import oss, papers, people, processes, servers
from faults.stage import Plan

FAULTS = (*processes.PLANS, *papers.PLANS, *servers.PLANS, *oss.PLANS, *people.PLANS)
CONTROLS = (*delivery.PLANS, *records.PLANS)
PLANS: dict[str, Plan] = {plan.name: plan for plan in (*FAULTS, *CONTROLS)}
