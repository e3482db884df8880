"""Gunicorn's settings (read as ``python:portal.launch.web``): threads, because pages wait for the database."""

import os

worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_tmp_dir = "/dev/shm"  # noqa: S108 - memory for the heartbeat; a slow disk must not look like a dead worker
timeout = 60
graceful_timeout = 15
keepalive = 5
limit_request_line = 4094
limit_request_field_size = 8190
forwarded_allow_ips = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")
loglevel = "warning"
control_socket_disable = True
