/// `2024-02-29`, `2024-02-29T10:00:00.5Z`, or with an offset such as `+01:00`.
pub fn iso8601(text: &[u8]) -> bool {
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
