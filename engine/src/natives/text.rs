//! UTF-8.
use crate::native::Call;
use crate::utf8::{bytes_of, bytes_of_mut, Utf8};
use crate::value::{out_of_memory, type_error, Outcome, Value};
use evidentsource_functions_plain::text::Full;
use evidentsource_functions_plain::utf8;

pub fn encode(call: &Call) -> Outcome<Value> {
    Value::bytes(Utf8::of(call.argument(0))?.bytes())
}

/// The text as a `TextDecoder` gives it, by its options `fatal` and `ignoreBOM`; undefined if it must
/// refuse.
pub fn decode(call: &Call) -> Outcome<Value> {
    let (fatal, ignore_mark) = (call.argument(1), call.argument(2));
    let mut bytes = bytes(call)?;
    if ignore_mark.as_boolean() != Some(true) {
        bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    }
    match core::str::from_utf8(bytes) {
        Ok(text) => Value::text(text),
        Err(_) if fatal.as_boolean() == Some(true) => Ok(Value::UNDEFINED),
        Err(_) => match utf8::repaired(bytes) {
            Ok(text) => Value::utf8(&text),
            Err(Full) => out_of_memory(),
        },
    }
}

/// How many bytes at the end begin a character that later bytes may complete.
pub fn unfinished(call: &Call) -> Outcome<Value> {
    Ok(Value::number(utf8::unfinished(bytes(call)?) as f64))
}

/// `TextEncoder.encodeInto`: how many UTF-16 units were read and how many bytes written.
pub fn encode_into(call: &Call) -> Outcome<Value> {
    let text = Utf8::of(call.argument(0))?;
    let Some(to) = bytes_of_mut(call.argument(1)) else {
        return type_error("a Uint8Array was expected");
    };
    let fitting = utf8::fitting(text.text(), to.len());
    to[..fitting.len()].copy_from_slice(fitting.as_bytes());
    let read = utf8::utf16_length(fitting);
    Value::pair(Value::number(read as f64), Value::number(fitting.len() as f64))
}

fn bytes<'a>(call: &'a Call<'_>) -> Outcome<&'a [u8]> {
    match bytes_of(call.argument(0)) {
        Some(bytes) => Ok(bytes),
        None => type_error("an ArrayBuffer or a view of one was expected"),
    }
}
