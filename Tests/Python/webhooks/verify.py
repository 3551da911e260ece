#!/usr/bin/env python3
"""Verifies the requests that receiver.py wrote with the reference library of Standard Webhooks.

    verify.py LOG SECRET…

Every request must verify with every secret. Prints one JSON line {"id", "type"} per request; exit 1 when one doesn't
verify or there is none.
"""

import base64
import json
import sys

from standardwebhooks.webhooks import Webhook, WebhookVerificationError


def requests(path):
    with open(path, encoding="utf-8") as log:
        return [json.loads(line) for line in log]


def verify(request, secret):
    """The parsed body of a request; raises WebhookVerificationError."""
    return Webhook(secret).verify(base64.b64decode(request["body"]), request["headers"])


def main():
    path, *secrets = sys.argv[1:]
    received = requests(path)
    if not received or not secrets:
        sys.exit("There is nothing to verify.")
    for request in received:
        for secret in secrets:
            try:
                event = verify(request, secret)
            except WebhookVerificationError as error:
                sys.exit(f"{request['headers'].get('webhook-id')}: {error}")
        print(json.dumps({"id": request["headers"]["webhook-id"], "type": event["type"]}))


if __name__ == "__main__":
    main()
