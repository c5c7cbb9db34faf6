"""`{% sparkline_svg line %}` and `{% trend_chart chart %}` of what `cms.charts` made."""

from django import template

register = template.Library()


@register.inclusion_tag("charts/sparkline.html")
def sparkline_svg(line) -> dict:
    return {"line": line}


@register.inclusion_tag("charts/trend.html")
def trend_chart(chart) -> dict:
    return {"chart": chart}
