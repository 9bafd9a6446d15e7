//! Pending exceptions as text.
use crate::engine::atoms;
use crate::utf8::printed;
use crate::value::{caught, Thrown, Value};
use crate::{interrupt, memory};

/// Takes the pending exception away: its class and message, then its stack.
pub fn take() -> String {
    describe(&caught())
}

pub fn describe(error: &Value) -> String {
    if interrupt::exhausted() {
        return interrupt::message();
    }
    // Not even the error could be made.
    if memory::refused() && error.is_absent() {
        return "InternalError: out of memory".to_owned();
    }
    let mut text = printed(error);
    match error.is_object().then(|| error.get(atoms().stack)) {
        Some(Ok(stack)) if stack.is_string() => {
            text.push('\n');
            text.push_str(printed(&stack).trim_end());
        }
        Some(Err(Thrown)) => drop(caught()),
        _ => (),
    }
    // What was thrown may have been asked for its text without end.
    if interrupt::exhausted() {
        return interrupt::message();
    }
    text
}
