"""Asks the same components the same under Wasmtime, and prints every answer that differs.

usage: python wasmtime_replay.py <file that record.js wrote>
"""

import base64
import hashlib
import json
import re
import secrets
import sys
from pathlib import Path

from wasmtime import Engine, Store, WasmtimeError
from wasmtime.component import (
    BorrowType,
    Component,
    Linker,
    ListType,
    OptionType,
    Record,
    RecordType,
    ResourceHost,
    ResourceType,
    ResultType,
    TupleType,
    U8,
    Variant,
    VariantType,
)
from wasmtime.component._types import VariantLikeType

# The binding leaves tags out where Python's types tell the cases apart, and errs for
# `result<option<T>, string>`, whose error it takes for the option. With tags always, nothing is guessed.
VariantLikeType._tagged = lambda self: True

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(__file__).resolve().parent / ".venv" / "compiled"
MEMORY_LIMIT = 100_000_000  # as on the platform
DATABASE = "evidentsource:decider/state-change-types@0.1.0"
RANDOM = "wasi:random/random@"
DATABASE_TYPE = 1  # any number that tells the host's resource types apart
METHOD = "[method]database."
UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


class UnexpectedCall(Exception):
    """The component asked the database something else than under jco."""


# Values: JSON as record.js writes it (camelCase, absent options left out) <-> the binding's classes.


def restore(members):
    """Undoes exactJson.js."""
    if members.keys() == {"integer"}:
        return int(members["integer"])
    if members.keys() == {"base64"}:
        return base64.b64decode(members["base64"])
    return members


def camel(kebab):
    return re.sub("-(.)", lambda match: match[1].upper(), kebab)


def to_wasm(ty, value):
    if isinstance(ty, RecordType):
        record = Record()
        for name, field in ty.fields:
            setattr(record, name, to_wasm(field, value.get(camel(name))))
        return record
    if isinstance(ty, ListType):
        if isinstance(ty.element, U8):
            return value
        return [to_wasm(ty.element, element) for element in value]
    if isinstance(ty, TupleType):
        return tuple(map(to_wasm, ty.elements, value))
    if isinstance(ty, OptionType):
        return Variant("none") if value is None else Variant("some", to_wasm(ty.payload, value))
    if isinstance(ty, ResultType):
        payload = {"ok": ty.ok, "err": ty.err}[value["tag"]]
        return Variant(value["tag"], to_wasm(payload, value.get("val")))
    if isinstance(ty, VariantType):
        payload = dict(ty.cases)[value["tag"]]
        return Variant(value["tag"], payload and to_wasm(payload, value.get("val")))
    return value


def from_wasm(value):
    if isinstance(value, Record):
        members = {camel(name): from_wasm(member) for name, member in vars(value).items()}
        return {name: member for name, member in members.items() if member is not None}
    if isinstance(value, (list, tuple)):
        return [from_wasm(element) for element in value]
    if isinstance(value, Variant):
        payload = from_wasm(value.payload)
        if value.tag in ("none", "some"):
            return payload
        return {"tag": value.tag} if payload is None else {"tag": value.tag, "val": payload}
    return value


# Differences.


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


def without_random_ids(answer, host, seen):
    """The answer with a mark in place of each new event's id; it must be a UUID not seen before."""
    if answer["tag"] == "ok" and isinstance(answer.get("val"), list):
        for event in answer["val"][0]:
            fresh = UUID.fullmatch(event["id"]) and event["id"] not in seen
            seen.add(event["id"])
            event["id"] = "a new UUID" if fresh else f"{event['id']}, no new UUID under {host}"
    return answer


# Components.


def compiled(engine, path, sha256):
    """Compiling takes seconds, so what comes out of it is kept until the component changes."""
    kept = CACHE / f"{path.stem}-{sha256[:16]}.cwasm"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        for outdated in CACHE.glob(f"{path.stem}-*.cwasm"):
            outdated.unlink()
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(Component.from_file(engine, path).serialize())
        unfinished.rename(kept)
    return Component.deserialize_file(engine, str(kept))


