from django import template

from modules.policy_objectives.board import board

register = template.Library()


@register.simple_tag
def objective_board(content: dict) -> dict:
    """The bowling chart of an objective's document."""
    year = next(entry["value"] for entry in content["fields"] if entry["name"] == "year")
    return board(content["fields"], year)
