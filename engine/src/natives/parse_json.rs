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
    bytes_in(call.argument(0), read_json)
}

/// The data of an event that are JSON.
pub fn event_bytes(event: Record) -> Option<&'static [u8]> {
    events::payload(event).filter(|_| is_json(event))
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
    if events::is_event(source) {
        return Ok(Value::UNDEFINED);
    }
    bytes_in(source, read_json)
}

/// What a function makes of a text, of bytes, or of the data of a stored event that are JSON; undefined
/// for everything else.
pub fn bytes_in(source: &Value, make: impl FnOnce(&[u8]) -> Outcome<Value>) -> Outcome<Value> {
    if source.is_string() {
        let text = bytes_as_they_are(source)?;
        return make(text.bytes());
    }
    if events::is_event(source) {
        let bytes = event_bytes(events::record_of(source)?);
        return bytes.map_or(Ok(Value::UNDEFINED), make);
    }
    bytes_of(source).map_or(Ok(Value::UNDEFINED), make)
}
