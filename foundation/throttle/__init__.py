"""How often one address, or one number, may try: budgets for doors that anybody can knock at.

from foundation.throttle import budget
if not budget.spend("track", "10/10minutes", budget.address(request), number): …429 or the same refusal…
"""
