//! The methods that `database` and `speculative-database` share.
use crate::arena::{answered, scope};
use crate::engine::atoms;
use crate::handles::{of, wrap, Kind};
use crate::imports::{Out, Start};
use crate::layout::*;
use crate::lower::{self, Place};
use crate::memory::Region;
use crate::native::Call;
use crate::natives::views;
use crate::record::{Record, RecordMut};
use crate::value::{Outcome, Thrown, Value};
use crate::{events, lift, selector};

/// Defines the methods that both resources have, for one of them.
macro_rules! define_readable {
    ($prototype:expr, $kind:expr) => {{
        use crate::native::{define, native, Call};
        use crate::readable;
        use crate::value::{Outcome, Value};
        let on: &Value = $prototype;
        macro_rules! method {
            ($name:literal, $parameters:literal, $body:path) => {{
                fn method(call: &Call) -> Outcome<Value> {
                    $body(call, $kind)
                }
                define(on, $name, native!(method), $parameters);
            }};
        }
        method!(c"name", 0, readable::name);
        method!(c"createdAt", 0, readable::created_at);
        method!(c"revision", 0, readable::revision);
        method!(c"revisionTimestamp", 0, readable::revision_timestamp);
        method!(c"effectiveTimestamp", 0, readable::effective_timestamp);
        method!(c"atEffectiveTimestamp", 1, readable::at_effective_timestamp);
        method!(c"queryEvents", 1, readable::query_events);
        method!(c"viewState", 3, readable::view_state);
        method!(c"viewContent", 3, readable::view_content);
        method!(c"readView", 3, readable::read_view);
        method!(c"noteRevision", 1, readable::note_revision);
        #[cfg(feature = "speculate")]
        {
            method!(c"speculateWithTransaction", 1, crate::speculation::speculate);
            method!(c"speculateWithBatch", 1, crate::speculation::speculate);
        }
        fn dispose(call: &Call) -> Outcome<Value> {
            crate::handles::dispose(call, $kind)
        }
        crate::natives::define_dispose(on, native!(dispose))?;
    }};
}
pub(crate) use define_readable;

/// Room for a result that the host writes.
pub fn room(size: usize, align: usize) -> Outcome<(RecordMut, Out)> {
    let room = RecordMut::new(size, align)?;
    Ok((room, room.address() as Out))
}

/// Throws an Error whose `payload` is the host's text.
pub fn refused(message: Value) -> Outcome<Value> {
    let error =
        crate::native::global().named(c"Error")?.construct(core::slice::from_ref(&message))?;
    error.set(atoms().payload, message)?;
    // SAFETY: the error's count is handed over.
    unsafe { crate::quickjs::JS_Throw(crate::instance::context(), error.into_raw()) };
    Err(Thrown)
}

// SAFETY of all calls below: parameters have been lowered by the layout of the WIT, results are given
// room of theirs, and the handle is open. It is looked up last, because lowering runs getters, which
// may dispose of it. Parameters and room are freed when the method returns, what the host answers when
// it has been lifted, events with the last of them.

pub fn name(call: &Call, kind: Kind) -> Outcome<Value> {
    let _scope = scope();
    let database = of(call, kind)?;
    let (name, out) = room(8, 4)?;
    let _memory = answered(|| unsafe { (database.functions.name)(database.number, out) })?;
    lift::string(name.read(), 0)
}

pub fn created_at(call: &Call, kind: Kind) -> Outcome<Value> {
    let _scope = scope();
    let database = of(call, kind)?;
    let (at, out) = room(datetime::SIZE, datetime::ALIGN)?;
    unsafe { (database.functions.created_at)(database.number, out) };
    lift::datetime(at.read())
}

pub fn revision(call: &Call, kind: Kind) -> Outcome<Value> {
    let database = of(call, kind)?;
    Value::u64(unsafe { (database.functions.revision)(database.number) } as u64)
}

pub fn revision_timestamp(call: &Call, kind: Kind) -> Outcome<Value> {
    let _scope = scope();
    let database = of(call, kind)?;
    let (at, out) = room(datetime::SIZE, datetime::ALIGN)?;
    unsafe { (database.functions.revision_timestamp)(database.number, out) };
    lift::datetime(at.read())
}

pub fn effective_timestamp(call: &Call, kind: Kind) -> Outcome<Value> {
    let _scope = scope();
    let database = of(call, kind)?;
    let (at, out) = room(option_datetime::SIZE, option_datetime::ALIGN)?;
    unsafe { (database.functions.effective_timestamp)(database.number, out) };
    lift::optional_datetime(at.read())
}

