"""What the end of the workflow does. Named by WAGTAIL_FINISH_WORKFLOW_ACTION and imported while models load: no model here."""


def release_workflow_state(workflow_state, user=None):
    """Publish what was reviewed; the gate refuses when the release is not complete."""
    page = workflow_state.content_object.specific
    # The content last reviewed; the gate compares its hash, so an altered revision is refused
    page.get_latest_revision().publish(user=user, skip_permission_checks=True)