class Replay:
    """A component whose database answers from the record."""

    def __init__(self, engine, path, sha256, export):
        self.engine = engine
        self.export = export
        self.component = compiled(engine, path, sha256)
        self.linker = Linker(engine)
        self.link()
        self.calls = iter(())
        self.store = None

    def link(self):
        """Defines what the component imports, as far as the platform has it; more does not load."""
        with self.linker.root() as root:
            for name, extern in self.component.type.imports(self.engine).items():
                if name == DATABASE:
                    with root.add_instance(name) as instance:
                        self.define_database(instance, extern.ty.exports(self.engine))
                elif name.startswith(RANDOM):
                    with root.add_instance(name) as instance:
                        instance.add_func("get-random-bytes", lambda _, n: secrets.token_bytes(n))
                        instance.add_func("get-random-u64", lambda _: secrets.randbits(64))

    def define_database(self, instance, items):
        for name, extern in items.items():
            if name == "database":
                instance.add_resource(name, ResourceType.host(DATABASE_TYPE), lambda *_: None)
            elif name.startswith(METHOD):
                instance.add_func(name, self.method(name[len(METHOD) :], extern.ty.result))

    def method(self, name, result):
        def answer(store, database, *args):
            database.drop(store)
            asked = {"function": name, "args": from_wasm(args)}
            call = next(self.calls, None)
            recorded = call and {"function": call["function"], "args": call["args"]}
            for path, expected, actual in differences(recorded, asked, "call"):
                raise UnexpectedCall(f"{path}: {actual!r} instead of {expected!r}")
            return to_wasm(result, call["answer"])

        return answer

    def instantiate(self):
        self.store = Store(self.engine)
        self.store.set_limits(memory_size=MEMORY_LIMIT)
        instance = self.linker.instantiate(self.store, self.component)
        self.function = instance.get_func(self.store, self.export)
        self.params = [ty for _, ty in self.function.type(self.store).params]

    def ask(self, args, calls):
        """The component's answer as record.js writes it; a trapped instance is replaced."""
        if self.store is None:
            self.instantiate()
        self.calls = iter(calls)
        given = iter(args)
        try:
            answer = from_wasm(self.function(self.store, *[self.argument(ty, given) for ty in self.params]))
        except WasmtimeError:
            self.store = None
            return {"tag": "trap"}
        except UnexpectedCall as unexpected:
            self.store = None
            return {"tag": "unexpected", "val": str(unexpected)}
        left = [call["function"] for call in self.calls]
        if left:
            return {"tag": "unexpected", "val": f"never called: {', '.join(left)}"}
        if self.export == "decide":
            return answer
        return {"tag": "ok"} if answer is None else {"tag": "ok", "val": answer}

    def argument(self, ty, given):
        if isinstance(ty, BorrowType):
            return ResourceHost.borrow(1, DATABASE_TYPE)
        return to_wasm(ty, next(given))


def shown(value):
    text = repr(value)
    return text if len(text) <= 400 else f"{text[:200]} … {text[-200:]}"


def main(file):
    recorded = json.loads(Path(file).read_text("utf-8"), object_hook=restore)
    engine = Engine()
    ids = set()
    asked = differing = 0
    for component in recorded["components"]:
        path = ROOT / component["path"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != component["sha256"]:
            sys.exit(f"{component['path']} has changed since it was recorded; run record.js again")
        replay = Replay(engine, path, component["sha256"], component["export"])
        before = differing
        for case in component["cases"]:
            answer = replay.ask(case["args"], case["calls"])
            expected = without_random_ids(case["answer"], "jco", ids)
            actual = without_random_ids(answer, "Wasmtime", ids)
            found = list(differences(expected, actual))
            for field, jco, wasmtime in found:
                print(f"{path.stem}, {case['label']}: {field}")
                print(f"  jco:      {shown(jco)}\n  wasmtime: {shown(wasmtime)}")
            differing += bool(found)
        asked += len(component["cases"])
        print(f"replayed {len(component['cases'])} calls of {component['path']}: {differing - before} differ")
    count = len(recorded["components"])
    print(f"{asked} calls of {count} components under jco and Wasmtime: {differing} differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
