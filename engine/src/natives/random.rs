//! `wasi:random`, for calls only: what a module draws while it is evaluated would be the same in
//! all instances.
use crate::native::{define, native, Call};
use crate::utf8::bytes_of_mut;
use crate::value::{type_error, Outcome, Value};
use evidentsource_functions_plain::uuid::version_4;

pub fn define_in(natives: &Value) {
    define(natives, c"random", native!(random), 0);
    define(natives, c"fillRandomly", native!(fill_randomly), 1);
    define(natives, c"randomUuid", native!(random_uuid), 0);
}

#[cfg(feature = "random")]
mod source {
    use crate::single::Single;
    use crate::value::{type_error, Outcome};

    #[link(wasm_import_module = "wasi:random/random@0.2.0")]
    extern "C" {
        #[link_name = "get-random-u64"]
        fn get_random_u64() -> u64;
    }

    static MAY_DRAW: Single<bool> = Single::new(false);

    pub fn evaluated() {
        MAY_DRAW.set(true);
    }

    pub fn draw() -> Outcome<u64> {
        if !MAY_DRAW.get() {
            return type_error(
                "there is no randomness while the module is evaluated; draw it within a call",
            );
        }
        // SAFETY: the import gives a plain number.
        Ok(unsafe { get_random_u64() })
    }
}

#[cfg(not(feature = "random"))]
mod source {
    use crate::value::{type_error, Outcome};

    pub fn evaluated() {}

    pub fn draw() -> Outcome<u64> {
        type_error("this component was built without randomness")
    }
}

pub use source::evaluated;

/// 53 bits, as `Math.random` has.
fn random(_call: &Call) -> Outcome<Value> {
    Ok(Value::number((source::draw()? >> 11) as f64 / (1u64 << 53) as f64))
}

fn fill_randomly(call: &Call) -> Outcome<Value> {
    let Some(bytes) = bytes_of_mut(call.argument(0)) else {
        return type_error("a typed array was expected");
    };
    for chunk in bytes.chunks_mut(8) {
        let drawn = source::draw()?.to_le_bytes();
        chunk.copy_from_slice(&drawn[..chunk.len()]);
    }
    Ok(call.argument(0).clone())
}

/// Version 4 of RFC 9562.
fn random_uuid(_call: &Call) -> Outcome<Value> {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&source::draw()?.to_le_bytes());
    bytes[8..].copy_from_slice(&source::draw()?.to_le_bytes());
    Value::ascii(&version_4(bytes))
}
