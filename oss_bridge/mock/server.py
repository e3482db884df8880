"""The mock's web server: gunicorn with one process and a few threads, and the pusher's thread beside them."""

from typing import Any

from django.core.wsgi import get_wsgi_application
from gunicorn.app.base import BaseApplication

from oss_bridge.mock import pusher

THREADS = 8


class MockServer(BaseApplication):
    """One worker: the pusher must run once. ``user_key`` has an underscore, which gunicorn drops by default."""

    def __init__(self, bind: str) -> None:
        self.bind = bind
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": self.bind,
            "workers": 1,
            "worker_class": "gthread",
            "threads": THREADS,
            "timeout": 90,
            "graceful_timeout": 5,
            "header_map": "dangerous",
            "loglevel": "warning",
            "proc_name": "oss-tiruan",
            "post_worker_init": lambda worker: pusher.start(),
        }
        for name, value in settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return get_wsgi_application()
