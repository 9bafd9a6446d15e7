//! JSON texts parsed from bytes.
use super::read_json::read_json;
use crate::events;
use crate::native::Call;
use crate::record::Record;
use crate::utf8::{bytes_as_they_are, bytes_of};
use crate::value::{Outcome, Value};

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
