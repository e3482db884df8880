"""Draws the life of an application from its table: docs/workflow.md is never written by hand."""

from licensing.life.steps import RULES, Rule
from licensing.terms import Status

HEAD = """# The life of an application

Drawn from `licensing/life/steps.py` by `manage.py draw_workflow`; `make check` compares. Do not edit by hand.
"""


def page() -> str:
    """The whole page: diagram, statuses, steps."""
    return "\n".join([HEAD, "```mermaid", *diagram(), "```", "", *statuses(), "", *steps(), ""])


def diagram() -> list[str]:
    """A Mermaid state diagram; withdrawal and expiry are listed below it to keep the picture readable."""
    lines = ["stateDiagram-v2", f"    [*] --> {Status.DRAFT.value}"]
    for step, rule in RULES.items():
        if step.value in {"withdraw", "expire"}:
            continue
        for source in sorted(rule.sources, key=list(Status).index):
            mark = " *" if rule.tells_oss else ""
            lines.append(f"    {source.value} --> {rule.target.value}: {step.value}{mark}")
    lines += [f"    {status.value} --> [*]" for status in Status if status.is_final]
    return lines


def statuses() -> list[str]:
    """What each status is called, inside and for the applicant."""
    rows = ["| status | label | what the applicant reads |", "|---|---|---|"]
    return rows + [f"| `{s.value}` | {s.label} | {s.public_label} |" for s in Status]


def steps() -> list[str]:
    """Every row of the table. A star means: OSS is told."""
    rows = [
        "| step | button | from | to | who | needs | OSS | letter | clock |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    return rows + [row(rule) for rule in RULES.values()]


def row(rule: Rule) -> str:
    """One step as a table row."""
    sources = ", ".join(s.value for s in sorted(rule.sources, key=list(Status).index))
    cells = [
        f"`{rule.step.value}`",
        str(rule.step.label),
        sources,
        rule.target.value,
        ", ".join(sorted(power.value for power in rule.by)),
        ", ".join(sorted(rule.needs)),
        "*" if rule.tells_oss else "",
        rule.letter,
        rule.clock,
    ]
    return "| " + " | ".join(cells) + " |"
