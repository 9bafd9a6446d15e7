//! Strings as JSON.
use crate::text::{append, Full};
use crate::utf8::is_lone_surrogate;

/// Appends a text in quotes, as `JSON.stringify` escapes it. `Ok(false)` for a lone surrogate, which
/// has an escape of its own.
pub fn append_quoted(to: &mut Vec<u8>, text: &[u8]) -> Result<bool, Full> {
    append(to, b"\"")?;
    let mut copied = 0;
    for (at, &byte) in text.iter().enumerate() {
        if is_lone_surrogate(text, at) {
            return Ok(false);
        }
        if byte >= b' ' && byte != b'"' && byte != b'\\' {
            continue;
        }
        append(to, &text[copied..at])?;
        copied = at + 1;
        append_escaped(to, byte)?;
    }
    append(to, &text[copied..])?;
    append(to, b"\"")?;
    Ok(true)
}

fn append_escaped(to: &mut Vec<u8>, byte: u8) -> Result<(), Full> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        8 => b'b',
        12 => b'f',
        _ => {
            append(to, b"\\u00")?;
            return append(to, &[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    };
    append(to, &[b'\\', short])
}
