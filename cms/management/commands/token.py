import difflib

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.delivery.models import ApiToken
from cms.tokens import DEFAULT_DAYS, LONGEST_DAYS, SCOPES, create_token, revoke_token, state_of, tokens_of

LARGEST_ID = 2**63 - 1


class Command(BaseCommand):
    """`token create USERNAME` prints the token alone on standard output, so that a script can take it, and what to know about
    it on standard error."""

    help = "接口令牌：create 签发，list 列出，revoke 撤销。令牌代表其用户，权限与该用户本人相同；只在签发时显示一次。"

    def add_arguments(self, parser):
        actions = parser.add_subparsers(dest="action", required=True, metavar="create|list|revoke")
        create = actions.add_parser("create", help="为用户签发一个令牌")
        create.add_argument("username", metavar="USERNAME")
        create.add_argument("--name", default="", help="用途，便于日后辨认")
        days = f"有效天数，1 到 {LONGEST_DAYS}，默认 {DEFAULT_DAYS}"
        create.add_argument("--days", type=int, default=DEFAULT_DAYS, metavar="N", help=days)
        create.add_argument(
            "--scope",
            action="append",
            default=[],
            choices=SCOPES,
            help="可用于什么，可重复：read 读取（始终包含），write 拟稿与报送，review 审核与撤回；默认只能读取",
        )
        listing = actions.add_parser("list", help="列出用户的令牌，已失效的也在内")
        listing.add_argument("username", metavar="USERNAME")
        revoke = actions.add_parser("revoke", help="撤销一个令牌，立即生效")
        revoke.add_argument("id", type=int, metavar="ID", help="编号，见 list")

    def handle(self, *, action, **options):
        {"create": self._create, "list": self._list, "revoke": self._revoke}[action](options)

    def _create(self, options):
        user = found_user(options["username"])
        try:
            token, secret = create_token(user, name=options["name"], days=options["days"], scopes=options["scope"])
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        self.stdout.write(secret)
        self._tell(
            _("已为 %(user)s 签发令牌 %(id)s，有效至 %(until)s。请妥善保存：不会再次显示。")
            % {"user": user.get_username(), "id": token.pk, "until": day(token.expires_at)}
        )
        self._tell(_("用法：Authorization: Bearer 令牌"))

    def _list(self, options):
        user = found_user(options["username"])
        tokens = list(tokens_of(user))
        if not tokens:
            self._tell(_("%(user)s 没有令牌。") % {"user": user.get_username()})
        for token in tokens:
            until = _("至 %(day)s") % {"day": day(token.expires_at)} if token.expires_at else _("不限期")
            made = _("%(day)s 签发") % {"day": day(token.created_at)}
            said = [f"{token.pk:>6}", state_of(token), made, until, token.scopes.replace(" ", ","), token.name]
            self.stdout.write("  ".join(said).rstrip())

    def _revoke(self, options):
        pk = options["id"]
        token = ApiToken.objects.filter(pk=pk).select_related("user").first() if 0 < pk <= LARGEST_ID else None
        if token is None:
            raise CommandError(_("没有编号为 %(id)s 的令牌；编号见 manage.py token list USERNAME。") % {"id": pk})
        named = {"id": pk, "user": token.user.get_username()}
        if not revoke_token(token):
            raise CommandError(_("令牌 %(id)s（%(user)s）此前已经撤销。") % named)
        self._tell(_("令牌 %(id)s（%(user)s）已撤销，立即失效。") % named)

    def _tell(self, text: str) -> None:
        self.stderr.write(text, lambda line: line)  # no error, so not in an error's colour


def found_user(username: str):
    """The account of this name. Raises CommandError, which names those that are like it."""
    users = get_user_model().objects
    user = users.filter(username=username).first() if "\0" not in username else None
    if user is None:
        names = users.order_by("username").values_list("username", flat=True)
        near = "、".join(difflib.get_close_matches(username, names, n=3))
        hint = _("是不是 %(near)s？") % {"near": near} if near else ""
        raise CommandError(_("没有名为“%(user)s”的账号。") % {"user": username} + hint)
    return user


def day(moment) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%d %H:%M}"
