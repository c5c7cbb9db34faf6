"""A module's rule in a line for readers: how often it owes a record, and which rule says so."""

from functools import cache

from django.utils.translation import get_language, gettext

from cms.plugins import Module, Source
from cms.schema import module_fields

__all__ = ["cadence_words", "source_words"]


def cadence_words(module: Module) -> str:
    """「党员大会每季度至少1次；…（会后7日内上传）」, or '' for a module that owes nothing."""
    cadence = module.cadence
    if cadence is None:
        return ""
    parts = [
        _choice_label(module, field, choice)
        + _how_often(module, rule["interval"], rule.get("min_items", 1), rule.get("kind", ""))
        for field, choices in cadence.by_field_value.items()
        for choice, rule in choices.items()
    ] or [_how_often(module, cadence.interval, cadence.min_items, cadence.kind)]
    words = gettext("；").join(parts)
    return gettext("%(words)s。时限：%(due)s") % {"words": words, "due": cadence.due} if cadence.due else words


def _how_often(module: Module, interval: str, least: int, kind: str) -> str:
    every = {
        "month": gettext("每月"),
        "quarter": gettext("每季度"),
        "half_year": gettext("每半年"),
        "year": gettext("每年"),
        "term": gettext("每届"),
    }.get(interval)
    why = {
        "statutory": gettext("（制度规定）"),
        "customary": gettext("（通行做法）"),
        "default": gettext("（本厂约定）"),
    }.get(kind, "")
    if every is None:
        return gettext("有此类事项时填报") + why
    words = gettext("%(every)s至少更新%(least)s次") if module.standing else gettext("%(every)s至少%(least)s次")
    return words % {"every": every, "least": least} + why


def _choice_label(module: Module, field: str, choice: str) -> str:
    if module.model is None:
        return choice
    return _labels(module.model, field, get_language()).get(choice, choice)


@cache
def _labels(model, field: str, language) -> dict[str, str]:
    return next((spec.choice_labels for spec in module_fields(model) if spec.name == field), {})


def source_words(source: Source) -> str:
    """「《中国共产党支部工作条例(试行)》（2018年）第11-14条」; a rule that nobody has checked yet says so."""
    words = source.title if source.title.startswith("《") else f"《{source.title}》"
    if source.year:
        words += gettext("（%(year)s年）") % {"year": source.year}
    if source.article:
        plain = all(character.isdigit() or character in " -–,，、." for character in source.article)
        words += (
            gettext("第%(article)s条") % {"article": source.article.replace(", ", "、")} if plain else source.article
        )
    return words + gettext("（条款待核）") if source.verified == "no" else words
