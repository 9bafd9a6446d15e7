//! The resource `database`.
use crate::arena::{answered, scope};
use crate::handles::{of, wrap, Kind};
use crate::imports;
use crate::lift;
use crate::lower::{self, Place};
use crate::native::{define, native, Call};
use crate::readable::{define_readable, refused, room};
use crate::value::{Outcome, Value};

pub fn prototype() -> Outcome<Value> {
    let prototype = Value::object()?;
    define(&prototype, c"atRevision", native!(at_revision), 1);
    define_readable!(&prototype, Kind::Database);
    Ok(prototype)
}

fn at_revision(call: &Call) -> Outcome<Value> {
    use crate::layout::result_database_string::*;
    let _scope = scope();
    let revision = lower::u64(call.argument(0), &Place::root("revision"))?;
    let database = of(call, Kind::Database)?;
    let (result, out) = room(SIZE, ALIGN)?;
    // SAFETY: as in `readable`.
    let _memory =
        answered(|| unsafe { imports::at_revision(database.number, revision as i64, out) })?;
    match result.read().u8(0) {
        OK => wrap(Kind::Database, result.read().u32(PAYLOAD) as i32),
        _ => refused(lift::string(result.read(), PAYLOAD)?),
    }
}
