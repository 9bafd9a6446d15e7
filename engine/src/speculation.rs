//! Databases as they would be with events that nobody has stored.
use crate::database::define_readable;
use crate::handles::{of, wrap, Kind};
use crate::imports::{self, Start};
use crate::lower::Place;
use crate::native::{define, native, Call};
use crate::outgoing;
use crate::value::{Outcome, Value};

pub fn prototype() -> Outcome<Value> {
    let prototype = Value::object()?;
    define(&prototype, c"basis", native!(basis), 0);
    define(&prototype, c"speculatedEventCount", native!(speculated_event_count), 0);
    define_readable!(&prototype, Kind::Speculative);
    Ok(prototype)
}

/// A method of both resources.
pub fn speculate(call: &Call, kind: Kind) -> Outcome<Value> {
    let (start, count) = outgoing::events(call.argument(0), &Place::root("events"))?;
    let database = of(call, kind)?;
    let speculate = database.functions.speculate;
    // SAFETY: the handle is still open, and the events are laid out as the WIT says.
    wrap(Kind::Speculative, unsafe { speculate(database.number, start as Start, count) })
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
