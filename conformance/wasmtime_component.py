"""A component under Wasmtime, within the platform's memory, whose database answers from a record."""

import secrets
from pathlib import Path

from wasmtime import Store, WasmtimeError
from wasmtime.component import BorrowType, Component, Linker, ResourceHost, ResourceType

from wasmtime_values import from_wasm, to_wasm

CACHE = Path(__file__).resolve().parent / ".venv" / "compiled"
MEMORY_LIMIT = 100_000_000  # as on the platform
DATABASE = "evidentsource:decider/state-change-types@0.1.0"
RANDOM = "wasi:random/random@"
# Any numbers that tell the host's resource types apart.
RESOURCES = {"database": 1, "speculative-database": 2}
OPENS = {"speculate-with-transaction": "speculative-database", "basis": "database"}


class UnexpectedCall(Exception):
    """The component asked the database something else than under jco."""


def compiled(engine, path, sha256):
    """Compiling takes seconds, so what comes out of it is kept until the component changes."""
    folder = CACHE / path.parent.name
    stem = path.stem.rsplit("-", 1)[0]
    kept = folder / f"{stem}-{sha256[:16]}.cwasm"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        for outdated in folder.glob(f"{stem}-{'?' * 16}.cwasm"):
            outdated.unlink()
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(Component.from_file(engine, path).serialize())
        unfinished.rename(kept)
    return Component.deserialize_file(engine, str(kept))


class Subject:
    def __init__(self, engine, path, sha256, export):
        self.engine = engine
        self.export = export
        self.component = compiled(engine, path, sha256)
        self.linker = Linker(engine)
        self.link()
        self.calls = iter(())
        self.dropped = []
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
            if name in RESOURCES:
                instance.add_resource(name, ResourceType.host(RESOURCES[name]), self.drop)
            elif name.startswith("[method]"):
                resource, method = name.removeprefix("[method]").split(".")
                instance.add_func(name, self.method(resource, method, extern.ty.result))

    def drop(self, _store, rep):
        self.dropped.append(rep)

    def method(self, resource, name, result):
        opened = RESOURCES[OPENS.get(name, resource)]

        def answer(store, receiver, *args):
            # This also ends the borrow.
            handle = receiver.to_host(store).rep
            asked = {"function": name, "handle": handle, "args": from_wasm(args)}
            call = next(self.calls, None)
            recorded = call and {key: call[key] for key in asked}
            if recorded != asked:
                raise UnexpectedCall(f"{asked!r} instead of {recorded!r}")
            return to_wasm(result, call.get("answer"), lambda number: ResourceHost.own(number, opened))

        return answer

    def renew(self):
        """The next question goes to a new instance."""
        self.store = None

    def instantiate(self):
        self.store = Store(self.engine)
        self.store.set_limits(memory_size=MEMORY_LIMIT)
        instance = self.linker.instantiate(self.store, self.component)
        self.function = instance.get_func(self.store, self.export)
        self.params = [ty for _, ty in self.function.type(self.store).params]

    def ask(self, args, calls):
        """The component's answer as run.js writes it; a trapped instance is replaced."""
        if self.store is None:
            self.instantiate()
        self.calls = iter(calls)
        self.dropped = []
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
            return ResourceHost.borrow(0, RESOURCES["database"])
        return to_wasm(ty, next(given))
