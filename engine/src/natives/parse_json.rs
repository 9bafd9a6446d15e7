//! JSON texts parsed from bytes, after a look that bounds how deep the parser recurses.
use super::json_scan::{is_plain, nesting};
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
    parse_terminated(bytes)
}

/// An event's data, or undefined where there is none or TypeScript must look at it.
pub fn event_json(call: &Call) -> Outcome<Value> {
    let event = events::record_of(call.argument(0))?;
    match events::payload(event) {
        Some(bytes) if is_json(event) && is_plain(bytes) => parse_terminated(bytes),
        _ => Ok(Value::UNDEFINED),
    }
}

/// Whether the event says of its data that they are JSON, in the usual words, or nothing.
fn is_json(event: Record) -> bool {
    use crate::layout::cloudevent_attribute_value::{PAYLOAD, STRING};
    events::attribute(event, b"datacontenttype")
        .is_none_or(|value| value.u8(0) == STRING && value.bytes(PAYLOAD) == b"application/json")
}

/// The same for a text or bytes.
pub fn parse_plain(call: &Call) -> Outcome<Value> {
    let source = call.argument(0);
    if source.is_string() {
        // With lone surrogates it is no UTF-8, and so not plain.
        let text = bytes_as_they_are(source)?;
        return if is_plain(text.bytes()) {
            parse_terminated(text.bytes())
        } else {
            Ok(Value::UNDEFINED)
        };
    }
    match bytes_of(source) {
        // The parser reads one byte beyond the end, which must be zero.
        Some(bytes) if is_plain(bytes) => {
            let mut copy = Vec::with_capacity(bytes.len() + 1);
            copy.extend_from_slice(bytes);
            copy.push(0);
            parse_terminated(&copy[..bytes.len()])
        }
        _ => Ok(Value::UNDEFINED),
    }
}

/// A zero byte follows the slice.
fn parse_terminated(bytes: &[u8]) -> Outcome<Value> {
    let start = bytes.as_ptr() as *const c_char;
    // SAFETY: the caller has seen to the byte behind the end.
    unsafe { Value::outcome(JS_ParseJSON(context(), start, bytes.len() as _, c"JSON".as_ptr())) }
}
