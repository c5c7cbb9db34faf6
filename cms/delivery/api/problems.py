"""Errors as RFC 9457 problem details: `{type, title, status, detail, errors: [{field, message}]}`, in the reader's language.

Whatever is not visible and whatever does not exist are one and the same 404.
"""

import logging

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, SuspiciousOperation, ValidationError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import errors as ninja_errors
from pydantic import BaseModel, ConfigDict
from pydantic_core import PydanticCustomError

from .render import JSON

logger = logging.getLogger(__name__)

# status: (what the type's URI ends in, title). The URIs are names, not addresses.
TYPES = {
    400: ("invalid-request", gettext_lazy("请求有误")),
    401: ("unauthorized", gettext_lazy("登录凭据无效")),
    403: ("forbidden", gettext_lazy("无权操作")),
    404: ("not-found", gettext_lazy("没有找到")),
    405: ("method-not-allowed", gettext_lazy("不支持的请求方法")),
    410: ("withdrawn", gettext_lazy("已撤回")),
    412: ("precondition-failed", gettext_lazy("前提条件不满足")),
    422: ("invalid-parameters", gettext_lazy("参数有误")),
    428: ("precondition-required", gettext_lazy("缺少前提条件")),
    429: ("too-many-requests", gettext_lazy("请求过于频繁")),
    500: ("internal-error", gettext_lazy("服务器出错")),
    503: ("unavailable", gettext_lazy("暂时不可用")),
}
URN = "urn:hongban:problem:"
MEDIA_TYPE = "application/problem+json"

# pydantic's word for what is wrong with a parameter: ours, filled from the error's context
MESSAGES = {
    "missing": gettext_lazy("缺少这个参数。"),
    "int_parsing": gettext_lazy("须是整数。"),
    "int_parsing_size": gettext_lazy("数字过大。"),
    "int_from_float": gettext_lazy("须是整数。"),
    "float_parsing": gettext_lazy("须是数字。"),
    "bool_parsing": gettext_lazy("须是 true 或 false。"),
    "literal_error": gettext_lazy("须是以下之一：%(expected)s。"),
    "enum": gettext_lazy("须是以下之一：%(expected)s。"),
    "greater_than_equal": gettext_lazy("不能小于 %(ge)s。"),
    "greater_than": gettext_lazy("须大于 %(gt)s。"),
    "less_than_equal": gettext_lazy("不能大于 %(le)s。"),
    "less_than": gettext_lazy("须小于 %(lt)s。"),
    "string_too_long": gettext_lazy("最多 %(max_length)s 个字符。"),
    "string_too_short": gettext_lazy("至少 %(min_length)s 个字符。"),
    "string_pattern_mismatch": gettext_lazy("格式不对。"),
    "extra_forbidden": gettext_lazy("没有这个字段。"),
    "string_type": gettext_lazy("须是文本。"),
    "int_type": gettext_lazy("须是整数。"),
    "bool_type": gettext_lazy("须是 true 或 false。"),
    "list_type": gettext_lazy("须是列表。"),
    "dict_type": gettext_lazy("须是对象。"),
    "too_long": gettext_lazy("最多 %(max_length)s 项。"),
}
# The type of an error whose message is already ours: see `invalid()`
OURS = "hongban"


class Problem(Exception):
    """Raised anywhere below /api/v1/, by plugins' operations too: answered as a problem of this status.

    `errors`: {field: message} for what is wrong with the request's parameters or body.
    """

    def __init__(
        self, status: int, detail: str = "", errors: dict[str, str] | None = None, headers: dict | None = None
    ):
        super().__init__(status, detail)
        self.status, self.detail, self.errors, self.headers = status, detail, errors or {}, headers or {}


class FieldError(BaseModel):
    field: str
    message: str


class ProblemDetails(BaseModel):
    """Every answer of 400 and above (RFC 9457, `application/problem+json`)."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:hongban:problem:invalid-parameters",
                    "title": "参数有误",
                    "status": 422,
                    "detail": "since：日期写作 2026-03-05。",
                    "errors": [{"field": "since", "message": "日期写作 2026-03-05。"}],
                }
            ]
        }
    )

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError]


def not_found() -> Problem:
    """The one answer for what does not exist and for what this reader may not see."""
    return Problem(404, _("没有这项内容，或者您无权查看。"))


def invalid(message: str) -> PydanticCustomError:
    """For a parameter's validator to raise: a fault whose message is shown as it is."""
    return PydanticCustomError(OURS, "{message}", {"message": message})


def response_for(error: Exception) -> HttpResponse:
    """The answer to what an operation raised. What nobody expected is logged with its trace, and told nobody."""
    problem = _problem_of(error)
    if problem.status >= 500 and problem is not error:
        logger.error("api: %s", error, exc_info=error)
    return respond(problem)


def respond(problem: Problem) -> HttpResponse:
    name, title = TYPES.get(problem.status) or TYPES[500 if problem.status >= 500 else 400]
    errors = [{"field": field, "message": str(message)} for field, message in problem.errors.items()]
    detail = problem.detail or " ".join(
        f"{item['field']}：{item['message']}" if item["field"] else item["message"] for item in errors
    )
    body = {
        "type": URN + name,
        "title": str(title),
        "status": problem.status,
        "detail": str(detail or title),
        "errors": errors,
    }
    return HttpResponse(
        JSON().render(None, body, response_status=problem.status),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers=problem.headers,
    )


def _problem_of(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case ninja_errors.ValidationError():
            return Problem(422, errors=_field_messages(error.errors))
        case ValidationError():
            return Problem(422, errors=_messages_of(error))
        case ninja_errors.AuthenticationError():
            return unauthorized()
        case ninja_errors.Throttled():
            return Problem(429, _("请求过于频繁，请稍后再试。"))
        case ninja_errors.HttpError(status_code=400):
            return Problem(400, _("请求体不是有效的 JSON。"))  # ninja's one reason
        case ninja_errors.HttpError():
            return Problem(error.status_code, error.message)
        case Http404():
            return not_found()
        case PermissionDenied():
            return Problem(403, str(error) or _("您无权进行这一操作。"))
        case SuspiciousOperation():
            return Problem(400, _("请求的内容无法识别。"))
        case _:
            return Problem(500, _("服务器出错，已记录。"))


def unauthorized(detail: str = "") -> Problem:
    return Problem(
        401,
        detail or _("令牌无效、已过期或已撤销，或者账号已停用。"),
        headers={"WWW-Authenticate": 'Bearer realm="hongban"'},
    )


def _field_messages(found: list[dict]) -> dict[str, str]:
    """ninja's errors by field: the parameter's name, or the path within the body."""
    messages: dict[str, str] = {}
    for item in found:
        where = item["loc"]
        parts = where[2:] if where[0] == "body" and len(where) > 2 else where[1:]
        messages.setdefault(".".join(map(str, parts)), _message(item))
    return messages


def _message(item: dict) -> str:
    context = item.get("ctx", {})
    if item["type"] == OURS:
        return context["message"]
    if item["type"] in ("literal_error", "enum"):
        context = {"expected": str(context["expected"]).replace("'", "").replace(" or ", "、").replace(", ", "、")}
    template = MESSAGES.get(item["type"])
    return template % context if template else _("这个值不可用。")


def _messages_of(error: ValidationError) -> dict[str, str]:
    if not hasattr(error, "error_dict"):
        return {"": " ".join(error.messages)}
    return {
        "" if field == NON_FIELD_ERRORS else field: " ".join(messages) for field, messages in error.message_dict.items()
    }
