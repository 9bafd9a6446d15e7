//! JSON texts that are mostly right.
use super::Random;

const KEYS: [&str; 9] = ["a", "b", "id", "account_id", "amount", "", "ä", "__proto__", "a\\u0062"];
const STRINGS: [&str; 12] = [
    "",
    "x",
    "a longer text of ASCII only",
    "ä€𝄞",
    "\\n\\t\\\\\\\"\\/\\b\\f\\r",
    "\\u00e9",
    "\\ud834\\udd1e",
    "\\ud834",
    "\\udd1e\\ud834",
    "\\u12",
    "\\x",
    "eight by",
];
const NUMBERS: [&str; 20] = [
    "0",
    "-0",
    "1",
    "-1",
    "2147483647",
    "2147483648",
    "-2147483648",
    "0.1",
    "1.50",
    "00",
    "01",
    "1.",
    ".5",
    "-",
    "1e5",
    "1E400",
    "999999999999999",
    "9999999999999999",
    "0.000000000000001",
    "12345.678",
];
const SPACES: [&str; 5] = ["", "", " ", "\n\t", "\r "];

/// A text, `depth` levels deep at most.
pub fn json_text(random: &mut Random, depth: usize) -> String {
    let mut text = String::new();
    value(random, &mut text, depth);
    text
}

fn value(random: &mut Random, to: &mut String, depth: usize) {
    space(random, to);
    match random.below(if depth == 0 { 5 } else { 8 }) {
        0 => to.push_str(random.one_of(&["true", "false", "null", "nul", "tru e"])),
        1 | 2 => to.push_str(random.one_of(&NUMBERS)),
        3 => to.push_str(&format!("{}", random.next() as i64 >> random.below(64))),
        4 => string(random, to),
        5 => list(random, to, ("[", "]"), |random, to| value(random, to, depth - 1)),
        _ => list(random, to, ("{", "}"), |random, to| {
            to.push_str(&format!("\"{}\"", random.one_of(&KEYS)));
            space(random, to);
            to.push(':');
            value(random, to, depth - 1);
        }),
    }
    space(random, to);
}

fn list(
    random: &mut Random,
    to: &mut String,
    (open, close): (&str, &str),
    mut element: impl FnMut(&mut Random, &mut String),
) {
    let most = if random.one_in(200) { 700 } else { 6 };
    to.push_str(open);
    for index in 0..random.below(most) {
        if index > 0 {
            to.push(',');
        }
        element(random, to);
    }
    to.push_str(close);
}

fn string(random: &mut Random, to: &mut String) {
    to.push('"');
    for _ in 0..random.below(4) {
        to.push_str(random.one_of(&STRINGS));
    }
    to.push('"');
}

fn space(random: &mut Random, to: &mut String) {
    to.push_str(random.one_of(&SPACES));
}