pub fn at_effective_timestamp(call: &Call, kind: Kind) -> Outcome<Value> {
    let place = Place::root("effectiveTime");
    let (seconds, nanoseconds) = lower::datetime_parts(call.argument(0), &place)?;
    let database = of(call, kind)?;
    let at = database.functions.at_effective_timestamp;
    wrap(kind, unsafe { at(database.number, seconds, nanoseconds as i32) })
}

pub fn query_events(call: &Call, kind: Kind) -> Outcome<Value> {
    use result_list_cloudevent_string::*;
    let _scope = scope();
    let query = selector::query(call.argument(0))?;
    let database = of(call, kind)?;
    let (result, out) = room(SIZE, ALIGN)?;
    let (_, memory) =
        answered(|| unsafe { database.functions.query_events(database.number, &query, out) })?;
    match result.read().u8(0) {
        OK => events::array(result.read(), PAYLOAD, Some(memory)),
        _ => refused(lift::string(result.read(), PAYLOAD)?),
    }
}

pub fn view_state(call: &Call, kind: Kind) -> Outcome<Value> {
    view(call, kind, lift::rendered_state_view)
}

/// The content of `view_state` alone: most decisions ask a view for nothing else. The WIT has no such
/// function; this package's TypeScript looks for the method.
pub fn view_content(call: &Call, kind: Kind) -> Outcome<Value> {
    view(call, kind, lift::rendered_content)
}

/// Whether it is a note of what was read, which then has the revision that the database is at.
pub fn note_revision(call: &Call, kind: Kind) -> Outcome<Value> {
    let note = call.argument(0);
    if views::read_of(note).is_none() {
        return Ok(Value::FALSE);
    }
    note.set(atoms().revision, revision(call, kind)?)?;
    Ok(Value::boolean(true))
}

/// The state of a view that was prepared, by its class and the values of its parameters; undefined where nothing
/// was folded. A note of what was read is added to a list. An array with the content where TypeScript must read
/// it, and null where nothing was asked, because TypeScript must look at the values.
pub fn read_view(call: &Call, kind: Kind) -> Outcome<Value> {
    let Some(read) = views::asked(call.argument(0), call.argument(1))? else {
        return Ok(Value::NULL);
    };
    let _scope = scope();
    let (name, version) = read.of();
    let parameters = read.parameters()?;
    let name = (name.as_ptr(), name.len());
    let state = match rendered(name, version, parameters, call, kind)? {
        Ok((None, _)) => Ok(Value::UNDEFINED),
        Ok((Some(view), _memory)) => read.state(view),
        Err(message) => return refused(message),
    };
    read.note(call.argument(2))?;
    state
}

fn view(call: &Call, kind: Kind, lift_view: fn(Record) -> Outcome<Value>) -> Outcome<Value> {
    let _scope = scope();
    let name = lower::string_parts(call.argument(0), &Place::root("stateView"))?;
    let version = lower::u64(call.argument(1), &Place::root("version"))?;
    let parameters = lower::list(
        call.argument(2),
        &Place::root("parameters"),
        (tuple_string_event_attribute::SIZE, tuple_string_event_attribute::ALIGN),
        selector::parameter,
    )?;
    match rendered(name, version, parameters, call, kind)? {
        Ok((None, _)) => Ok(Value::UNDEFINED),
        Ok((Some(view), _memory)) => lift_view(view),
        Err(message) => refused(message),
    }
}

/// What the host has of a view, and the memory that it lies in; or the text by which it refuses.
type Rendered = Result<(Option<Record>, Region), Value>;

fn rendered(
    (name, name_length): (*const u8, usize),
    version: u64,
    (parameters, count): (*const u8, usize),
    call: &Call,
    kind: Kind,
) -> Outcome<Rendered> {
    use result_option_rendered_state_view_string::*;
    let database = of(call, kind)?;
    let (result, out) = room(SIZE, ALIGN)?;
    let (_, memory) = answered(|| unsafe {
        (database.functions.view_state)(
            database.number,
            name as Start,
            name_length,
            version as i64,
            parameters as Start,
            count,
            out,
        );
    })?;
    let payload = result.read().field(PAYLOAD);
    if result.read().u8(0) != OK {
        return Ok(Err(lift::string(payload, 0)?));
    }
    let view = payload.field(option_rendered_state_view::PAYLOAD);
    let is_none = payload.u8(0) == option_rendered_state_view::NONE;
    Ok(Ok(((!is_none).then_some(view), memory)))
}
