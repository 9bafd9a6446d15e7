//! Pending exceptions as text.
use crate::engine::atoms;
use crate::utf8::printed;
use crate::value::{caught, Thrown, Value};
use crate::{interrupt, memory};

/// Takes the pending exception away: its class and message, then its stack.
pub fn take() -> String {
    describe(&caught())
}

#[inline(never)]
pub fn describe(error: &Value) -> String {
    if interrupt::exhausted() {
        return interrupt::message();
    }
    // Not even the error could be made, or said.
    let printed_error = if error.is_absent() { None } else { printed(error) };
    let Some(mut text) = printed_error.or_else(|| without_text(error)) else {
        return "InternalError: out of memory".to_owned();
    };
    match error.is_object().then(|| error.get(atoms().stack)) {
        Some(Ok(stack)) if stack.is_string() => {
            text.push('\n');
            text.push_str(printed(&stack).unwrap_or_default().trim_end());
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

/// What is said of an error that gives no text; `None` if the memory did not suffice.
fn without_text(error: &Value) -> Option<String> {
    if memory::refused() {
        None
    } else if error.is_absent() {
        printed(error)
    } else {
        Some("a value that cannot be printed".to_owned())
    }
}
