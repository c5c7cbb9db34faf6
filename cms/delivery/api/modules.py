from dataclasses import asdict

from ninja import Router

from cms import plugins
from cms.json_schema import json_schema

from .links import Links
from .schemas import ModuleList

router = Router(tags=["modules"])


@router.get("/modules", response=ModuleList, operation_id="listModules", summary="Modules 栏目模块")
def list_modules(request):
    """The modules that are installed and switched on, in the order of the boards, with the rules that they rest on and
    the JSON Schema of their fields."""
    links, items = Links(request), []
    for module in plugins.modules():
        with plugins.isolated(module, "fields"):  # one that cannot be described does not take the others along
            items.append(_item(module, links))
    return {"items": items}


def _item(module: plugins.Module, links: Links) -> dict:
    return {
        "label": module.label,
        "zh": module.zh,
        "en": module.en,
        "zh_committee": module.name_for("committee"),
        "zh_branch": module.name_for("branch"),
        "board": module.board,
        "board_display": dict(plugins.Board.CHOICES)[module.board],
        "number": module.number,
        "scopes": module.scopes,
        "privacy": module.privacy,
        "standing": module.standing,
        "icon": module.icon,
        "cadence": asdict(module.cadence) if module.cadence else None,
        "sources": [asdict(source) for source in module.sources],
        "fields": json_schema(module.model),
        "records_href": links.api("records", module=module.label),
    }
