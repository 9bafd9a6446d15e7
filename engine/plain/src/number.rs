//! Numbers in JSON.

/// Digits of a decimal that a double always keeps.
const EXACT_DIGITS: usize = 15;
const POWERS_OF_TEN: [f64; EXACT_DIGITS] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14];

#[derive(Debug, PartialEq)]
pub enum Number {
    Int(i32),
    Double(f64),
}

/// Reads the number that begins at an index, and moves this behind it. `None` where there is none, or
/// it may not be exact: those with exponents and long decimals are left to `codec/exactNumber.ts`.
#[inline(always)]
pub fn read_number(bytes: &[u8], at: &mut usize) -> Option<Number> {
    let peek = |at: usize| bytes.get(at).copied().unwrap_or(0);
    let negative = peek(*at) == b'-';
    *at += usize::from(negative);
    let mut digits = 0;
    let leading_zero = peek(*at) == b'0';
    let whole = read_digits(bytes, at, &mut digits);
    if whole == 0 || (leading_zero && whole > 1) {
        return None;
    }
    let mut fraction = 0;
    if peek(*at) == b'.' {
        *at += 1;
        fraction = read_digits(bytes, at, &mut digits);
        if fraction == 0 {
            return None;
        }
    }
    if matches!(peek(*at), b'e' | b'E') || whole + fraction > EXACT_DIGITS {
        return None;
    }
    let signed = if negative { -digits } else { digits };
    if let (0, Ok(int), false) = (fraction, i32::try_from(signed), negative && digits == 0) {
        return Some(Number::Int(int));
    }
    // Both are exact, so that their quotient is rounded once.
    let double = digits as f64 / POWERS_OF_TEN[fraction];
    Some(Number::Double(if negative { -double } else { double }))
}

/// Appends the digits to a number, which is wrong if there are too many; how many there are.
#[inline(always)]
fn read_digits(bytes: &[u8], at: &mut usize, number: &mut i64) -> usize {
    let start = *at;
    loop {
        let digit = bytes.get(*at).copied().unwrap_or(0).wrapping_sub(b'0');
        if digit > 9 {
            return *at - start;
        }
        *number = number.wrapping_mul(10).wrapping_add(i64::from(digit));
        *at += 1;
    }
}
