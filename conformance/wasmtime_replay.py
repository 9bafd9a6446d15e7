"""Asks the same components the same under Wasmtime, and prints every answer that differs.

usage: python wasmtime_replay.py <file that run.js wrote>
"""

import hashlib
import json
import re
import sys
import time
from pathlib import Path

from wasmtime import Engine

from wasmtime_component import Subject
from wasmtime_values import restore

ROOT = Path(__file__).resolve().parent.parent
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def differences(expected, actual, path="answer"):
    """Every place where the values differ, as (path, expected, actual)."""
    if type(expected) is type(actual) is dict:
        for key in {**expected, **actual}:
            yield from differences(expected.get(key), actual.get(key), f"{path}.{key}")
    elif type(expected) is type(actual) is list and len(expected) == len(actual):
        for index, pair in enumerate(zip(expected, actual)):
            yield from differences(*pair, f"{path}[{index}]")
    elif type(expected) is not type(actual) or expected != actual:
        yield path, expected, actual


class Comparison:
    """Compares answers as closely as their cases ask for."""

    def __init__(self):
        self.ids = set()

    def differences(self, case, answer, dropped):
        if answer["tag"] == "unexpected" or case["replay"] == "exact":
            expected = self.without_random_ids(case["answer"], "jco")
            yield from differences(expected, self.without_random_ids(answer, "Wasmtime"))
            yield from differences(case["dropped"], dropped, "dropped")
        elif case["replay"] == "kind":
            yield from differences(kind(case["answer"]), kind(answer))

    def without_random_ids(self, answer, host):
        """The answer with a mark in place of each UUID as id; it must not have been seen before."""
        if answer["tag"] == "ok" and isinstance(answer.get("val"), list):
            for event in answer["val"][0]:
                if UUID.fullmatch(event["id"]):
                    fresh = event["id"] not in self.ids
                    self.ids.add(event["id"])
                    event["id"] = "a new UUID" if fresh else f"{event['id']} again under {host}"
        return answer


def kind(answer):
    return {"tag": answer["tag"], "kind": answer["val"]["tag"] if answer["tag"] == "err" else None}


def shown(value):
    text = repr(value)
    return text if len(text) <= 400 else f"{text[:200]} … {text[-200:]}"


def replay(engine, component, comparison):
    """Prints what differs of one component; gives how many calls did."""
    path = ROOT / component["path"]
    if hashlib.sha256(path.read_bytes()).hexdigest() != component["sha256"]:
        sys.exit(f"{component['path']} has changed since it was recorded; run run.js again")
    name = f"{component['engine']}, {path.stem.rsplit('-', 1)[0]}"
    start = time.monotonic()
    subject = Subject(engine, path, component["sha256"], component["export"])
    differing = 0
    for case in component["cases"]:
        if case["fresh"]:
            subject.renew()
        answer = subject.ask(case["args"], case["calls"])
        found = list(comparison.differences(case, answer, subject.dropped))
        for field, jco, wasmtime in found:
            print(f"{name}, {case['label']}: {field}")
            print(f"  jco:      {shown(jco)}\n  wasmtime: {shown(wasmtime)}")
        differing += bool(found)
    seconds = time.monotonic() - start
    print(f"{name}: {len(component['cases'])} calls in {seconds:.1f} s, {differing} differ", flush=True)
    return differing


def main(file):
    engine = Engine()
    comparison = Comparison()
    asked = differing = 0
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            component = json.loads(line, object_hook=restore)
            differing += replay(engine, component, comparison)
            asked += len(component["cases"])
    print(f"{asked} calls under jco and Wasmtime: {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
