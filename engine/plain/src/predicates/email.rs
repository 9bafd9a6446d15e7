/// Letters, digits and `_+-` between dots, at a domain of ASCII labels.
pub fn email(text: &[u8]) -> bool {
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
