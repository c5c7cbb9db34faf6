"""Random people doing random things to random pages (Hypothesis' rule-based state machine), and what holds after every step.

Every step is something that our own functions, Wagtail's, the admin or a third party's code can do. The machine remembers by
itself (`memory`) what was written, by whom, and who passed it, and compares.
"""

import datetime
from collections import Counter
from random import Random

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from wagtail.models import Page, Revision, TaskState, Workflow, WorkflowState

from cms.delivery.models import Document, DocumentFile
from cms.media import Attachment
from cms.moderation import verify
from cms.moderation.actions import submit, take_back, withdraw
from cms.moderation.models import Referral, Release, Review
from cms.moderation.referrals import decide as answer
from cms.moderation.referrals import refer
from cms.moderation.workflow import review_workflow
from cms.testing import decide
from cms.tree import Record, RecordAttachment
from cms.tree.actions import close_section, open_section
from modules.featured_work.models import FeaturedRecord
from tests.cms.moderation.memory import CAST, STAGES, UNITS, Case, Draft, Ground, Remembered, Text, bytes_of, text_of
from tests.process import forget

# Widest first
ORDER = ["public", "employees", "members", "unit"]
REFUSED = (PermissionDenied, ValidationError)

# The home page and so many records
MOST = 4
ACTS = ["submit", "try_to_pass", "send_back", "take_back", "withdraw", "withdraw", "refer", "clear", "refuse", "reject"]
CHANGES = ["write", "edit", "edit", "change_bytes", "appoint", "dismiss", "open_or_close"]
DETOURS = [
    "publish_a_revision", "save_the_row", "schedule", "unpublish", "copy", "move", "delete", "go_past_our_actions", "press",
]  # fmt: skip
BUTTONS = [
    "publish", "submit", "unpublish", "delete", "pass", "bulk", "move", "copy", "lock", "unschedule",
]  # fmt: skip
# Whoever may do it, or somebody
RIGHT = "whoever may"
KEYS = sorted(CAST)
# One seed a step, so that everything is as likely as its weight; Hypothesis' part is to take steps away until few are left
seeds = st.integers(0, 0xFFFF)


def a_draft(luck) -> Draft:
    words, scope = luck.choice(["第0稿", "第1稿", "第2稿"]), luck.choice(ORDER[1:])
    return Draft(words, scope, luck.choice([(), (0,), (1,), (0, 1)]))


