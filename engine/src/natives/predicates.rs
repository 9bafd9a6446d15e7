//! The predicates of the crate `plain`, for JavaScript's strings.
use crate::native::Call;
use crate::utf8::Utf8;
use crate::value::{Outcome, Value};
use evidentsource_functions_plain::predicates::{email, iso8601, uuid};

fn test(call: &Call, predicate: fn(&[u8]) -> bool) -> Outcome<Value> {
    let value = call.argument(0);
    if !value.is_string() {
        return Ok(Value::FALSE);
    }
    Ok(Value::boolean(predicate(Utf8::of(value)?.bytes())))
}

pub fn is_uuid(call: &Call) -> Outcome<Value> {
    test(call, uuid)
}
pub fn is_email(call: &Call) -> Outcome<Value> {
    test(call, email)
}
pub fn is_iso8601(call: &Call) -> Outcome<Value> {
    test(call, iso8601)
}
