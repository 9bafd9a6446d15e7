//! The resource `speculative-database`.
use crate::handles::{of, wrap, Kind};
use crate::imports;
use crate::native::{define, native, Call};
use crate::readable::define_readable;
use crate::value::{Outcome, Value};

pub fn prototype() -> Outcome<Value> {
    let prototype = Value::object()?;
    define(&prototype, c"basis", native!(basis), 0);
    define(&prototype, c"speculatedEventCount", native!(speculated_event_count), 0);
    define_readable!(&prototype, Kind::Speculative);
    Ok(prototype)
}

fn basis(call: &Call) -> Outcome<Value> {
    let database = of(call, Kind::Speculative)?;
    // SAFETY: the handle is open.
    wrap(Kind::Database, unsafe { imports::basis(database.number) })
}

fn speculated_event_count(call: &Call) -> Outcome<Value> {
    let database = of(call, Kind::Speculative)?;
    // SAFETY: the handle is open.
    Value::u64(unsafe { imports::speculated_event_count(database.number) } as u64)
}
