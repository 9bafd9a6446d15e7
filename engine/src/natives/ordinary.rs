//! What ordinary objects hold, seen without running any code of the author's.
use crate::quickjs::*;
use crate::value::Value;

/// The value as one more reference to what somebody else holds.
fn shared(held: JSValue) -> Value {
    // SAFETY: the value is alive as long as its holder, which the caller has; the count is added here and
    // is the copy's.
    Value::clone(&core::mem::ManuallyDrop::new(unsafe { Value::from_raw(held) }))
}

/// How many own properties an object has; nothing for what is no ordinary object.
#[inline(never)]
pub fn count(object: &Value) -> Option<usize> {
    // SAFETY: looks at the value only, as all below.
    usize::try_from(unsafe { plain_count(object.raw()) }).ok()
}

/// Name and value of an own property by its place, if it is plain data.
#[inline(never)]
pub fn property(object: &Value, at: usize) -> Option<(JSAtom, Value)> {
    let (mut name, mut held) = (JS_ATOM_NULL, JS_UNDEFINED);
    // SAFETY: writes into the two.
    let is = unsafe { plain_property(object.raw(), at as size_t, &mut name, &mut held) };
    is.then(|| (name, shared(held)))
}

/// The value of an own property, if it is plain data.
#[inline(never)]
pub fn own(object: &Value, name: JSAtom) -> Option<Value> {
    let mut held = JS_UNDEFINED;
    // SAFETY: writes into `held`.
    let is = unsafe { plain_own(object.raw(), name, &mut held) };
    is.then(|| shared(held))
}

/// Whether the object certainly has no such property, and inherits none.
#[inline(never)]
pub fn lacks(object: &Value, name: JSAtom) -> bool {
    // SAFETY: see above.
    unsafe { plain_lacks(object.raw(), name) }
}

pub fn inherits(object: &Value, prototype: &Value) -> bool {
    // SAFETY: see above.
    unsafe { plain_inherits(object.raw(), prototype.raw()) }
}

/// Whether it is plain to see that the platform takes the text for a subject or an event type.
#[inline(never)]
pub fn is_identifier(text: &[u8]) -> bool {
    matches!(text, [b'!'..=b'~', ..])
        && text.len() <= SURELY_SHORT
        && text.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// As in `domain/identifier.ts`.
const SURELY_SHORT: usize = 85;
