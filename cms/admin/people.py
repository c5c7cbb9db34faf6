"""The administrator's (平台管理员) pages: people, their accounts, and their memberships with dates. No content in any of them."""

from django import forms
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_filters import ModelChoiceFilter
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from cms.people import Membership, Person
from cms.tree import Unit


def units_of_the_tree():
    return Unit.objects.order_by("path")


class PersonForm(WagtailAdminModelForm):
    """A person and, if they sign in, their account: a user name and an initial password."""

    username = forms.CharField(
        label=_("登录名"), required=False, max_length=150, help_text=_("只用字母、数字和 . - _；不填则此人没有账号。")
    )
    password = forms.CharField(
        label=_("初始密码"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("新建账号时必填；已有账号时填写即重置密码。至少十位，含大小写字母、数字、符号中的三类。"),
    )
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, help_text=_("等候审核、退回等消息也发到这里；不填则只在站内查看。")
    )
    enabled = forms.BooleanField(
        label=_("账号启用"), required=False, initial=True, help_text=_("取消后此人不能再登录。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units_of_the_tree()
        user = self.instance.user
        if user:
            self.fields["username"].initial = user.username
            self.fields["email"].initial = user.email
            self.fields["enabled"].initial = user.is_active

    def clean_username(self):
        username = self.cleaned_data["username"].strip()
        user = self.instance.user
        if not username:
            if user:
                raise ValidationError(_("账号建立后不能去掉；需要停用时取消“账号启用”。"))
            return ""
        User._meta.get_field("username").run_validators(username)
        if User.objects.filter(username__iexact=username).exclude(pk=user.pk if user else None).exists():
            raise ValidationError(_("登录名“%(name)s”已被使用。") % {"name": username})
        return username

    def clean(self):
        super().clean()
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if self.instance.user and self.instance.user.is_superuser and not self.for_user.is_superuser:
            email = self.cleaned_data.get("email", "")
            same = (username, email) == (self.instance.user.username, self.instance.user.email)
            if password or not same or not self.cleaned_data.get("enabled"):
                raise ValidationError(_("超级用户的账号只能由超级用户变更。"))
        if username and not self.instance.user and not password:
            self.add_error("password", _("新建账号须设初始密码。"))
        if password and not username:
            self.add_error("username", _("设了密码，须同时填写登录名。"))
        elif password:
            try:
                validate_password(password, self.instance.user or User(username=username))
            except ValidationError as refused:
                self.add_error("password", refused)
        return self.cleaned_data

    @transaction.atomic
    def save(self, commit=True):
        username, password = self.cleaned_data["username"], self.cleaned_data["password"]
        if username:
            user = self.instance.user or User()
            user.username, user.is_active = username, self.cleaned_data["enabled"]
            user.email = self.cleaned_data["email"]
            if password:
                user.set_password(password)
            user.save()
            self.instance.user = user
        return super().save(commit)


class MembershipForm(WagtailAdminModelForm):
    """A role from a day on. Once given it is not rewritten: it ends, and another one begins."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("person", "unit", "role", "since"):
                self.fields[name].disabled = True
        else:
            self.fields["unit"].queryset = units_of_the_tree()

    def clean(self):
        super().clean()
        person = self.instance.person if self.instance.pk else self.cleaned_data.get("person")
        if person and person.user_id == self.for_user.pk and not self.for_user.is_superuser:
            raise ValidationError(_("不能变更本人的任职，请由另一位平台管理员办理。"))
        return self.cleaned_data


class Described(Column):
    """A column that computes its cell."""

    def __init__(self, name, label, value):
        super().__init__(name, label=label)
        self.value = value

    def get_value(self, instance):
        return self.value(instance)


def roles_of(person) -> str:
    """The roles that a person holds today, for the list."""
    held = Membership.objects.on().filter(person=person).select_related("unit")
    return "；".join(f"{item.unit.title} {item.get_role_display()}" for item in held)


class UnitFilter(WagtailFilterSet):
    unit = ModelChoiceFilter(queryset=units_of_the_tree(), label=_("党组织"))


class PersonFilter(UnitFilter):
    class Meta:
        model = Person
        fields = ["unit"]


class MembershipFilter(UnitFilter):
    class Meta:
        model = Membership
        fields = ["unit", "role"]


class Kept:
    """Nothing is copied; that nothing is deleted, and who sees it, is `PeoplePolicy`'s."""

    copy_view_enabled = False
    add_to_reference_index = False
    inspect_view_enabled = False


class PersonViewSet(Kept, ModelViewSet):
    model = Person
    name = "cms_person"
    url_prefix = "people"
    icon = "user"
    menu_label = _("人员与账号")
    list_per_page = 50
    search_fields = ["name", "staff_number", "user__username"]
    search_backend_name = None
    filterset_class = PersonFilter
    list_display = [
        "name",
        "unit",
        "staff_number",
        Described("username", _("登录名"), lambda person: person.user.username if person.user else "—"),
        Described("roles", _("现任角色"), roles_of),
    ]
    edit_handler = ObjectList(
        [
            MultiFieldPanel(
                [FieldPanel("name"), FieldPanel("unit", widget=forms.Select), FieldPanel("staff_number")],
                heading=_("人员"),
            ),
            MultiFieldPanel(
                [
                    FieldRowPanel([FieldPanel("username"), FieldPanel("password")]),
                    FieldPanel("email"),
                    FieldPanel("enabled"),
                ],
                heading=_("账号"),
            ),
        ],
        base_form_class=PersonForm,
    )


class MembershipViewSet(Kept, ModelViewSet):
    model = Membership
    name = "cms_membership"
    url_prefix = "memberships"
    icon = "group"
    menu_label = _("任职")
    list_per_page = 50
    search_fields = ["person__name", "unit__title"]
    search_backend_name = None
    filterset_class = MembershipFilter
    list_display = [
        "person",
        Described("role", _("角色"), lambda item: item.get_role_display()),
        Described("unit", _("党组织"), lambda item: item.unit.title),
        "since",
        "until",
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("person"),
            # a list, not the page chooser: the administrator explores no pages
            FieldRowPanel([FieldPanel("unit", widget=forms.Select), FieldPanel("role")]),
            FieldRowPanel(
                [FieldPanel("since"), FieldPanel("until", help_text=_("任职结束的那一天；不填则持续有效。"))]
            ),
        ],
        base_form_class=MembershipForm,
    )


class PeopleViewSets(ModelViewSetGroup):
    menu_label = _("人员")
    menu_icon = "group"
    menu_order = 300
    items = (PersonViewSet, MembershipViewSet)
