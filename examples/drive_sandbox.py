#!/usr/bin/env python3
"""Drives a running `npm run dev` over HTTP, with Python's standard library only.

    python3 examples/drive_sandbox.py [--billing URL] [--sandbox URL]

Each case uses the billing service as the console and an operator do, and the sandbox's control API
as the payer, PayPal and the clock. It prints what it sees; the exit code is 1 if a case ends otherwise
than it must.
"""

import argparse
import json
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

TIMEOUT_SECONDS = 60


class Unexpected(Exception):
    """A case has another result than it must have."""


def call(method, url, body=None, token=None):
    """Sends JSON; returns the status and the parsed response."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data=data, method=method)
    request.add_header("content-type", "application/json")
    if token:
        request.add_header("authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request, timeout=30) as response:
            return response.status, json.load(response)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


class Sandbox:
    """The control API."""

    def __init__(self, url):
        self.base = f"{url.rstrip('/')}/_sandbox"

    def get(self, path):
        return self._checked("GET", path, None)

    def post(self, path, **fields):
        return self._checked("POST", path, fields)

    def token(self, subject):
        return self.post("/issuer/token", subject=subject)["access_token"]

    def _checked(self, method, path, body):
        status, answer = call(method, self.base + path, body)
        if status != 200:
            raise Unexpected(f"{method} {path}: {status} {answer}")
        return answer


class Purchase:
    """One order of a new customer."""

    def __init__(self, billing, sandbox):
        self.billing, self.sandbox = billing, sandbox
        self.user_id = str(uuid.uuid4())
        details = {
            "user_id": self.user_id,
            "cluster_name": f"script-{self.user_id[:8]}",
            "images_storage": 10,
            "has_monitoring": False,
            "has_alerting": False,
        }
        order = {"order_details": details, "currency": "EUR"}
        status, answer = call("POST", f"{billing}/order/create", order, self.token())
        if status != 200:
            raise Unexpected(f"order/create: {status} {answer}")
        self.id = answer["order_id"]
        say(f"ordered {details['cluster_name']}, PayPal's order is {self.id}")

    def token(self):
        """A new one each time: a token expires within minutes, and the clock may move."""
        return self.sandbox.token(self.user_id)

    def pay(self, path="approve", **outcome):
        """Acts as the payer at PayPal."""
        self.sandbox.post(f"/paypal/orders/{self.id}/{path}", **outcome)

    def return_to_console(self):
        """Has the service verify the approval; returns the error's code, or None."""
        status, answer = call(
            "POST", f"{self.billing}/order/approve", {"order_id": self.id}, self.token()
        )
        return None if status == 200 else answer["code"]

    def state(self):
        _, answer = call("GET", f"{self.billing}/orders", token=self.token())
        return answer["orders"][0]["state"]

    def as_operator(self):
        query = urllib.parse.urlencode({"input": json.dumps({"order_id": self.id})})
        url = f"{self.billing}/trpc/operator.order?{query}"
        _, answer = call("GET", url, token=self.sandbox.token("operator"))
        return answer["result"]["data"]

    def at_paypal(self):
        return self.sandbox.get(f"/paypal/orders/{self.id}")

    def clusters(self):
        return len(self.sandbox.get(f"/web-order/rows?paypal_id={self.id}")["rows"])

    def reach(self, state):
        until(state, self.state)
        say(f"the order is {state}; clusters at web-order: {self.clusters()}")


def until(expected, read):
    """Reads until the value is the expected one."""
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while True:
        seen = read()
        if seen == expected:
            return
        if time.monotonic() > deadline:
            raise Unexpected(f"expected {expected}, saw {seen}")
        time.sleep(0.3)


def say(text):
    print(f"  {text}", flush=True)


def purchase(order, _sandbox):
    order.pay()
    order.return_to_console()
    order.reach("provisioned")


def decline_then_pay(order, _sandbox):
    order.pay("decline")
    until("payment_declined", order.return_to_console)
    say("the customer reads payment_declined")
    order.pay()
    order.return_to_console()
    order.reach("provisioned")


def lost_webhook(order, sandbox):
    sandbox.post("/webhooks/pause")
    try:
        order.pay()
    finally:
        sandbox.post("/webhooks/resume", discard=True)
    say(f"the webhook of the approval is lost; the order is {order.state()}")
    order.return_to_console()
    order.reach("provisioned")


def pending_then_denied(order, _sandbox):
    order.pay(capture="PENDING")
    order.return_to_console()
    order.reach("capture_pending")
    order.pay("settle", status="DENIED")
    order.reach("capture_failed")


def dispute_reopened(order, sandbox):
    purchase(order, sandbox)
    dispute = sandbox.post("/paypal/disputes/open", order_id=order.id)["id"]
    path = f"/paypal/disputes/{dispute}"
    disputed = lambda: order.as_operator()["disputed"]
    until(True, disputed)
    sandbox.post(f"{path}/resolve", outcome="RESOLVED_SELLER_FAVOUR")
    until(False, disputed)
    sandbox.post(f"{path}/reopen")
    until(True, disputed)
    say("opened, resolved and reopened; the operator sees an open dispute")


def three_hours_later(order, sandbox):
    now = sandbox.post("/clock/advance", hours=3, minutes=2)["now"]
    say(f"the clock shows {now}; PayPal's order is {order.at_paypal()['status']}")

    def two_minutes_later():
        sandbox.post("/clock/advance", minutes=2)
        return order.state()

    # "Not found" at PayPal is final after several reads within two minutes.
    until("expired", two_minutes_later)
    say(f"the order is expired; clusters at web-order: {order.clusters()}")


CASES = [
    purchase,
    decline_then_pay,
    lost_webhook,
    pending_then_denied,
    dispute_reopened,
    three_hours_later,
]


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--billing", default="http://127.0.0.1:8030")
    options.add_argument("--sandbox", default="http://127.0.0.1:8044")
    urls = options.parse_args()
    sandbox = Sandbox(urls.sandbox)
    failed = False
    for case in CASES:
        print(case.__name__.replace("_", " "), flush=True)
        try:
            case(Purchase(urls.billing.rstrip("/"), sandbox), sandbox)
        except Unexpected as problem:
            failed = True
            say(f"FAILED: {problem}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
