from cms.plugins import Plugin


class DemoConfig(Plugin):
    """`manage.py demo`: an invented committee with a year of believable records, for trying out, measuring and testing."""

    name = "plugins.demo"
    verbose_name = "演示数据"
