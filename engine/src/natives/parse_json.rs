//! JSON texts parsed from bytes.
use super::nesting::nesting;
use super::read_json::read_json;
use crate::engine::context;
use crate::events;
use crate::native::Call;
use crate::quickjs::*;
use crate::record::Record;
use crate::utf8::{bytes_as_they_are, bytes_of};
use crate::value::{range_error, Outcome, Value};
use core::ffi::c_char;

/// Levels of JSON that `JSON.parse` reads and `JSON.stringify` writes.
pub const MAX_DEPTH: usize = 400;

pub fn too_deep<T>() -> Outcome<T> {
    range_error(&format!("JSON is nested deeper than {MAX_DEPTH} levels"))
}

/// `event.json`: the data parsed, whatever its numbers and keys.
pub fn parse(bytes: &'static [u8]) -> Outcome<Value> {
    if nesting(bytes) > MAX_DEPTH {
        return too_deep();
    }
    let start = bytes.as_ptr() as *const c_char;
    // SAFETY: a zero byte follows the data of events.
    unsafe { Value::outcome(JS_ParseJSON(context(), start, bytes.len() as _, c"JSON".as_ptr())) }
}

/// An event's data, or undefined where there is none or TypeScript must look at it: at events, too,
/// that are no stored ones.
pub fn event_json(call: &Call) -> Outcome<Value> {
    if !events::is_event(call.argument(0)) {
        return Ok(Value::UNDEFINED);
    }
    let event = events::record_of(call.argument(0))?;
    match events::payload(event) {
        Some(bytes) if is_json(event) => read_json(bytes),
        _ => Ok(Value::UNDEFINED),
    }
}

/// Whether the event says of its data that they are JSON, in the usual words, or nothing.
fn is_json(event: Record) -> bool {
    use crate::layout::cloudevent_attribute_value::{PAYLOAD, STRING};
    events::attributes_named(event, b"datacontenttype")
        .all(|value| value.u8(0) == STRING && value.bytes(PAYLOAD) == b"application/json")
}

/// The same for a text or bytes.
pub fn parse_plain(call: &Call) -> Outcome<Value> {
    let source = call.argument(0);
    if source.is_string() {
        // With lone surrogates it is no UTF-8, and so not plain.
        let text = bytes_as_they_are(source)?;
        return read_json(text.bytes());
    }
    bytes_of(source).map_or(Ok(Value::UNDEFINED), read_json)
}
