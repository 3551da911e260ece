"""/openapi.json held against the server: made-up requests, good and bad, get no server error and nothing that isn't described."""

import base64
import hashlib
import random
import secrets
from datetime import date, timedelta

import hypothesis
import pytest
import requests
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure
from schemathesis.specs.openapi.checks import (
    content_type_conformance, response_headers_conformance, response_schema_conformance, status_code_conformance)

from engine import Server
from pass_wave import letters, pass_workspace, open_pass
from small_wave import GOOD, open_arguments

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]
"""How often each route is tried; the whole run stays well under a minute."""
EXAMPLES = 25


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A server with waves of every mode and state."""
    folder = tmp_path_factory.mktemp("openapi")
    workspace = pass_workspace(folder)
    survey = folder / "small.yaml"
    open_pass(workspace, folder, people=40, name="passes")
    invitations = list(letters(workspace, folder / "letters", "passes").values())
    workspace.cli(*open_arguments(survey, folder, name="codes"))
    workspace.cli(*open_arguments(survey, folder, name="free", mode="open"))
    workspace.cli(*open_arguments(survey, folder, name="closed", mode="open"))
    later = ["--opens", (date.today() + timedelta(days=2)).isoformat(), "--closes", (date.today() + timedelta(days=9)).isoformat()]
    workspace.cli(*open_arguments(survey, folder, name="later", mode="open", dates=later))
    codes = workspace.codes(200, "codes")
    with Server(workspace) as server:
        for number in range(6):
            nonce = base64.urlsafe_b64encode(bytes([number]) * 16).decode().rstrip("=")
            reply = requests.post(f"{server.url}/w/closed/answers", json={"nonce": nonce, "answers": GOOD})
            assert reply.status_code == 200
        workspace.cli("wave", "close", "closed")
        workspace.cli("wave", "unseal", "closed", "--key", str(folder / "closed.key"))
        yield {"url": server.url, "codes": codes, "invitations": invitations, "seen": {}}


WAVES = ["passes", "codes", "free", "closed", "later", "unknown"]


def lively(case, served, chance):
    """Replaces parts of a made-up request by what exists, so that more than refusals is met."""
    if "wave" in (case.path_parameters or {}):
        case.path_parameters["wave"] = chance.choice(WAVES)
    if "lang" in (case.path_parameters or {}) and chance.random() < 0.8:
        case.path_parameters["lang"] = "en"
    body = case.body
    if isinstance(body, dict) and chance.random() < 0.6:
        wave = (case.path_parameters or {}).get("wave")
        nonce = base64.urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        right = {"codes": {"code": chance.choice(served["codes"])}}.get(wave, {"nonce": nonce})
        if case.path.endswith("/answers"):
            for name in ("code", "pass", "nonce"):
                body.pop(name, None)
            body.update(right)
            if case.path.startswith("/w/") and chance.random() < 0.5:
                body["answers"] = {name: GOOD[name] for name in GOOD if name == "a" or chance.random() < 0.7}
            elif not case.path.startswith("/w/"):
                body["do"] = chance.choice(["next", "back", "check", "send", "skip", "page-1", "show-2"])
                body["page"] = chance.choice(["0", "1", "2", "99", "x"])
                if chance.random() < 0.7:
                    body["a"] = "3"
        elif case.path.endswith(("/pass", "/issued")):
            body["invitation"] = chance.choice(served["invitations"])
            if case.path == "/w/{wave}/pass":
                case.path_parameters["wave"] = "passes"
                key = requests.get(f"{served['url']}/w/passes/key.der").content
                body["key"] = base64.urlsafe_b64encode(hashlib.sha256(key).digest()).decode().rstrip("=")
                body["blinded"] = base64.urlsafe_b64encode(b"\0" + secrets.token_bytes(255)).decode().rstrip("=")
    return case


def test_every_reply_is_described(served):
    schema = schemathesis.openapi.from_url(served["url"] + "/openapi.json")
    failures = []
    for operation in (result.ok() for result in schema.get_all_operations()):
        for mode in schemathesis.GenerationMode:
            try:
                try_out(operation.as_strategy(generation_mode=mode), served)
            except hypothesis.errors.Unsatisfiable:
                pass  # a route without parameters can't be asked wrongly
            except BaseExceptionGroup as group:
                failures += group.exceptions
            except Failure as failure:
                failures.append(failure)
    assert not failures, "\n\n".join(str(failure)[:600] for failure in failures)


def try_out(strategy, served):
    @hypothesis.given(case=strategy)
    @hypothesis.settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None,
        suppress_health_check=list(hypothesis.HealthCheck), phases=[hypothesis.Phase.generate])
    def sends(case):
        case = lively(case, served, random.Random(repr((case.path, case.path_parameters, str(case.body)))))
        response = case.call()
        served["seen"].setdefault(f"{case.method} {case.path}", set()).add(response.status_code)
        case.validate_response(response, checks=CHECKS)

    sends()


def test_the_run_met_more_than_refusals(served):
    seen = served["seen"]
    assert {200, 400, 404, 409, 410, 422} <= seen["POST /w/{wave}/answers"]
    assert {200, 404, 409, 410, 422} <= seen["POST /{lang}/w/{wave}/answers"]
    assert {200, 404} <= seen["GET /w/{wave}/counted.txt"]
    assert {200, 400, 404} <= seen["POST /w/{wave}/issued"]
    assert {200, 400} <= seen["POST /w/{wave}/pass"]
    assert {200, 303, 404} <= seen["GET /{lang}/w/{wave}"] | seen["GET /{lang}"]
    document = requests.get(served["url"] + "/openapi.json").json()
    described = {f"{method.upper()} {path}" for path, operations in document["paths"].items() for method in operations}
    assert set(seen) == described - {"GET /openapi.json"}, "the description itself isn't asked for"


def test_too_large_bodies_and_other_sites_are_described(served):
    document = requests.get(served["url"] + "/openapi.json").json()
    for path, wave in (("/w/{wave}/answers", "free"), ("/w/{wave}/pass", "passes"), ("/{lang}/w/{wave}/answers", "free")):
        described = document["paths"][path]["post"]["responses"]
        address = served["url"] + path.format(wave=wave, lang="en")
        kind = {"Content-Type": "application/x-www-form-urlencoded" if "{lang}" in path else "application/json"}
        large = requests.post(address, data=b"a=" + b"x" * (300 * 1024), headers=kind)
        assert large.status_code == 413 and "413" in described
        other = requests.post(address, data=b"{}", headers={**kind, "Sec-Fetch-Site": "cross-site"})
        assert other.status_code == 403 and "403" in described
