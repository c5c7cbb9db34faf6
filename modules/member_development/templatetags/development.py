import datetime

from django import template

from modules.member_development.steps import STAGES, STEPS, stage_of

register = template.Library()


@register.simple_tag
def development_stages(content: dict) -> list[dict]:
    """The 25 steps of a file's document by their stages: `[{label, reached, steps: [{name, days, corrected}]}]`.

    `days` are those on which the step was taken, none for one that was not.
    """
    log = next((entry["value"] for entry in content["fields"] if entry["name"] == "step_log"), [])
    labels, found = dict(STAGES), {}
    for number, name in STEPS:
        rows = [row for row in log if row["step"] == number]
        found.setdefault(stage_of(number), []).append(
            {
                "name": name,
                "days": [datetime.date.fromisoformat(row["done_on"]) for row in rows],
                "corrected": any(row.get("correction") for row in rows),
            }
        )
    return [
        {"label": labels[stage], "reached": any(step["days"] for step in steps), "steps": steps}
        for stage, steps in found.items()
    ]
