"""Settings of the test suite: fixed keys, plain static files, temporary folders."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "k" * 50)
os.environ.setdefault("FIELD_KEYS", "t1:" + "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=")
os.environ.setdefault("INDEX_KEY", "dGVzdHMtb25seS1pbmRleC1rZXktMDEyMzQ1Njc4OTA=")
os.environ.setdefault("VAR_DIR", tempfile.mkdtemp(prefix="satupintu-test-"))
os.environ.setdefault("OSS_USERNAME", "ossuser")
os.environ.setdefault("OSS_PASSWORD", "osspass")
os.environ.setdefault("OSS_USER_KEY", "tests-user-key")

from portal.settings import *  # noqa: E402, F403 - the environment above comes first

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
ALLOWED_HOSTS = ["*"]
if not REDIS_URL:  # noqa: F405
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DOORBELL = False  # tests of the bell switch it on
