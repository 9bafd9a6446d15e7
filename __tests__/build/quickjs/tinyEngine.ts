import { parse } from "@bytecodealliance/jco-transpile/wasm-tools";

export interface TinyEngineParts {
  readonly imports?: string;
  readonly memory?: string;
  readonly globals?: string;
  readonly tables?: string;
  readonly data?: string;
  /** Runs when a source begins with `?`. */
  readonly onEvaluate?: string;
  /** More declarations. */
  readonly more?: string;
}

/** Where the engine puts file name and source, and then the bytecode. */
export const BUFFER = 1024;

/** Where it keeps what it was configured with: three numbers of 32 bits. */
export const CONFIGURATION = 32;

/**
 * An engine for the world `state-view` with the exports that the snapshotter asks for, as WebAssembly
 * text. Its bytecode is the source itself, and it evaluates nothing: a source that begins with `%` or
 * `!` is an error message of the compilation or the evaluation, and `evolve` answers with the source.
 */
export function tinyEngine({
  imports = "",
  memory = `(memory (export "memory") 2)`,
  globals = "(global $stack (mut i32) (i32.const 65536))",
  tables = "(table 1 funcref) (elem (i32.const 0) func $buffer)",
  data = `(data (i32.const 16) "data")`,
  onEvaluate = "",
  more = "",
}: TinyEngineParts = {}): Promise<Uint8Array> {
  return parse(`(module
    ${imports}
    ${memory} ${globals} ${tables} ${data} ${more}
    (func (export "engine_configure") (param i32 i32 i32)
      (i32.store (i32.const 32) (local.get 0))
      (i32.store (i32.const 36) (local.get 1))
      (i32.store (i32.const 40) (local.get 2)))
    (func $buffer (export "engine_buffer") (param i32) (result i32) (i32.const ${String(BUFFER)}))
    (func (export "engine_compile") (param $name i32) (param $length i32) (result i32)
      (i32.store (i32.const 68) (i32.add (i32.const ${String(BUFFER)}) (local.get $name)))
      (i32.store (i32.const 72) (local.get $length))
      (i32.eq (call $first) (i32.const ${code("%")})))
    (func (export "engine_bytecode") (result i32) (i32.load (i32.const 68)))
    (func (export "engine_bytecode_length") (result i32) (i32.load (i32.const 72)))
    (func (export "engine_evaluate") (param $length i32) (result i32)
      (i32.store8 (i32.const 64) (i32.const 1))
      (i32.store (i32.const 68) (i32.const ${String(BUFFER)}))
      (i32.store (i32.const 72) (local.get $length))
      (if (i32.eq (call $first) (i32.const ${code("?")})) (then ${onEvaluate}))
      (i32.eq (call $first) (i32.const ${code("!")})))
    (func $first (result i32) (i32.load8_u (i32.load (i32.const 68))))
    (func (export "engine_message") (result i32)
      (i32.add (i32.load (i32.const 68)) (i32.const 1)))
    (func (export "engine_message_length") (result i32)
      (i32.sub (i32.load (i32.const 72)) (i32.const 1)))
    (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (i32.const 81920))
    (func (export "evolve") (param i32) (result i32) (i32.const 64)))`);
}

const code = (character: string): string => String(character.charCodeAt(0));
