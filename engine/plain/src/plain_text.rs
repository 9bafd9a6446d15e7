//! The inside of JSON's strings.
use crate::text::{append, Full};

/// Index of the first byte from `at` on that is not an ordinary character of ASCII: a quote, a
/// backslash, a control character or a part of another character. The length if there is none.
#[inline(always)]
pub fn end_of_ascii(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const TOPS: u64 = 0x80 * ONES;
    while let Some(eight) = bytes.get(at..at + 8) {
        let word = u64::from_le_bytes(eight.try_into().unwrap_or_default());
        // A subtraction sets the top bit of the first byte that is less than the subtrahend; what
        // it borrows is of no matter, because only bytes after that one lend it.
        let control = word.wrapping_sub(0x20 * ONES);
        let quote = (word ^ (0x22 * ONES)).wrapping_sub(ONES);
        let backslash = (word ^ (0x5c * ONES)).wrapping_sub(ONES);
        let found = (word | control | quote | backslash) & TOPS;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let ordinary = |byte: &u8| matches!(byte, b' '..=0x7f) && !matches!(byte, b'"' | b'\\');
    at + bytes[at..].iter().take_while(|byte| ordinary(byte)).count()
}

/// Index of the closing quote, from any byte on that no backslash precedes, and whether there are
/// escapes before it. `None` where there is no such quote, or a control character.
pub fn end_of_string(bytes: &[u8], mut at: usize) -> Option<(usize, bool)> {
    let mut escapes = false;
    loop {
        match *bytes.get(at)? {
            b'"' => return Some((at, escapes)),
            b'\\' => {
                escapes = true;
                at += 2;
            }
            byte if byte < b' ' => return None,
            _ => at += 1,
        }
    }
}

/// A text without its escapes, for one of UTF-8. `None` where an escape is none of JSON's, or is one of
/// a lone surrogate.
pub fn unescaped(mut text: &[u8]) -> Result<Option<Vec<u8>>, Full> {
    let mut unescaped = Vec::new();
    // No escape stands for more bytes than it has itself.
    unescaped.try_reserve_exact(text.len())?;
    while let Some(at) = text.iter().position(|&byte| byte == b'\\') {
        let (before, escape) = text.split_at(at);
        append(&mut unescaped, before)?;
        let Some((character, length)) = escaped(escape) else { return Ok(None) };
        append(&mut unescaped, character.encode_utf8(&mut [0; 4]).as_bytes())?;
        let Some(rest) = escape.get(length..) else { return Ok(None) };
        text = rest;
    }
    append(&mut unescaped, text)?;
    Ok(Some(unescaped))
}

/// The character that an escape stands for, and how many bytes it has.
fn escaped(text: &[u8]) -> Option<(char, usize)> {
    let character = match *text.get(1)? {
        byte @ (b'"' | b'\\' | b'/') => char::from(byte),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        _ => return escaped_unit(text),
    };
    Some((character, 2))
}

/// The same for `\uXXXX`, or two of them for a pair of surrogates.
fn escaped_unit(text: &[u8]) -> Option<(char, usize)> {
    const LENGTH: usize = "\\uXXXX".len();
    let first = unit(text)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, LENGTH));
    }
    let second = unit(text.get(LENGTH..)?)?;
    if first >= 0xdc00 || !(0xdc00..0xe000).contains(&second) {
        return None;
    }
    let pair = 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    Some((char::from_u32(pair)?, 2 * LENGTH))
}

/// The number in `\uXXXX`.
fn unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"\\u")?.first_chunk::<4>()?;
    digits.iter().try_fold(0, |unit, &digit| Some(unit * 16 + char::from(digit).to_digit(16)?))
}
