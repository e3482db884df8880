"""The real nginx on loopback, with the settings of the production shape filled in as its image does it."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from string import Template

import urllib3

from tests.architecture.tree import ROOT
from tests.clusters import free_port

HOST = "perizinan.example"
FRAME = """
daemon off; pid $folder/pid; error_log $folder/error.log; user root;
events {}
http {
  access_log off; client_body_temp_path $folder/body; proxy_temp_path $folder/proxy;
  fastcgi_temp_path $folder/f; uwsgi_temp_path $folder/u; scgi_temp_path $folder/s;
  types { text/css css; text/html html; text/javascript js; }
  $portal
}
"""


@contextmanager
def proxying(folder: Path, backend: str, assets: Path) -> Iterator[str]:
    """nginx in front of ``backend`` (host:port); ``assets`` holds static/ and files/. Gives its address."""
    port, nginx = free_port(), shutil.which("nginx") or "/usr/sbin/nginx"
    portal = Template((ROOT / "docker/nginx/portal.conf.template").read_text()).safe_substitute(
        LISTEN_PORT=f"127.0.0.1:{port}", WEB_ADDRESS=backend, PUBLIC_SCHEME="https", PUBLIC_HOST=HOST,
        TRUSTED_PROXY="10.9.9.9", ASSETS_ROOT=assets, PAGES_DIR=ROOT / "docker/nginx/pages",
    )  # fmt: skip
    settings, url = folder / "nginx.conf", f"http://127.0.0.1:{port}"
    settings.write_text(Template(FRAME).safe_substitute(folder=folder, portal=portal))
    with subprocess.Popen([nginx, "-p", str(folder), "-c", str(settings)]) as process:
        try:
            urllib3.request("GET", f"{url}/metrik", retries=urllib3.Retry(30, backoff_factor=0.05))
            yield url
        finally:
            process.terminate()
            process.wait(10)