class Moderation(RuleBasedStateMachine):
    """One run; everything that it did is rolled back when it ends."""

    def __init__(self, ground: Ground, anchor, happened: Counter, seed: int):
        super().__init__()
        self.happened, self.seed, self.seeds = happened, seed, Counter()
        self.ground = ground
        self.everything = transaction.atomic()
        self.everything.__enter__()
        anchor.unlink(missing_ok=True)
        self.roles = {(key, *held) for key, roles in CAST.items() for held in roles}
        self.open = dict.fromkeys(UNITS, True)
        self.bytes = {pk: bytes_of(pk) for pk in ground.files}
        home = Remembered(ground.units["branch"].pk, "branch", is_home=True, live=Text(""), published=1)
        self.pages = {home.pk: home}
        self.home = home

    def teardown(self):
        transaction.set_rollback(True)
        self.everything.__exit__(None, None, None)
        forget()

    # What the machine knows -----------------------------------------------------------------------------------------------

    def luck(self, seed: int) -> Random:
        """Another one for each step, though Hypothesis likes to say the same again; it stays when other steps go."""
        self.seeds[seed] += 1
        return Random(f"{self.seed} {seed} {self.seeds[seed]}")

    def pick(self, luck) -> Remembered:
        return luck.choice([*self.pages.values()])

    def page(self, it: Remembered):
        return Page.objects.get(pk=it.pk).specific

    def text(self, it: Remembered) -> Text:
        """What was saved last, with the bytes that its files have now."""
        secrecy = "" if it.is_home else it.secrecy
        return Text(it.words, it.scope, it.note, tuple((pk, self.bytes[pk]) for pk in it.files), secrecy)

    def holds(self, key: str, role: str, unit: str) -> bool:
        return (key, role, unit) in self.roles

    def who(self, by: str, *roles: tuple[str, str]) -> str:
        """`by`, or the first who holds one of these roles, in the order of the cast."""
        if by != RIGHT:
            return by
        return next((key for role in roles for key in CAST if self.holds(key, *role)), "root")

    def stage(self, it: Remembered) -> tuple[str, str]:
        role, at_committee = STAGES[len(it.case.passed)]
        return role, "committee" if at_committee else it.unit

    def drafters(self, it: Remembered) -> list[str]:
        return [key for key in CAST if self.holds(key, "drafter", it.unit)]

    def fit(self, it: Remembered) -> list[str]:
        """Who may certainly decide the stage that the page waits in."""
        able = [key for key in CAST if self.holds(key, *self.stage(it))]
        return [key for key in able if key not in it.hands | it.case.officers and key not in it.case.passed]

    def fit_officers(self, it: Remembered) -> list[str]:
        """Who may certainly answer what the secrecy officer is asked."""
        able = [key for key in CAST if self.holds(key, "secrecy_officer", "committee")]
        return [key for key in able if key not in it.hands | it.case.askers and key not in it.case.passed]

    def may_be_submitted(self, it: Remembered) -> bool:
        is_open = it.is_home or self.open[it.unit]
        noted = it.is_home or not it.published or it.note not in ("", it.noted)
        new = self.text(it) not in it.rejected | {it.live}
        return it.case is None and is_open and noted and new

    # What people do -------------------------------------------------------------------------------------------------------

    @initialize(seed=seeds)
    def begin(self, seed):
        """A page or two, somewhere on their way."""
        luck = self.luck(seed)
        for _page in range(luck.randint(1, 2)):
            unit = luck.choice(["branch", "branch", "committee", "other"])
            it = self.create(unit, self.who(RIGHT, ("drafter", unit)), a_draft(luck))
            for _step in range(luck.randint(0, 5)):
                self.take_a_step(it, luck)

    @rule(seed=seeds)
    def step(self, seed):
        luck = self.luck(seed)
        it, by = self.pick(luck), luck.choice(KEYS)
        kind = luck.choices([self.go_on, self.act, self.change, self.go_around], [2, 3, 2, 3])[0]
        kind(it, by, luck)

    def go_on(self, it, by, luck):
        """What usually happens next, a few steps of it."""
        note(f"{it.pk} goes on")
        for _step in range(luck.randint(1, 5)):
            self.take_a_step(it, luck)

    def act(self, it, by, luck):
        """One of our own actions, by somebody who may or may not."""
        act, by = luck.choice(ACTS), luck.choice([RIGHT, by])
        note(f"{act} {it.pk} by {by}")
        getattr(self, act)(it, by, luck)

    def change(self, it, by, luck):
        """Somebody writes, wherever it stands; or somebody's term begins or ends, a section closes, a file is replaced."""
        act = luck.choice(CHANGES)
        if luck.random() < 0.7:  # else soon nobody would be left who did not write in it
            by = luck.choice(self.drafters(it) or KEYS)
        note(f"{act} {it.pk} by {by}")
        getattr(self, act)(it, by, luck)

    def go_around(self, it, by, luck):
        """Something that is not one of our own actions: Wagtail's, the admin's, a third party's."""
        way = luck.choice(DETOURS)
        note(f"{way} {it.pk} by {by}")
        getattr(self, way)(it, by, luck)

    # Writing --------------------------------------------------------------------------------------------------------------

    def write(self, it, by, luck):
        """A new page, beside that one."""
        if self.holds(by, "drafter", it.unit) and self.open[it.unit] and len(self.pages) < MOST:
            self.create(it.unit, by, a_draft(luck))

    def create(self, unit, by, text) -> Remembered:
        files = [self.ground.files[number] for number in text.files]
        page = self.ground.draft(unit, by, files, summary=text.words, disclosure_scope=text.scope)
        it = Remembered(page.pk, unit, text.words, text.scope, files=tuple(files))
        self.wrote(it, by)
        self.pages[it.pk] = it
        return it

    def edit(self, it, by, luck, in_place=None):
        """By the form's own save or by somebody's code; `in_place` as autosave does, over the own latest revision."""
        text, in_place = a_draft(luck), luck.random() < 0.4 if in_place is None else in_place
        draft = self.page(it).get_latest_revision_as_object()
        latest, told = draft.latest_revision, ""
        files = tuple(self.ground.files[number] for number in text.files)
        if it.is_home:
            draft.body = [("rich_text", text.words)]
        else:
            draft.summary, draft.disclosure_scope = text.words, text.scope
            draft.attachments = [RecordAttachment(file_id=pk) for pk in files]
            # what was once published says what its next version corrects
            draft.correction_note = told = f"更正{it.published}{text.words}" if it.published else ""
        draft.go_live_at = None
        options = {"overwrite_revision": latest} if in_place and latest else {}
        try:
            draft.save_revision(user=self.ground.user(by), log_action=True, **options)
        except REFUSED:
            assert in_place, "a draft was not saved"
            return
        it.words, it.dated = text.words, False
        if not it.is_home:
            it.scope, it.note, it.files = text.scope, told, files
        self.wrote(it, by)

    def wrote(self, it, by):
        for people in (it.authors, it.writers, it.hands):
            people.add(by)

    def change_bytes(self, it, by, luck):
        pk, words = luck.choice(self.ground.files), a_draft(luck).words.encode()
        shown = any(pk in dict(page.live.files) for page in self.pages.values() if page.live)
        attachment = Attachment.objects.get(pk=pk)
        before = attachment.file.name
        attachment.file = ContentFile(words, name="new.txt")
        try:
            attachment.save()
        except REFUSED:
            assert shown
            assert Attachment.objects.get(pk=pk).file.name == before
        else:
            assert not shown, "the bytes of a published file were changed"
            self.bytes[pk] = words
            self.happened["bytes changed"] += 1

    def appoint(self, it, by, luck):
        if by == "root":
            return
        role = luck.choice(["drafter", "reviewer", "secretary", "approver"])
        held = (role, "committee" if role == "approver" else it.unit)
        self.ground.appoint(by, *held)
        self.roles.add((by, *held))

    def dismiss(self, it, by, luck):
        held = sorted(held for held in self.roles if held[0] == by)
        if held:
            gone = luck.choice(held)
            self.ground.dismiss(*gone)
            self.roles.discard(gone)

    def open_or_close(self, it, by, luck):
        if self.open[it.unit]:
            close_section(self.ground.sections[it.unit])
        else:
            open_section(self.ground.units[it.unit], "featured_work")
        self.open[it.unit] = not self.open[it.unit]

    # The way through the stages -------------------------------------------------------------------------------------------

    def take_a_step(self, it, luck):
        """It is written, submitted, or passed or cleared by somebody who may and did not write it: that always works while the
        text is what was submitted. Now and then they return, reject, refer or refuse it instead."""
        drafters = self.drafters(it)
        if it.case is None and drafters:
            by = luck.choice(drafters)
            if self.may_be_submitted(it):
                self.submit(it, by, luck)
            else:
                self.edit(it, by, luck, False)
        elif it.case and it.case.asked:
            if not it.case.spoilt and (fit := self.fit_officers(it)):
                if luck.random() < 0.2:
                    self.refuse(it, luck.choice(fit), luck)
                    return
                works = self.text(it) == it.case.text
                refused = self.answer(it, luck.choice(fit), "clear", luck, it.secrecy)
                assert not (refused and works), f"it cannot be cleared: {refused}"
        elif it.case and not it.case.spoilt and (fit := self.fit(it)):
            by, last, scope = luck.choice(fit), len(it.case.passed) == 2, luck.choice(ORDER[1:])
            if luck.random() < 0.1:
                luck.choice([self.refer, self.reject, self.send_back])(it, by, luck)
                return
            works = self.text(it) == it.case.text and not (it.dated and last)
            narrower = last and not it.is_home and ORDER.index(scope) > ORDER.index(it.scope)
            refused = self.let_pass(it, by, scope if narrower else "")
            assert not (refused and works), f"{by} may pass it and cannot: {refused}"

    def submit(self, it, by, luck):
        by = self.who(by, ("drafter", it.unit))
        page, may = self.page(it), self.may_be_submitted(it)
        able = self.holds(by, "drafter", it.unit) and page.latest_revision_id is not None
        try:
            submit(page, self.ground.user(by))
        except REFUSED as refused:
            assert not (able and may), f"a draft in order cannot be submitted: {refused}"
            return
        assert able and may, "what is not in order was submitted, or by somebody who may not"
        self.happened["submitted again" if it.reviewed else "submitted"] += 1
        it.case = Case(self.text(it), by, asked=it.unit == "other" or it.refused)
        it.hands.add(by)

    def try_to_pass(self, it, by, luck):
        self.let_pass(it, self.who(by, *([self.stage(it)] if it.case else [])), luck.choice(["", *ORDER]))

    def let_pass(self, it, by, narrow="") -> str:
        """What was said against it, or ''."""
        before, case = self.text(it), it.case
        state = self.page(it).current_workflow_task_state
        if state is None:
            return "nothing waits"
        last = case is not None and len(case.passed) == 2
        try:
            decide(state, self.ground.user(by), "pass", **({"scope": narrow} if narrow and last else {}))
        except REFUSED as refused:
            return str(refused)
        assert case is not None, "something that was not submitted was passed"
        assert self.holds(by, *self.stage(it)), f"{by} does not hold the stage"
        assert by not in it.authors | {case.by}, f"{by} passed the own text"
        assert by not in case.passed, f"{by} passed two stages"
        assert not case.asked and by not in case.officers, "the secrecy officer was passed by, or passed it too"
        assert before == case.text, "something else was passed than was submitted"
        case.passed.append(by)
        it.reviewed = True
        if last:
            self.publish(it, "" if it.is_home else narrow)
        return ""

    def publish(self, it, narrow):
        assert not it.case.spoilt and not it.dated
        if narrow and narrow != it.scope:
            assert ORDER.index(narrow) > ORDER.index(it.scope), "the scope was widened"
            self.happened["narrowed"] += 1
            it.scope = narrow
        it.live, it.noted, it.case, it.authors = self.text(it), it.note, None, set()
        it.published += 1
        self.happened["published" if it.published == 1 else "published again"] += 1

    def send_back(self, it, by, luck):
        state = self.page(it).current_workflow_task_state
        if state is None:
            return
        by = self.who(by, *([self.stage(it)] if it.case else []))
        try:
            decide(state, self.ground.user(by), "return", reasons=["typos"], opinion="有错字，请改。")
        except REFUSED:
            return
        assert it.case is not None and self.holds(by, *self.stage(it))
        assert by not in it.authors | {it.case.by}
        assert not it.case.asked
        it.case, it.reviewed = None, True
        self.happened["sent back"] += 1

    def reject(self, it, by, luck):
        state = self.page(it).current_workflow_task_state
        if state is None:
            return
        by = self.who(by, *([self.stage(it)] if it.case else []))
        try:
            decide(state, self.ground.user(by), "reject", reasons=["facts_unclear"], opinion="查无此事。")
        except REFUSED:
            return
        assert it.case is not None and not it.case.asked and by not in it.authors | {it.case.by} | it.case.officers
        assert it.case.spoilt or (it.case.passed and self.holds(by, *self.stage(it))), "the first stage rejected it"
        it.rejected.add(it.case.text)
        it.case, it.reviewed = None, True
        self.happened["rejected"] += 1

    def refer(self, it, by, luck):
        state = self.page(it).current_workflow_task_state
        if state is None:
            return
        by = self.who(by, *([self.stage(it)] if it.case else []))
        try:
            refer(state, self.ground.user(by), "请保密员看看")
        except REFUSED:
            return
        case = it.case
        assert case is not None and not case.asked and (case.spoilt or self.holds(by, *self.stage(it)))
        assert by not in it.authors | {case.by} | case.officers | case.askers and by not in case.passed
        case.asked = True
        case.askers.add(by)
        self.happened["referred"] += 1

    def clear(self, it, by, luck):
        by = self.who(by, ("secrecy_officer", "committee"))
        self.answer(it, by, "clear", luck, luck.choice(["non_classified", "internal"]))

    def refuse(self, it, by, luck):
        self.answer(it, self.who(by, ("secrecy_officer", "committee")), "refuse", luck)

    def answer(self, it, by, decision, luck, conclusion="") -> str:
        """What was said against it, or ''."""
        referral = Referral.objects.filter(release__page_id=it.pk).last()
        if referral is None:
            return "nothing was asked"
        before, case = self.text(it), it.case
        words = {"opinion": "涉密"} if decision == "refuse" else {"conclusion": "" if it.is_home else conclusion}
        try:
            answer(referral, self.ground.user(by), decision, **words)
        except REFUSED as refused:
            return str(refused)
        assert case is not None and case.asked and self.holds(by, "secrecy_officer", "committee")
        assert by not in it.authors | {case.by} | case.askers and by not in case.passed, (
            f"{by} answered the own question"
        )
        it.refused, it.reviewed = decision == "refuse", True
        self.happened["refused" if decision == "refuse" else "cleared"] += 1
        if decision == "refuse":
            it.case = None
            return ""
        assert before == case.text, "something else was cleared than was submitted"
        if not it.is_home:
            assert conclusion == "internal" or it.secrecy == "non_classified", "it was made less secret"
            it.secrecy = conclusion
        case.text, case.asked = self.text(it), False
        case.officers.add(by)
        return ""

    def take_back(self, it, by, luck):
        by = self.who(by, ("drafter", it.unit))
        able = it.case is not None and self.holds(by, "drafter", it.unit)
        try:
            take_back(self.page(it), self.ground.user(by))
        except REFUSED as refused:
            assert not able, f"the author cannot take it back: {refused}"
            return
        assert able
        it.case = None
        self.happened["taken back"] += 1

    def withdraw(self, it, by, luck):
        by = self.who(by, ("party_office", "committee"), ("approver", "committee"))
        able = self.holds(by, "approver", "committee") or self.holds(by, "party_office", "committee")
        able = able and it.live is not None and not it.is_home
        try:
            withdraw(self.page(it), self.ground.user(by), "数字有误")
        except REFUSED as refused:
            assert not able, f"it cannot be withdrawn: {refused}"
            return
        assert able
        self.happened["withdrawn in review" if it.case else "withdrawn"] += 1
        it.live, it.case, it.authors = None, None, set(it.writers)

    # Ways around it -------------------------------------------------------------------------------------------------------

    def publish_a_revision(self, it, by, luck):
        revisions = list(self.page(it).revisions.order_by("-pk"))
        if not revisions:
            return
        revision = luck.choice(revisions)
        try:
            revision.publish(user=self.ground.user(by), skip_permission_checks=luck.random() < 0.5)
        except REFUSED:
            return
        # Only what is live already may be put there again; Wagtail ends a running workflow then
        assert text_of(revision.as_object()) == it.live
        it.case = None

    def save_the_row(self, it, by, luck):
        model, live = luck.choice([FeaturedRecord, Record, Page]), luck.random() < 0.7
        words = a_draft(luck).words
        if it.is_home:
            model = Page
        row = model.objects.get(pk=it.pk)
        same = live == row.live and (not live or model is Page or (model is FeaturedRecord and row.summary == words))
        row.live = live
        if model is not Page:
            row.summary = words
        try:
            row.save()
        except REFUSED:
            return
        assert not live or same

    def schedule(self, it, by, luck):
        how = luck.choice(["form", "revision", "row"])
        page = self.page(it)
        if page.latest_revision_id is None:
            return
        moment = timezone.now() + datetime.timedelta(days=1)
        try:
            if how == "form":
                draft = page.get_latest_revision_as_object()
                draft.go_live_at = moment
                revision = draft.save_revision(user=self.ground.user(by))
                it.dated = True
                self.wrote(it, by)
                revision.publish()
            elif how == "revision":
                page.latest_revision.approved_go_live_at = moment
                page.latest_revision.save()
            else:
                past = moment - datetime.timedelta(days=2)
                Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=past)
                call_command("publish_scheduled", verbosity=0)
        except REFUSED:
            return
        finally:
            Revision.objects.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
        assert how == "row" and text_of(page.get_latest_revision_as_object()) == it.live, "something was scheduled"
        it.case = None

    def unpublish(self, it, by, luck):
        try:
            self.page(it).unpublish(user=self.ground.user(by))
        except REFUSED:
            return
        assert it.live is None

    def copy(self, it, by, luck):
        if it.is_home or len(self.pages) >= MOST:
            return
        copy = self.page(it).copy(keep_live=luck.random() < 0.5, user=self.ground.user(by))
        self.happened["copied"] += 1
        copied = Remembered(
            copy.pk, it.unit, it.words, it.scope, it.note, it.files, it.dated, hands=set(it.hands), secrecy=it.secrecy
        )
        for writer in it.writers | {by}:  # the words are still theirs
            self.wrote(copied, writer)
        self.pages[copy.pk] = copied

    def move(self, it, by, luck):
        to = luck.choice(UNITS)
        if it.is_home:
            return
        target = Page.objects.get(pk=self.ground.sections[to].pk).specific
        try:
            self.page(it).move(target, pos="last-child")
        except REFUSED:
            return
        stays = it.live or it.case or it.reviewed or it.published
        assert to == it.unit or not stays, "what was reviewed went to another unit"
        self.happened["moved"] += to != it.unit
        it.unit = to

    def delete(self, it, by, luck):
        if it.is_home:
            return
        try:
            self.page(it).delete(user=self.ground.user(by))
        except REFUSED:
            return
        assert not (it.live or it.case or it.reviewed or it.published), "what was reviewed was deleted"
        self.happened["deleted"] += 1
        del self.pages[it.pk]

    def go_past_our_actions(self, it, by, luck):
        """Wagtail's own methods of the workflow's rows, called by somebody's code."""
        act = luck.choice(["approve", "reject", "cancel", "finish", "deactivate"])
        note(f"Wagtail's: {act}")
        state = WorkflowState.objects.filter(object_id=str(it.pk), status__in=["in_progress", "needs_changes"]).first()
        if state is None:
            return
        user, task = self.ground.user(by), state.current_task_state
        # Their order of saving is not ours to mend; what a request does is one transaction (the edit view's)
        try:
            with transaction.atomic():
                if act == "approve":
                    task.specific.approve(user=user)
                elif act == "reject":
                    task.specific.reject(user=user)
                elif act == "cancel":
                    state.cancel(user=user)
                elif act == "finish":
                    state.finish(user=user)
                else:
                    Workflow.objects.get(pk=review_workflow().pk).deactivate(user=user)
        except REFUSED:
            return
        assert act != "finish" and it.case is not None
        if act == "approve":
            it.case.spoilt = True
        elif act in ("cancel", "reject"):
            it.case = None
        else:
            for other in self.pages.values():
                other.case = None

    def press(self, it, by, luck):
        """What somebody's browser, or somebody without one, may post to the admin."""
        button = luck.choice(BUTTONS)
        note(f"the button: {button}")
        page, client = self.page(it), Client(raise_request_exception=False)
        client.force_login(self.ground.user(by))
        elsewhere = self.ground.sections["other" if it.unit == "branch" else "branch"]
        name = {"publish": "edit", "submit": "edit", "cancel": "edit"}.get(button, button)
        if it.is_home and name == "edit":
            return  # so short a form is complete
        data, query = {f"action-{button}": f"action-{button}", "title": "换了", "body-count": "0"}, ""
        if button == "unschedule":
            url = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, page.latest_revision_id or 0])
        elif button == "bulk":
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            query = f"?id={page.pk}&next=/admin/"
        elif button == "move":
            url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, elsewhere.pk])
        elif button == "pass":
            # the task state of whatever page was submitted last, by this page's address
            state = TaskState.objects.filter(status="in_progress").order_by("-pk").first()
            url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk if state else 0])
        elif button == "copy":
            url = reverse("wagtailadmin_pages:copy", args=[page.pk])
            data = {"new_title": "抄", "new_slug": "x", "new_parent_page": elsewhere.pk, "publish_copies": "1"}
        elif button == "delete":
            # only of what must stay: else it would be like `delete`
            if not (it.live or it.case or it.reviewed or it.published):
                return
            url = reverse("wagtailadmin_pages:delete", args=[page.pk])
        else:
            url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
        # An incomplete form changes nothing: that is what the invariants look at
        client.post(url + query, data)

    # What always holds ----------------------------------------------------------------------------------------------------

    @invariant()
    def all_is_well(self):
        self.what_is_live_is_what_three_people_passed()
        self.every_live_page_has_its_document_and_no_other_page_has_one()
        self.no_draft_is_lost()
        self.a_release_is_spent_once()
        assert list(verify.findings()) == []
        self.the_audit_s_chain_is_whole()

    def what_is_live_is_what_three_people_passed(self):
        live = {page.pk: text_of(page) for page in FeaturedRecord.objects.filter(live=True)}
        assert live == {it.pk: it.live for it in self.pages.values() if it.live and not it.is_home}
        assert text_of(self.page(self.home)) == self.home.live

    def every_live_page_has_its_document_and_no_other_page_has_one(self):
        documents = {
            document.pk: document
            for document in Document.objects.filter(pk__in=[*self.pages]).select_related("release")
        }
        assert set(documents) == {it.pk for it in self.pages.values() if it.live}
        assert Document.objects.filter(kind=Document.RECORD).exclude(pk__in=documents).count() == 0
        for pk, document in documents.items():
            it = self.pages[pk]
            if it.is_home:
                assert "".join(block["value"] for block in document.content["body"]) == it.live.words
                continue
            shown = DocumentFile.objects.filter(document=document).values_list("attachment_id", flat=True)
            assert (document.content["summary"], document.scope) == (it.live.words, it.live.scope)
            assert sorted(shown) == sorted(dict(it.live.files))
            assert len({review.reviewer_id for review in document.release.reviews.filter(decision="pass")}) == 3

    def no_draft_is_lost(self):
        for it in self.pages.values():
            page = self.page(it)
            if page.latest_revision_id:
                assert text_of(page.get_latest_revision_as_object()) == self.text(it)

    def a_release_is_spent_once(self):
        spent = Release.objects.filter(page_id__in=[*self.pages], spent_at__isnull=False)
        counted = Counter(spent.values_list("page_id", flat=True))
        assert counted == Counter({it.pk: it.published for it in self.pages.values() if it.published})
        assert all(release.lacks() == "" for release in spent.filter(void_at=None))
        stages = Counter(Review.objects.filter(release__in=spent).values_list("release_id", "stage"))
        assert all(count == 1 for count in stages.values())

    def the_audit_s_chain_is_whole(self):
        if not apps.is_installed("plugins.audit"):
            return
        from plugins.audit.sealing import seal
        from plugins.audit.verifying import verify as verify_log

        seal()
        report = verify_log()
        assert report.ok and not report.waiting and report.entries, report.findings
