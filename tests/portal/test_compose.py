"""The production shape: nobody runs as root or writes outside volumes, everybody says whether they are well."""

import re
from typing import Any

import pytest
import yaml
from django.urls import resolve

from tests.architecture.tree import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
KEEPS_RUNNING = sorted(set(SERVICES) - {"prepare"})


def test_the_whole_production_shape_is_there() -> None:
    assert set(SERVICES) == {"proxy", "prepare", "web", "worker", "beat", "oss", "postgres", "redis"}
    assert SERVICES["oss"]["profiles"] == ["simulasi"]
    assert [name for name in SERVICES if name != "oss" and "profiles" in SERVICES[name]] == []


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_service_is_closed_by_default(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in service
    assert service.get("user", "unprivileged image") not in {"root", "0", "0:0"}
    assert service.get("user") or "unprivileged" in service["image"]


@pytest.mark.parametrize("name", KEEPS_RUNNING)
def test_a_service_restarts_and_says_whether_it_is_well(name: str) -> None:
    assert SERVICES[name]["restart"] == "unless-stopped"
    assert SERVICES[name]["healthcheck"]["test"][0] == "CMD"


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_what_a_service_names_exists(name: str) -> None:
    service = SERVICES[name]
    assert set(service.get("depends_on", {})) <= set(SERVICES)
    assert set(service["networks"]) <= set(COMPOSE["networks"])
    named = {volume.split(":")[0] for volume in service.get("volumes", [])}
    files = {volume for volume in named if volume.startswith("./")}
    assert named - files <= set(COMPOSE["volumes"])
    assert [path for path in files if not (ROOT / path).exists()] == []


def test_images_are_pinned_and_recent_enough() -> None:
    images = {name: service["image"] for name, service in SERVICES.items() if "build" not in service}
    tags = {name: re.search(r":(\d+)", image) for name, image in images.items()}
    assert {name: int(tag[1]) for name, tag in tags.items() if tag} == {"proxy": 1, "postgres": 15, "redis": 7}


def test_only_the_proxy_is_reached_from_outside() -> None:
    assert [name for name in SERVICES if "ports" in SERVICES[name]] == ["proxy"]
    assert COMPOSE["networks"]["within"] == {"internal": True}
    assert {name for name in SERVICES if SERVICES[name]["networks"] == ["within"]} == {"postgres", "redis"}


@pytest.mark.parametrize("name", ["proxy", "web", "worker", "beat"])
def test_health_is_asked_at_a_door_that_exists(name: str) -> None:
    paths = re.findall(r"http://[\w.]+:\d+(/\S*/)", " ".join(SERVICES[name]["healthcheck"]["test"]))
    assert [path for path in paths if path.startswith("/sehat/")] == paths != []
    for path in paths:
        resolve(path)


def test_no_secret_is_written_down() -> None:
    environment = SERVICES["web"]["environment"]
    assert {"SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "OSS_PASSWORD", "DEBUG"} & set(environment) == set()
    assert "${POSTGRES_PASSWORD" in environment["DATABASE_URL"]
    assert "POSTGRES_PASSWORD=\n" in (ROOT / "docker" / "env.example").read_text()


def test_the_image_runs_without_root_and_names_no_registry() -> None:
    text = (ROOT / "Dockerfile").read_text()
    assert re.findall(r"^USER (\w+)$", text, re.MULTILINE) == ["portal"]
    assert "--require-hashes" in text
    assert re.findall(r"\w+://", text) == []
