"""The faults, by what is broken. Names and meanings: docs/faults.md."""

from faults.plans import processes
from faults.stage import Plan

PLANS: dict[str, Plan] = {plan.name: plan for plan in (*processes.PLANS,)}
