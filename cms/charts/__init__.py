"""Charts as inline SVG: read by screen readers, printed, drawn without a script, with the figures in a table behind each.

A line is told from another by its strokes and signs, never by colour alone. Templates load `charts`; the page links
`hongban/charts.css`. What is drawn is made here as plain numbers (`Sparkline`, `Trend`, `Bars`), so that it can be tested.
"""

from .bars import Bar, Bars, bars
from .line import Series, Sparkline, Trend, sparkline, trend

__all__ = ["Bar", "Bars", "Series", "Sparkline", "Trend", "bars", "sparkline", "trend"]
