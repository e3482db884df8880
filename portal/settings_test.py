"""Settings of the test suite: fixed keys, plain static files, temporary folders."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "k" * 50)
os.environ.setdefault("FIELD_KEYS", "t1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=")
os.environ.setdefault("INDEX_KEY", "dGVzdHMtb25seS1pbmRleC1rZXktMDEyMzQ1Njc4OTA=")
os.environ.setdefault("OSS_USERNAME", "ossuser")
os.environ.setdefault("OSS_PASSWORD", "osspass")
os.environ.setdefault("OSS_USER_KEY", "tests-user-key")

# Each process of the suite has a folder and Redis databases of its own; its children share them.
PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")
PREFIX = f"satupintu-test-{PROCESS}-"
if "VAR_DIR" not in os.environ or (PROCESS and PREFIX not in os.environ["VAR_DIR"]):
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix=PREFIX)
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
if PROCESS and os.environ.get("REDIS_URL"):
    for name, number in (("REDIS_URL", 2), ("BROKER_URL", 3)):
        server = os.environ[name].rpartition("/")[0]
        os.environ[name] = f"{server}/{number + 2 * int(PROCESS.removeprefix('gw'))}"

from portal.settings import *  # noqa: E402, F403 - the environment above comes first

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
ALLOWED_HOSTS = ["*"]
if not REDIS_URL:  # noqa: F405
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in `make run`: writers in several threads meet the same locks.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}  # noqa: F405
LOGGING = logs.configuration(strict=True, level="WARNING")  # noqa: F405 - a personal number in a log fails the test
DOORBELL = False  # tests of the bell switch it on
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise warns about a missing folder
