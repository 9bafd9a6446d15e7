//! The predicates against slower ones, which follow the words of the rules.
mod support;

use evidentsource_functions_plain::predicates::{email, iso8601, uuid};
use support::{cases, Random};

fn slow_uuid(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && text.chars().all(|sign| sign == '-' || sign.is_ascii_hexdigit())
        && ('1'..='8').contains(&parts[2].chars().next().unwrap())
        && "89abAB".contains(parts[3].chars().next().unwrap())
}

fn slow_email(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else { return false };
    let known = |sign: char| sign.is_ascii_alphanumeric() || "_+-".contains(sign);
    let labels: Vec<&str> = domain.split('.').collect();
    let (top, labels) = labels.split_last().unwrap();
    let label = |label: &&str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    local.len() <= 64
        && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(known))
        && domain.len() <= 180
        && !labels.is_empty()
        && labels.iter().all(label)
        && (2..=63).contains(&top.len())
        && top.chars().all(|sign| sign.is_ascii_alphabetic())
}

fn slow_iso8601(text: &str) -> bool {
    let part = |range: std::ops::Range<usize>| -> Option<u32> {
        let part = text.get(range)?;
        part.chars().all(|sign| sign.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    let sign =
        |at: usize, signs: &str| text.get(at..at + 1).is_some_and(|sign| signs.contains(sign));
    let within = |range: std::ops::Range<usize>, values: std::ops::Range<u32>| {
        part(range).is_some_and(|value| values.contains(&value))
    };
    let date = part(0..4).is_some()
        && sign(4, "-")
        && within(5..7, 1..13)
        && sign(7, "-")
        && within(8..10, 1..32);
    if !date || text.len() == 10 {
        return date;
    }
    let clock = sign(10, "T")
        && within(11..13, 0..24)
        && sign(13, ":")
        && within(14..16, 0..60)
        && sign(16, ":")
        && within(17..19, 0..60);
    let mut at = 19;
    if sign(at, ".") {
        at += 1;
        let digits = at;
        while sign(at, "0123456789") {
            at += 1;
        }
        if at == digits {
            return false;
        }
    }
    let zulu = sign(at, "Z") && text.len() == at + 1;
    let offset = sign(at, "+-")
        && within(at + 1..at + 3, 0..24)
        && sign(at + 3, ":")
        && within(at + 4..at + 6, 0..60)
        && text.len() == at + 6;
    clock && (zulu || offset)
}

fn agree(name: &str, fast: fn(&[u8]) -> bool, slow: fn(&str) -> bool, seeds: &[&str]) {
    let mut random = Random::new();
    let mut accepted = 0;
    for _ in 0..cases() {
        let seed = random.one_of(seeds).as_bytes().to_vec();
        let bytes = if random.one_in(4) { seed } else { random.damaged(seed) };
        let fast = fast(&bytes);
        accepted += usize::from(fast);
        // What is no UTF-8 comes from no string, and must only not be accepted.
        let expected = core::str::from_utf8(&bytes).is_ok_and(slow);
        assert_eq!(fast, expected, "{name}: {}", String::from_utf8_lossy(&bytes));
    }
    assert!(accepted > cases() / 20, "{name}: only {accepted} were accepted");
}

#[test]
fn uuids() {
    let seeds = [
        "3f2a8c1e-5b7d-4e9f-a1b2-c3d4e5f60718",
        "00000000-0000-0000-0000-000000000000",
        "3F2A8C1E-5B7D-8E9F-B1B2-C3D4E5F60718",
    ];
    agree("uuid", uuid, slow_uuid, &seeds);
}

#[test]
fn emails() {
    let long = format!("a@{}.{}.{}.example", "b".repeat(63), "c".repeat(63), "d".repeat(50));
    let seeds = [
        "ada@example.org",
        "a.b+c_d-e@sub.ex-ample.co",
        "a@b",
        "a@b.c",
        "@example.org",
        "a@-b.org",
        long.as_str(),
    ];
    agree("email", email, slow_email, &seeds);
}

#[test]
fn instants() {
    let seeds = [
        "2024-02-29",
        "2024-02-29T10:00:00Z",
        "2024-12-31T23:59:59.123456789+01:30",
        "2024-13-01",
        "2024-02-29T24:00:00Z",
    ];
    agree("iso8601", iso8601, slow_iso8601, &seeds);
}
