"""Every setting of Dateline, read from the environment and safe when nothing is set.

docs/reference/settings.md describes each value; tests/test_docs.py fails when one is missing there.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from config.mail import read_email_url
from config.secret import read_or_make_secret

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent

# --- Where we are ---------------------------------------------------------------------------------
PRODUCTION = env.str("DATELINE_ENV", "development") == "production"
DEBUG = env.bool("DEBUG", False)
EDITORIAL = env.bool("EDITORIAL", True)  # off: the archive alone, read-only, without desk or admin
DATELINE_HOME = env.path("DATELINE_HOME", BASE_DIR / "var").absolute()
DATELINE_HOME.mkdir(parents=True, exist_ok=True, mode=0o700)

SECRET_KEY = env.str("SECRET_KEY", "")
if not SECRET_KEY and PRODUCTION:
    raise ImproperlyConfigured("SECRET_KEY is not set: with DATELINE_ENV=production give one of 50 characters or more.")
SECRET_KEY = SECRET_KEY or read_or_make_secret(DATELINE_HOME)

SITE_NAME = env.str("SITE_NAME", "Dateline")
SITE_URL = env.str("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])

# --- What is installed ----------------------------------------------------------------------------
INSTALLED_APPS = [
    "archive",
    *(["editorial", "editorial.apps.DeskAdminConfig"] if EDITORIAL else []),
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "archive.indexing.middleware.DrainOutbox",  # last: its response leaves only when the index has followed
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Data -----------------------------------------------------------------------------------------
# A commit in WAL with synchronous=NORMAL survives the death of the process; the cache (64 MB) and the mapped
# file (256 MB) are what a reader's page is answered from.
SQLITE_OPTIONS = {
    "timeout": 20,  # seconds a writer waits for another before "database is locked"
    "transaction_mode": "IMMEDIATE",  # the write lock comes first: two that read and then write never clash
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY;"
    " PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456;",
}
DATABASE_URL = env.str("DATABASE_URL", "") or f"sqlite:///{DATELINE_HOME / 'dateline.sqlite3'}"
database: dict[str, Any] = {**dj_database_url.parse(DATABASE_URL, conn_max_age=60, conn_health_checks=True)}
if database["ENGINE"].endswith("sqlite3"):
    database["OPTIONS"] = {**database.get("OPTIONS", {}), **SQLITE_OPTIONS}
DATABASES = {"default": database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SEARCH_URL = env.str("SEARCH_URL", "") or f"tantivy://{DATELINE_HOME / 'index'}"
TAGGIT_CASE_INSENSITIVE = True
INGEST_MAX_BYTES = env.int("INGEST_MAX_BYTES", 50_000_000)  # of one POST to /ingest/<source>
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 200_000_000)  # of one upload at the desk, however many files it is
INGEST_PER_MINUTE = env.int("INGEST_PER_MINUTE", 600)  # such POSTs with one token
FETCH_PRIVATE_ADDRESSES = env.bool("FETCH_PRIVATE_ADDRESSES", False)  # whether feeds may lie inside our own network
FILE_UPLOAD_HANDLERS = [
    "config.bounded_upload.BoundedUpload",  # first: what is too large never reaches the disk
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024  # bytes of a form: the longest story, pasted, and more

# --- Files ----------------------------------------------------------------------------------------
# Outside production the static files are served from where they lie, changes included: nothing to collect.
STATIC_URL = "/static/"
STATIC_ROOT = DATELINE_HOME / "static"
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not PRODUCTION
WHITENOISE_MAX_AGE = 60 if PRODUCTION else 0  # seconds, for names without a hash; hashed names are for ever
# What the desk adds to an export of the archive: the archive does not know it.
ALSO_EXPORTED = ["editorial.models.portable.FILES"] if EDITORIAL else []
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATELINE_HOME / "files"},
    },
    "originals": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATELINE_HOME / "originals", "file_permissions_mode": 0o600},
    },
    # What was uploaded at the desk and nobody has approved yet; with several web nodes, one place for all.
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATELINE_HOME / "uploads", "file_permissions_mode": 0o600},
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_I18N = True
FORMAT_MODULE_PATH = "config.formats"
USE_TZ = True

# --- Security -------------------------------------------------------------------------------------
# Nothing from elsewhere and nothing inline: a script that slipped into a story would not run.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the machine itself, inside the proxy
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", 365 * 24 * 3600 if PRODUCTION else 0)
SILENCED_SYSTEM_CHECKS = [
    "security.W005",
    "security.W021",
]  # HSTS for other hosts is not ours to set
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_URL] if urlsplit(SITE_URL).scheme == "https" else []
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
]
LOGIN_URL = "/admin/login/"

# --- Mail and the log -----------------------------------------------------------------------------
vars().update(read_email_url(env.str("EMAIL_URL", "console:")))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("EMAIL_FROM", f"{SITE_NAME} <dateline@localhost>")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # a page that was not found is no trouble of ours
        "archive": {"level": env.str("LOG_LEVEL", "INFO")},
        "editorial": {"level": env.str("LOG_LEVEL", "INFO")},
    },
}
