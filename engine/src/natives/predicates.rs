//! What certainly passes class-validator's predicates with their default options. `false` only means
//! that the library must be asked.
use crate::native::Call;
use crate::utf8::Utf8;
use crate::value::{Outcome, Value};

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

/// Versions 1 to 8 of RFC 9562.
fn uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            14 => matches!(byte, b'1'..=b'8'),
            19 => matches!(byte, b'8' | b'9' | b'a' | b'b' | b'A' | b'B'),
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Letters, digits and `_+-` between dots, at a domain of ASCII labels.
fn email(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|&byte| byte == b'@') else { return false };
    let (local, domain) = (&text[..at], &text[at + 1..]);
    let atom = |atom: &[u8]| {
        let known = |byte: &u8| byte.is_ascii_alphanumeric() || b"_+-".contains(byte);
        !atom.is_empty() && atom.iter().all(known)
    };
    local.len() <= 64 && local.split(|&byte| byte == b'.').all(atom) && domain_name(domain)
}

fn domain_name(text: &[u8]) -> bool {
    let label = |label: &[u8]| {
        let inner = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        let hyphens = label.starts_with(b"-") || label.ends_with(b"-");
        (1..=63).contains(&label.len()) && label.iter().all(inner) && !hyphens
    };
    let Some(dot) = text.iter().rposition(|&byte| byte == b'.') else { return false };
    let top = &text[dot + 1..];
    text.len() <= 180
        && (2..=63).contains(&top.len())
        && top.iter().all(u8::is_ascii_alphabetic)
        && text[..dot].split(|&byte| byte == b'.').all(label)
}

/// `2024-02-29`, `2024-02-29T10:00:00.5Z`, or with an offset such as `+01:00`.
fn iso8601(text: &[u8]) -> bool {
    let date = text.len() >= 10
        && number(text, 0, 4).is_some()
        && text[4] == b'-'
        && number(text, 5, 2).is_some_and(|month| (1..=12).contains(&month))
        && text[7] == b'-'
        && number(text, 8, 2).is_some_and(|day| (1..=31).contains(&day));
    date && (text.len() == 10 || time(&text[10..]))
}

fn time(text: &[u8]) -> bool {
    let clock = text.len() >= 10
        && text[0] == b'T'
        && number(text, 1, 2).is_some_and(|hour| hour < 24)
        && text[3] == b':'
        && number(text, 4, 2).is_some_and(|minute| minute < 60)
        && text[6] == b':'
        && number(text, 7, 2).is_some_and(|second| second < 60);
    if !clock {
        return false;
    }
    let mut rest = &text[9..];
    if let Some(fraction) = rest.strip_prefix(b".") {
        let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return false;
        }
        rest = &fraction[digits..];
    }
    match rest {
        b"Z" => true,
        [b'+' | b'-', offset @ ..] => {
            offset.len() == 5
                && number(offset, 0, 2).is_some_and(|hour| hour < 24)
                && offset[2] == b':'
                && number(offset, 3, 2).is_some_and(|minute| minute < 60)
        }
        _ => false,
    }
}

fn number(text: &[u8], start: usize, digits: usize) -> Option<u32> {
    let digits = text.get(start..start + digits)?;
    digits.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + u32::from(byte - b'0'))
    })
}
