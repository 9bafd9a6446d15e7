//! A fold can only trap, which tells nobody why. A host that asks again with this content type is
//! answered by the author's side, or here where JavaScript could not (see src/wasm/diagnosis.ts).
use crate::layout::{option_string, state_view_context};
use crate::record::Record;
use crate::utf8::shortened;

const CONTENT_TYPE: &[u8] = b"application/vnd.evidentsource-functions.diagnosis+json";

pub fn is_asked_for(context: Record) -> bool {
    let content_type = context.field(state_view_context::CONTENT_TYPE);
    content_type.u8(0) == option_string::SOME
        && content_type.bytes(option_string::PAYLOAD) == CONTENT_TYPE
}

pub fn failure(context: Record, reason: &str) -> String {
    let view = shortened(context.bytes(state_view_context::NAME));
    format!(
        "{{\"failure\":{{\"view\":{},\"at\":\"request\",\"reason\":{}}}}}",
        quoted(&view),
        quoted(reason)
    )
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for sign in text.chars() {
        match sign {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            sign if sign < ' ' => quoted.push_str(&format!("\\u{:04x}", sign as u32)),
            sign => quoted.push(sign),
        }
    }
    quoted.push('"');
    quoted
}
