"""Counts the fuel of calls in Wasmtime as plan.json says, and prints what came out as JSON.

usage: python fuelInWasmtime.py <plan.json>

Fuel is what Wasmtime counts of executed instructions; it is the same on every machine and in every run.
What the host does, such as copying arguments, is not in it.
"""

import json
import sys
from pathlib import Path

from timeInWasmtime import Bench, Call, exact, restore  # noqa: I001
from wasmtime import Config, Engine

PLENTY = 2**50


def fuel_of(bench, world, args, warm_ups):
    """Fuel of one call to an instance that has answered some before, and its answer."""
    store, function = instantiate(bench, world)
    for _ in range(warm_ups):
        Call(store, function, args).run(store, function)
    call = Call(store, function, args)
    before = store.get_fuel()
    _, answer = call.run(store, function)
    return before - store.get_fuel(), answer


def instantiate(bench, world):
    return bench.instantiate(world, lambda store: store.set_fuel(PLENTY))


def main(file):
    plan = json.loads(Path(file).read_text("utf-8"), object_hook=restore)
    config = Config()
    config.consume_fuel = True
    engine = Engine(config)
    cache = Path(plan["cache"])
    benches = {
        each["key"]: Bench(engine, each["file"], cache, plan["answers"]) for each in plan["components"]
    }
    cells = []
    for cell in plan["cells"]:
        counted = {
            key: fuel_of(benches[key], cell["world"], cell["args"], plan["warmUps"])
            for key in cell["components"]
        }
        cells.append(
            {
                "fuel": {key: fuel for key, (fuel, _) in counted.items()},
                "answers": {key: answer for key, (_, answer) in counted.items()},
            }
        )
    json.dump(cells, sys.stdout, default=exact)


if __name__ == "__main__":
    main(sys.argv[1])
