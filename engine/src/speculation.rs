//! Databases as they would be with events that nobody has stored: a method of both resources.
use crate::arena::scope;
use crate::handles::{of, wrap, Kind};
use crate::imports::Start;
use crate::lower::Place;
use crate::native::Call;
use crate::outgoing;
use crate::value::{Outcome, Value};

pub fn speculate(call: &Call, kind: Kind) -> Outcome<Value> {
    let _scope = scope();
    let (start, count) = outgoing::events(call.argument(0), &Place::root("events"))?;
    let database = of(call, kind)?;
    let speculate = database.functions.speculate;
    // SAFETY: the handle is still open, and the events are laid out as the WIT says.
    wrap(Kind::Speculative, unsafe { speculate(database.number, start as Start, count) })
}
