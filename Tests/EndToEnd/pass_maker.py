"""Passes as a person gets them from a running desk, made in Python alone."""

import hashlib
import http.client
import json
import math
import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from http_requests import request
from pass_protocol import b64url, base32, encode, from_b64url


class PassKey:
    """A wave's public key, read from key.der."""

    def __init__(self, der):
        self.der = der
        self.id = hashlib.sha256(der).digest()
        self.public = serialization.load_der_public_key(der)
        numbers = self.public.public_numbers()
        self.n, self.e = numbers.n, numbers.e
        assert self.n.bit_length() == 2048 and self.e == 65537

    @classmethod
    def fetch(cls, port, wave="w1"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        connection.request("GET", f"/w/{wave}/key.der")
        response = connection.getresponse()
        assert response.status == 200
        return cls(response.read())

    @property
    def fingerprint(self):
        return base32(self.id)[:26]


class PassRequest:
    """A random number, blinded for the desk."""

    def __init__(self, key):
        self.key, self.nonce = key, secrets.token_bytes(32)
        self.message = b"survey-pass/v1" + key.id + self.nonce
        encoded = int.from_bytes(encode(self.message, secrets.token_bytes(48), key.n.bit_length() - 1), "big")
        self.r = secrets.randbelow(key.n - 1) + 1
        assert math.gcd(self.r, key.n) == 1
        self.blinded = (encoded * pow(self.r, key.e, key.n) % key.n).to_bytes(256, "big")

    def finish(self, signature):
        """The pass as answers carry it; the signature must verify."""
        signed = int.from_bytes(signature, "big") * pow(self.r, -1, self.key.n) % self.key.n
        signed = signed.to_bytes(256, "big")
        self.key.public.verify(
            signed, self.message, padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48), hashes.SHA384()
        )
        return {"n": b64url(self.nonce), "s": b64url(signed)}


def post_json(port, path, body):
    body = body if isinstance(body, bytes) else json.dumps(body).encode()
    return request(port, "POST", path, body, {"Content-Type": "application/json"})


def ask(port, invitation, blinded, key, wave="w1"):
    """Asks the desk for a signature."""
    return post_json(
        port, f"/w/{wave}/pass", {"invitation": invitation, "blinded": b64url(blinded), "key": b64url(key.id)}
    )


def get_pass(port, invitation, key, wave="w1"):
    asked = PassRequest(key)
    reply = ask(port, invitation, asked.blinded, key, wave)
    assert reply.status == 200, reply.text
    return asked.finish(from_b64url(reply.json["signature"]))


def is_valid(key, made):
    message = b"survey-pass/v1" + key.id + from_b64url(made["n"])
    try:
        key.public.verify(
            from_b64url(made["s"]), message, padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48), hashes.SHA384()
        )
    except InvalidSignature:
        return False
    return True
