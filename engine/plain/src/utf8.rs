//! UTF-8, whole, broken and in pieces.
use crate::text::{append, Full};

/// The first of three bytes of a surrogate, which is none of UTF-8 but how engines write a lone one.
const LEAD: u8 = 0xed;
const REPLACEMENT: &[u8; 3] = b"\xef\xbf\xbd";

/// Whether three bytes that stand for a lone surrogate begin here, in what is UTF-8 otherwise.
#[inline(always)]
pub fn is_lone_surrogate(text: &[u8], at: usize) -> bool {
    text[at] == LEAD && text.get(at + 1).is_some_and(|&next| next >= 0xa0)
}

pub fn has_surrogates(text: &[u8]) -> bool {
    text.contains(&LEAD)
}

/// Writes U+FFFD, which takes as many bytes, for each lone surrogate.
pub fn replace_lone_surrogates(text: &mut [u8]) {
    for at in 0..text.len().saturating_sub(2) {
        if is_lone_surrogate(text, at) {
            text[at..at + 3].copy_from_slice(REPLACEMENT);
        }
    }
}

/// The text with U+FFFD for what is no UTF-8, as the Encoding Standard has it.
pub fn repaired(bytes: &[u8]) -> Result<Vec<u8>, Full> {
    let mut text = Vec::new();
    text.try_reserve(bytes.len())?;
    for chunk in bytes.utf8_chunks() {
        append(&mut text, chunk.valid().as_bytes())?;
        if !chunk.invalid().is_empty() {
            append(&mut text, REPLACEMENT)?;
        }
    }
    Ok(text)
}

/// How many bytes at the end begin a character that later bytes may complete.
pub fn unfinished(bytes: &[u8]) -> usize {
    let begins = |length: &usize| {
        std::str::from_utf8(&bytes[bytes.len() - length..])
            .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    (1..=bytes.len().min(3)).find(begins).unwrap_or(0)
}

/// The beginning of a text that fits into so many bytes, in whole characters.
pub fn fitting(text: &str, room: usize) -> &str {
    let mut end = text.len().min(room);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

pub fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// At most so many bytes of a text that may be no UTF-8, and a sign that there were more.
pub fn shortened(text: &[u8], most: usize) -> String {
    if text.len() <= most {
        return String::from_utf8_lossy(text).into_owned();
    }
    let continues = |&&byte: &&u8| byte & 0xc0 == 0x80;
    let end = most - text[..=most].iter().rev().take(4).take_while(continues).count().min(most);
    format!("{}…", String::from_utf8_lossy(&text[..end]))
}
