"""``python -m oss_bridge.mock``: make the folder and its secret, bring the tables up to date, serve.

The web server is imported after the settings are known, hence the imports inside functions.
"""

import argparse
import os
import secrets
import sys
from pathlib import Path

WORDS = {
    "user_key": "OSS_USER_KEY",
    "username": "OSS_USERNAME",
    "password": "OSS_PASSWORD",
    "portal": "MOCK_OSS_PORTAL",
    "public_url": "MOCK_OSS_PUBLIC_URL",
    "data": "MOCK_OSS_DATA",
}


def arguments() -> argparse.Namespace:
    """From the command line, else from the environment, else the demo's own."""
    env = os.environ.get
    parser = argparse.ArgumentParser(prog="oss_bridge.mock", description="OSS tiruan (SIMULASI)")
    parser.add_argument("--host", default=env("MOCK_OSS_HOST", "127.0.0.1"))
    parser.add_argument("--port", type=int, default=int(env("MOCK_OSS_PORT", "8100")))
    parser.add_argument("--data", default=env("MOCK_OSS_DATA", "var/oss-tiruan"), help="folder tabel dan rahasia")
    parser.add_argument("--portal", default=env("MOCK_OSS_PORTAL", env("SITE_URL", "http://127.0.0.1:8000")))
    parser.add_argument(
        "--public-url", default=env("MOCK_OSS_PUBLIC_URL", ""), help="alamat berkas, bila bukan host:port"
    )
    parser.add_argument("--user-key", default=env("OSS_USER_KEY", ""))
    parser.add_argument("--username", default=env("OSS_USERNAME", ""))
    parser.add_argument("--password", default=env("OSS_PASSWORD", ""))
    return parser.parse_args()


def secret_of(folder: Path) -> str:
    """The mock's own signing key for its forms; made once, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "secret"
    if not kept.exists():
        handle = os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
    return kept.read_text(encoding="ascii")


def main() -> None:
    """Serve until stopped."""
    said = arguments()
    said.public_url = said.public_url or f"http://{said.host}:{said.port}"
    said.portal = said.portal.rstrip("/")
    os.environ.update({variable: str(getattr(said, name)) for name, variable in WORDS.items()})
    os.environ["MOCK_OSS_SECRET"] = secret_of(Path(said.data))
    os.environ["DJANGO_SETTINGS_MODULE"] = "oss_bridge.mock.settings"
    if not (said.user_key and said.username and said.password):
        sys.exit("OSS tiruan perlu OSS_USER_KEY, OSS_USERNAME, dan OSS_PASSWORD (atau --user-key dan kawan-kawannya).")
    serve(f"{said.host}:{said.port}")


def serve(bind: str) -> None:
    """Tables first, then the server."""
    import django  # noqa: PLC0415 - settings are known only now
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    connections.close_all()
    from oss_bridge.mock.server import MockServer  # noqa: PLC0415 - reads the models

    MockServer(bind).run()


if __name__ == "__main__":
    main()
