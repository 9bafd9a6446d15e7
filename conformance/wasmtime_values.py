"""Values: JSON as run.js writes it (camelCase, absent options left out) <-> the binding's classes."""

import base64
import re

from wasmtime.component import (
    ListType,
    OptionType,
    OwnType,
    Record,
    RecordType,
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


def restore(members):
    """Undoes exactJson.js."""
    if members.keys() == {"integer"}:
        return int(members["integer"])
    if members.keys() == {"base64"}:
        return base64.b64decode(members["base64"])
    return members


def camel(kebab):
    return re.sub("-(.)", lambda match: match[1].upper(), kebab)


def to_wasm(ty, value, own=None):
    """`own` makes a handle of what the record calls `{"handle": number}`."""
    if isinstance(ty, RecordType):
        record = Record()
        for name, field in ty.fields:
            setattr(record, name, to_wasm(field, value.get(camel(name)), own))
        return record
    if isinstance(ty, ListType):
        if isinstance(ty.element, U8):
            return value
        return [to_wasm(ty.element, element, own) for element in value]
    if isinstance(ty, TupleType):
        return tuple(to_wasm(element, part, own) for element, part in zip(ty.elements, value))
    if isinstance(ty, OptionType):
        return Variant("none") if value is None else Variant("some", to_wasm(ty.payload, value, own))
    if isinstance(ty, ResultType):
        payload = {"ok": ty.ok, "err": ty.err}[value["tag"]]
        return Variant(value["tag"], to_wasm(payload, value.get("val"), own))
    if isinstance(ty, VariantType):
        payload = dict(ty.cases)[value["tag"]]
        return Variant(value["tag"], payload and to_wasm(payload, value.get("val"), own))
    if isinstance(ty, OwnType):
        return own(value["handle"])
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
