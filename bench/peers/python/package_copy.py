"""Lets the SDK's adapters know the generated types: it brings a copy of its own, and compares with that.

Import this before the SDK. componentize-py generates the types that arrive; without this, no event has
data, and every decision traps.
"""

import importlib
import sys


def use_generated_types(world, modules):
    """Registers the generated modules under the names of the SDK's own copy of them."""
    own = f"evidentsource_functions.wasm.{world}.wit_world"
    sys.modules[own] = importlib.import_module("wit_world")
    sys.modules[f"{own}.imports"] = importlib.import_module("wit_world.imports")
    for module in modules:
        sys.modules[f"{own}.imports.{module}"] = importlib.import_module(f"wit_world.imports.{module}")
