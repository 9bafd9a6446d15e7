//! Strings, numbers and UTF-8 against the standard library and serde_json.
mod support;

use evidentsource_functions_plain::number::{read_number, Number};
use evidentsource_functions_plain::plain_text::{end_of_ascii, end_of_string, unescaped};
use evidentsource_functions_plain::quoted::append_quoted;
use evidentsource_functions_plain::{utf8, uuid};
use support::{cases, Random};

fn random_text(random: &mut Random) -> String {
    let signs = [
        "a",
        "Z",
        " ",
        "\"",
        "\\",
        "\n",
        "\u{1}",
        "\u{7f}",
        "ä",
        "€",
        "𝄞",
        "\u{fffd}",
        "0123456789",
    ];
    (0..random.below(12)).map(|_| random.one_of(&signs)).collect()
}

fn random_bytes(random: &mut Random) -> Vec<u8> {
    let text = random_text(random).into_bytes();
    random.damaged(text)
}

#[test]
fn a_quoted_text_is_what_serde_json_writes_and_reads() {
    let mut random = Random::new();
    for _ in 0..cases() {
        let text = random_text(&mut random);
        let mut quoted = Vec::new();
        assert!(append_quoted(&mut quoted, text.as_bytes()).unwrap());
        assert_eq!(
            String::from_utf8(quoted.clone()).unwrap(),
            serde_json::to_string(&text).unwrap()
        );
        assert_eq!(serde_json::from_slice::<String>(&quoted).unwrap(), text);
        let (end, escapes) = end_of_string(&quoted, 1).unwrap();
        assert_eq!(end, quoted.len() - 1);
        assert_eq!(escapes, quoted[1..end].contains(&b'\\'));
        assert_eq!(unescaped(&quoted[1..end]).unwrap().unwrap(), text.as_bytes());
    }
}

#[test]
fn a_lone_surrogate_is_not_quoted_and_is_replaced_otherwise() {
    let mut text = b"a\xed\xa0\x80b\xed\xbf\xbf\xed\x9f\xbf".to_vec();
    assert!(!append_quoted(&mut Vec::new(), &text).unwrap());
    utf8::replace_lone_surrogates(&mut text);
    assert_eq!(String::from_utf8(text).unwrap(), "a\u{fffd}b\u{fffd}\u{d7ff}");
}

#[test]
fn ordinary_ascii_ends_where_a_slow_look_says() {
    let mut random = Random::new();
    for _ in 0..cases() {
        let bytes = random_bytes(&mut random);
        let at = random.below(bytes.len() + 1);
        let ordinary = |byte: &&u8| (b' '..=0x7f).contains(*byte) && !b"\"\\".contains(*byte);
        let expected = at + bytes[at..].iter().take_while(ordinary).count();
        assert_eq!(end_of_ascii(&bytes, at), expected, "{bytes:?} from {at}");
    }
}

#[test]
fn a_number_is_what_the_standard_library_reads_or_is_declined() {
    let mut random = Random::new();
    let mut read = 0;
    for _ in 0..cases() {
        let digits: String =
            (0..random.below(18)).map(|_| char::from(b'0' + random.below(10) as u8)).collect();
        let point = random.below(digits.len() + 1);
        let sign = random.one_of(&["", "-"]);
        let text = match random.below(3) {
            0 => format!("{sign}{digits}"),
            1 => format!("{sign}{}.{}", &digits[..point], &digits[point..]),
            _ => format!("{sign}{digits}e{}", random.below(30)),
        };
        let mut at = 0;
        let Some(number) = read_number(text.as_bytes(), &mut at) else { continue };
        read += 1;
        assert_eq!(at, text.len(), "{text}");
        let expected: f64 = text.parse().unwrap();
        let given = match number {
            Number::Int(int) => f64::from(int),
            Number::Double(double) => double,
        };
        assert_eq!(given.to_bits(), expected.to_bits(), "{text}");
        assert!(serde_json::from_str::<f64>(&text).is_ok(), "{text} is no JSON");
    }
    assert!(read > cases() / 10);
}

#[test]
fn broken_utf8_is_repaired_as_the_standard_library_does() {
    let mut random = Random::new();
    for _ in 0..cases() {
        let bytes = random_bytes(&mut random);
        let repaired = utf8::repaired(&bytes).unwrap();
        assert_eq!(repaired, String::from_utf8_lossy(&bytes).as_bytes());
        let short = utf8::shortened(&bytes, 7);
        assert!(short.len() <= 7 * 3 + "…".len());
        assert!(bytes.len() > 7 || short.as_bytes() == repaired);
    }
}

#[test]
fn a_text_in_pieces_is_the_text() {
    let mut random = Random::new();
    for _ in 0..cases() {
        let text = random_text(&mut random);
        let cut = random.below(text.len() + 1);
        let unfinished = utf8::unfinished(&text.as_bytes()[..cut]);
        assert!(text.is_char_boundary(cut - unfinished), "{text:?} cut at {cut}");
        assert_eq!(unfinished > 0, !text.is_char_boundary(cut));
        let fitting = utf8::fitting(&text, cut);
        assert_eq!(fitting.len(), cut - unfinished);
        assert_eq!(utf8::utf16_length(fitting), fitting.encode_utf16().count());
    }
}

#[test]
fn a_uuid_is_of_version_4() {
    let mut random = Random::new();
    for _ in 0..100 {
        let bytes = std::array::from_fn(|_| random.next() as u8);
        let text = uuid::version_4(bytes);
        let text = core::str::from_utf8(&text).unwrap();
        assert!(evidentsource_functions_plain::predicates::uuid(text.as_bytes()), "{text}");
        assert_eq!(&text[14..15], "4");
    }
}
