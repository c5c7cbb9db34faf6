"""`{% sparkline_svg line %}`, `{% trend_chart chart %}` and `{% bars_chart chart %}` of what `cms.charts` made."""

from django import template

register = template.Library()


@register.inclusion_tag("charts/sparkline.html")
def sparkline_svg(line) -> dict:
    return {"line": line}


@register.inclusion_tag("charts/trend.html")
def trend_chart(chart) -> dict:
    return {"chart": chart}


@register.inclusion_tag("charts/bars.html")
def bars_chart(chart) -> dict:
    return {"chart": chart}
