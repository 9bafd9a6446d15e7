"""Times components in Wasmtime as plan.json says, and prints what came out as JSON.

usage: python wasmtime.py <plan.json>

The arguments are converted for Wasmtime's C interface beforehand, and every call copies them into the
component's memory; only the call itself is timed. What a decision asks its database is answered with a
copy of what was converted once.
"""

import hashlib
import json
import statistics
import sys
from ctypes import CFUNCTYPE, byref, c_void_p, create_string_buffer, pointer
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[0] = str(ROOT / "conformance")  # instead of this folder, where `wasmtime` is this file

from wasmtime import Engine, Store, WasiConfig, _ffi as ffi  # noqa: E402
from wasmtime.component import BorrowType, Component, Linker, ResourceHost, ResourceType  # noqa: E402
from wasmtime.component._enter import enter_wasm  # noqa: E402
from wasmtime_values import from_wasm, restore, to_wasm  # noqa: E402

DATABASE = "evidentsource:decider/state-change-types@0.1.0"
NO_FINALIZER = CFUNCTYPE(None, c_void_p)()
RESOURCES = {"database": 1, "speculative-database": 2}


class Bench:
    """A component, compiled and linked."""

    def __init__(self, engine, file, cache, answers):
        self.engine = engine
        self.component, self.compile_seconds = compiled(engine, Path(file), cache)
        self.linker = Linker(engine)
        self.linker.add_wasip2()
        self.answers = []  # what Wasmtime calls must be kept
        self.link(answers)

    def link(self, answers):
        extern = self.component.type.imports(self.engine).items()
        database = next((found for name, found in extern if name == DATABASE), None)
        if database is None:
            return
        with self.linker.root() as root, root.add_instance(DATABASE) as instance:
            for name, item in database.ty.exports(self.engine).items():
                if name in RESOURCES:
                    kind = ResourceType.host(RESOURCES[name])
                    instance.add_resource(name, kind, lambda *_: None)
                elif name.split(".")[-1] in answers:
                    self.answers.append(add_answer(instance, name, item.ty, answers[name.split(".")[-1]]))
                elif name.startswith("["):
                    instance.add_func(name, unanswered)

    def instantiate(self, world, prepare=None):
        store = Store(self.engine)
        store.set_wasi(WasiConfig())
        if prepare is not None:
            prepare(store)
        instance = self.linker.instantiate(store, self.component)
        return store, instance.get_func(store, "evolve" if world == "state-view" else "decide")


def unanswered(_store, *_args):
    raise NotImplementedError("a function that no decision here needs")


def add_answer(instance, name, ty, value):
    """Defines a method that answers the same each time.

    The binding's own functions convert arguments and answer in every call, which takes longer than the
    whole decision of a component; this one copies the answer, which is converted once.
    """
    answer = ffi.wasmtime_component_val_t()
    ty.result.convert_to_c(None, to_wasm(ty.result, value), pointer(answer))

    @ffi.wasmtime_component_func_callback_t
    def call(_data, context, _type, args, _count, results, _results):
        # A borrowed database is given back; otherwise the call traps when it ends.
        ffi.wasmtime_component_resource_any_drop(context, args[0].of.resource)
        ffi.wasmtime_component_val_clone(byref(answer), results)
        return 0

    text = name.encode()
    buffer = create_string_buffer(text)
    ffi.wasmtime_component_linker_instance_add_func(
        instance.ptr(), buffer, len(text), call, None, NO_FINALIZER
    )
    return call, answer


def compiled(engine, file, cache):
    """The component, and how long compiling it took when it was new."""
    content = file.read_bytes()
    kept = cache / f"{hashlib.sha256(content).hexdigest()}.cwasm"
    seconds = kept.with_suffix(".seconds")
    if not seconds.exists():
        cache.mkdir(parents=True, exist_ok=True)
        start = perf_counter()
        component = Component(engine, content)
        took = perf_counter() - start
        kept.write_bytes(component.serialize())
        seconds.write_text(str(took))
    return Component.deserialize_file(engine, str(kept)), float(seconds.read_text())


class Call:
    """One call of a function with arguments that are converted already."""

    def __init__(self, store, function, args):
        self.store, self.function = store, function
        ty = function.type(store)
        self.result = ty.result
        self.args = (ffi.wasmtime_component_val_t * len(ty.params))()
        given = iter(args)
        for index, (_, param) in enumerate(ty.params):
            borrows = isinstance(param, BorrowType)
            value = ResourceHost.borrow(1, RESOURCES["database"]) if borrows else to_wasm(param, next(given))
            param.convert_to_c(store, value, pointer(self.args[index]))

    def run(self, store, function):
        """Seconds, and the answer."""
        space = ffi.wasmtime_component_val_t()

        def enter():
            return ffi.wasmtime_component_func_call(
                byref(function._func), store._context(), self.args, len(self.args), byref(space), 1
            )

        start = perf_counter()
        enter_wasm(enter)
        seconds = perf_counter() - start
        return seconds, from_wasm(self.result.convert_from_c(space))


def sample(bench, cell, folds, count):
    """Milliseconds of the median call to a fresh instance, but for its first; and the last answer."""
    store, function = bench.instantiate(cell["world"])
    times = []
    for number in range(count + 1):
        if folds:
            # Their arguments belong to no store; a borrowed database does, for one call.
            call = folds["few" if number == 0 else "all"]
        else:
            call = Call(store, function, cell["args"])
        seconds, answer = call.run(store, function)
        if number == 0:
            continue
        times.append(seconds)
    return statistics.median(times) * 1000, answer


def measure(cell, benches, plan):
    benches = {key: bench for key, bench in benches.items() if key in cell["components"]}
    folds = None
    if cell["world"] == "state-view":
        view, events = cell["args"]
        given = next(iter(benches.values())).instantiate("state-view")
        folds = {"few": Call(*given, [view, events[:10]]), "all": Call(*given, [view, events])}
    counts, answers, samples = {}, {}, {key: [] for key in benches}
    for key, bench in benches.items():
        once, answers[key] = sample(bench, cell, folds, 1)
        counts[key] = max(1, min(plan["mostCalls"], round(plan["sampleMilliseconds"] / once)))
    keys = list(benches)
    for number in range(cell["rounds"]):
        turn = number % len(keys)
        for key in keys[turn:] + keys[:turn]:
            if number >= plan["slowRounds"] and samples[key][0] > plan["slowMilliseconds"]:
                continue
            samples[key].append(sample(benches[key], cell, folds, counts[key])[0])
    return {"samples": samples, "answers": answers}


def costs(bench, world):
    times = []
    for _ in range(10):
        start = perf_counter()
        bench.instantiate(world)
        times.append(perf_counter() - start)
    return {
        "compileMilliseconds": bench.compile_seconds * 1000,
        "instantiateMilliseconds": statistics.median(times) * 1000,
    }


def exact(value):
    """As exactJson.js writes it."""
    if isinstance(value, bytes):
        import base64

        return {"base64": base64.b64encode(value).decode()}
    raise TypeError(type(value))


def main(file):
    plan = json.loads(Path(file).read_text("utf-8"), object_hook=restore)
    engine = Engine()
    cache = Path(plan["cache"])
    benches = {
        each["key"]: Bench(engine, each["file"], cache, plan["answers"]) for each in plan["components"]
    }
    result = {
        "costs": {each["key"]: costs(benches[each["key"]], each["world"]) for each in plan["components"]},
        "cells": [measure(cell, benches, plan) for cell in plan["cells"]],
    }
    json.dump(result, sys.stdout, default=exact)


if __name__ == "__main__":
    main(sys.argv[1])
