"""Where a record is, what happens next, and why it came back: for its author, its reviewers and the desk."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache

from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.people import Membership

from . import findings, secrecy
from .models import Referral, Release, Review
from .stages import SECRECY, STAGES, Stage

DRAFT, REVIEW, RETURNED, REJECTED = "draft", "review", "returned", "rejected"
PUBLISHED, WITHDRAWN = "published", "withdrawn"


@dataclass
class Step:
    """One station of the way: 报送, the three stages, 发布, and every 保密审查 where it came. `state`: done, now, returned
    (for good, when rejected) or ahead."""

    name: str
    state: str = "ahead"
    who: str = ""
    when: object = None


@dataclass
class Status:
    """`state`: one of the constants above. `headline` says where it is, `next` what happens next and by whom."""

    state: str
    headline: str
    next: str = ""
    steps: list[Step] = field(default_factory=list)
    stage: Stage | None = None
    release: Release | None = None
    # The review that returned it, or (state `rejected`) ended it for good
    returned: Review | None = None
    since: object = None
    # In review: the last day on which a decision is in time
    due: datetime.date | None = None

    @property
    def overdue(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


def of(page) -> Status:
    """The status of one page as the database has it now."""
    return next(iter(of_many([page]).values()))


def of_many(pages: Iterable) -> dict[int, Status]:
    """{page id: status} in few queries, however many pages there are. Pages may be base instances, but know their unit only when specific."""
    pages = list(pages)
    releases: dict[int, list[Release]] = {page.pk: [] for page in pages}
    found = Release.objects.filter(page_id__in=releases, kind=Release.REVIEWED).select_related(
        "submitted_by__person", "unit", "package"
    )
    found = found.prefetch_related(
        "reviews__reviewer", "reviews__on_behalf_of", "referrals__officer", "referrals__on_behalf_of"
    )
    for release in found.order_by("pk"):
        releases[release.page_id].append(release)
    holders = cache(_holders)  # of many pages of one unit the same people
    return {page.pk: _status(page, releases[page.pk], holders) for page in pages}


def _status(page, releases: list[Release], holders: Callable[[Stage, object], str]) -> Status:
    latest = releases[-1] if releases else None
    live = _("已发布的版本照常可见。") if page.live else ""
    if latest and not latest.complete_at and not latest.void_at:
        return _in_review(page, latest, live, holders)
    returned = (
        next((review for review in latest.reviews.all() if review.decision != Review.PASS), None) if latest else None
    )
    changed = page.has_unpublished_changes
    if latest and returned and not latest.complete_at and changed and returned.decision == Review.REJECT:
        headline = _("不予发布（%(stage)s）") % {"stage": returned.get_stage_display()}
        return Status(
            REJECTED, headline, _("同样的内容不能再报送；确有必要的，改动后可重新报送，审核从一审开始。") + live, _steps(latest),
            release=latest, returned=returned, since=returned.decided_at,
        )  # fmt: skip
    if latest and returned and not latest.complete_at and changed:
        headline = _("%(stage)s退回修改") % {"stage": returned.get_stage_display()}
        return Status(
            RETURNED, headline, _("请按意见修改后重新报送，审核从一审开始。") + live, _steps(latest),
            release=latest, returned=returned, since=returned.decided_at,
        )  # fmt: skip
    spent = next((release for release in reversed(releases) if release.spent_at), None)
    if page.live and not changed and (until := _came_down(page)):
        headline = _("已到期下架（公开至 %(day)s）") % {"day": until}
        return Status(
            PUBLISHED, headline, _("读者不再看到它；需要继续公开，请改期后重新报送。"), _steps(spent) if spent else [],
            release=spent, since=page.last_published_at,
        )  # fmt: skip
    if page.live and not changed:
        return Status(
            PUBLISHED, _("已发布"), "", _steps(spent) if spent else [], release=spent, since=page.last_published_at
        )
    if page.live:
        return Status(
            DRAFT,
            _("有未报送的修改"),
            _("改好后点“报送审核”。") + live,
            release=spent,
            since=page.latest_revision_created_at,
        )
    if spent and spent.void_at and latest is spent:
        return Status(
            WITHDRAWN, _("已撤回发布"), _("更正后可重新报送，审核从一审开始。") + " " + spent.void_reason,
            release=spent, since=spent.void_at,
        )  # fmt: skip
    taken_back = latest is not None and latest.void_at is not None
    headline = _("草稿（报送已撤回）") if taken_back else _("草稿")
    return Status(DRAFT, headline, _("写好后点“报送审核”。"), since=page.latest_revision_created_at)


def _came_down(page) -> datetime.date | None:
    """The last day on which readers saw it, when that has passed; only a specific page says so."""
    until = page.shown_until() if hasattr(page, "shown_until") else None
    return until if until and until < timezone.localdate() else None


def _in_review(page, release: Release, live: str, holders_of: Callable[[Stage, object], str]) -> Status:
    if referral := secrecy.open_referral(release):
        return _with_the_officer(release, referral, live)
    done = {review.stage for review in release.reviews.all()}
    stage = next((stage for stage in STAGES if stage.slug not in done), STAGES[-1])
    holders = holders_of(stage, release.unit)
    following = STAGES[stage.order] if stage.order < len(STAGES) else None
    then = _("通过后到%(stage)s。") % {"stage": following.name} if following else _("签发后即发布。")
    who = _("等待%(who)s审核，") % {"who": holders} if holders else _("本环节目前没有审核人，请联系平台管理员。")
    reviews = list(release.reviews.all())
    since = release.arrived(reviews[-1].decided_at if reviews else release.opened_at)
    return Status(
        REVIEW, _("审核中：%(stage)s") % {"stage": stage.name}, who + then + live, _steps(release, now=stage, holders=holders),
        stage=stage, release=release, since=since, due=release.due(stage, since),
    )  # fmt: skip


def _with_the_officer(release: Release, referral: Referral, live: str) -> Status:
    done = {review.stage for review in release.reviews.all()}
    stage = next((stage for stage in STAGES if stage.slug not in done), STAGES[-1])
    names = _short(secrecy.holders(release))
    who = _("等待%(who)s审查，") % {"who": names} if names else _("党委目前没有保密员，请联系平台管理员。")
    then = _("通过后到%(stage)s。") % {"stage": stage.name}
    return Status(
        REVIEW, _("审核中：保密审查"), who + then + live, _steps(release, now=SECRECY, holders=names),
        stage=SECRECY, release=release, since=referral.opened_at, due=referral.due,
    )  # fmt: skip


def _holders(stage: Stage, unit) -> str:
    """The names of those who hold the stage's role today."""
    held = Membership.objects.on().filter(unit_id=stage.unit_id_for(unit), role=stage.role)
    return _short(list(held.order_by("since", "pk").values_list("person__name", flat=True)[:4]))


