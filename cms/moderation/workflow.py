"""The workflow rows that Wagtail's engine needs, made when they are missing."""

from django.db import transaction
from wagtail.models import WorkflowTask

from .stages import STAGES, WORKFLOW_NAME


def review_workflow():
    """The review workflow with its three tasks, active and in order, whatever somebody did to the rows."""
    from .models import ReviewTask, ReviewWorkflow

    workflow = ReviewWorkflow.objects.filter(name=WORKFLOW_NAME, active=True).first()
    wanted = [stage.slug for stage in STAGES]
    if workflow:
        tasks = ReviewTask.objects.filter(workflow_tasks__workflow=workflow, active=True)
        if list(tasks.order_by("workflow_tasks__sort_order").values_list("stage", flat=True)) == wanted:
            return workflow
    return _mend(workflow)


@transaction.atomic
def _mend(workflow):
    from .models import ReviewTask, ReviewWorkflow

    if workflow is None:
        workflow, _made = ReviewWorkflow.objects.get_or_create(name=WORKFLOW_NAME, defaults={"active": True})
        if not workflow.active:
            ReviewWorkflow.objects.filter(pk=workflow.pk).update(active=True)
            workflow.active = True
    WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=ReviewTask.objects.all()).delete()
    for stage in STAGES:
        task, _made = ReviewTask.objects.get_or_create(stage=stage.slug, defaults={"name": str(stage.name)})
        if not task.active:
            ReviewTask.objects.filter(pk=task.pk).update(active=True)
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": stage.order})
    return workflow
