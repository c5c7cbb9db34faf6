"""By when a resolution is due, as its own words say."""

import datetime
import re

DAY = datetime.timedelta(days=1)
# What is done again and again, or from now on, has no day on which it is done
STANDING = re.compile(
    r"每[周月季年日天班个]|一律|不再|不要求|必须|方可|实行|固定|轮流|不超过|只在|严格|执行|双签|抽查|带班率|存档|就近|指定"
)
PASSED = re.compile(r"^(通过|讨论通过|审议通过)")
SPANS = (
    (re.compile(r"会后十日内"), 10),
    (re.compile(r"十个工作日内"), 14),
    (re.compile(r"七个工作日内"), 9),
    (re.compile(r"[本一]周内|本周|下周起"), 7),
    (re.compile(r"两周内"), 14),
    (re.compile(r"半个月内"), 15),
    (re.compile(r"一个月"), 30),
)


def due_of(template: str, day: datetime.date, named: datetime.date, rng) -> datetime.date | None:
    """The due day of a resolution of this meeting; None for what is passed or stands from now on.

    named: the day that the template may name as `{date_in_month}`.
    """
    if PASSED.match(template):
        return None
    if "{date_in_month}" in template:
        return named
    if "月底" in template:
        return _end_of_month(day)
    for words, span in SPANS:
        if words.search(template):
            return day + span * DAY
    if STANDING.search(template):
        return None
    return day + rng.randint(15, 45) * DAY


def is_passed(template: str) -> bool:
    """Whether nothing remains to be done by anybody: 通过……."""
    return bool(PASSED.match(template))


def _end_of_month(day: datetime.date) -> datetime.date:
    """Of this month, or of the next when this one is nearly over."""
    later = day + 5 * DAY
    return (later.replace(day=28) + 4 * DAY).replace(day=1) - DAY