def _short(names: list[str]) -> str:
    shown = "、".join(names[:3])
    return _("%(names)s等") % {"names": shown} if len(names) > 3 else shown


def _steps(release: Release, now: Stage | None = None, holders: str = "") -> list[Step]:
    reviews = {review.stage: review for review in release.reviews.all()}
    person = getattr(release.submitted_by, "person", None)
    steps = [Step(_("报送"), "done", person.name if person else "", release.opened_at)]
    asked = list(release.referrals.all())
    for stage in STAGES:
        review = reviews.get(stage.slug)
        # Each 保密审查 stands before the stage that waited for it
        while asked and (review is None or (asked[0].decided_at and asked[0].decided_at <= review.decided_at)):
            steps.append(_secrecy_step(asked.pop(0), holders if now is SECRECY else ""))
        if review:
            state = "done" if review.decision == Review.PASS else "returned"
            steps.append(Step(str(stage.name), state, review.who, review.decided_at))
        else:
            steps.append(Step(str(stage.name), "now" if stage is now else "ahead", holders if stage is now else ""))
    steps.append(Step(_("发布"), "done" if release.spent_at else "ahead", "", release.spent_at))
    return steps


def _secrecy_step(referral: Referral, holders: str) -> Step:
    if not referral.decision:
        # the holders' names come with a case that is open; of one that was taken back nobody waits for it
        return Step(str(SECRECY.name), "ahead" if referral.release.void_at else "now", holders)
    state = "done" if referral.decision == Referral.CLEAR else "returned"
    return Step(str(SECRECY.name), state, referral.who, referral.decided_at)


def earlier_returns(page, most: int = 3) -> list[Review]:
    """What was returned or not let through (不予发布) of a page so far, the newest first: for whoever reviews it again."""
    ended = Review.objects.filter(release__page_id=page.pk).exclude(decision=Review.PASS)
    return list(ended.select_related("reviewer", "on_behalf_of").order_by("-decided_at", "-pk")[:most])


def lacking(page) -> list[str]:
    """What must still be put right in the latest draft before it can be submitted, in the words of the form."""
    draft = page.get_latest_revision_as_object()
    try:
        draft.check_submission()
    except ValidationError as refused:
        return spoken(draft, refused)
    return []


def hints(page) -> list[str]:
    """What machine checks find in the latest draft, in the words of the form: for its author, before anybody reviews it."""
    draft = page.get_latest_revision_as_object()
    return [f"{label_of(draft, one.field)}：{one.message}" if one.field else one.message for one in findings.run(draft)]


def by_field(refused: ValidationError) -> dict[str | None, list[str]]:
    """A ValidationError as {field or None: messages}."""
    if not hasattr(refused, "error_dict"):
        return {None: refused.messages}
    return {(None if name == NON_FIELD_ERRORS else name): errors for name, errors in refused.message_dict.items()}


def refuse(form, refused: ValidationError | PermissionDenied) -> None:
    """Have a form say why an action refused what it was given: each reason beside the field that it is about (as the form's
    `field_of()` knows it, if it has one), or above the form where it shows none such."""
    place = getattr(form, "field_of", None)
    for name, reasons in (
        by_field(refused) if isinstance(refused, ValidationError) else {None: [str(refused)]}
    ).items():
        found = place(name) if place and name else name
        form.add_error(found if found in form.fields and not form[found].is_hidden else None, reasons)


def spoken(page, refused: ValidationError) -> list[str]:
    """A ValidationError as lines that name the fields as the form does."""
    return [
        f"{label_of(page, name)}：{message}" if name else message
        for name, messages in by_field(refused).items()
        for message in messages
    ]


def label_of(page, name: str) -> str:
    try:
        found = page._meta.get_field(name)
    except FieldDoesNotExist:
        return name
    # a table of rows is called what its rows are called
    return str(getattr(found, "verbose_name", None) or found.related_model._meta.verbose_name)
