//! The reader of JSON against serde_json's.
mod support;

use evidentsource_functions_plain::json::{read_json, End, DEPTH};
use serde_json::Value;
use std::cell::RefCell;
use std::rc::Rc;
use support::json_texts::json_text;
use support::tree::{set, Tree, TreeMaker};
use support::{cases, Random};

fn read(bytes: &[u8], maker: &mut TreeMaker) -> Option<Tree> {
    match read_json(bytes, maker, &mut Vec::new()) {
        Ok(tree) => Some(tree),
        Err(End::Doubtful) => None,
        Err(End::Failed(())) => panic!("this maker never fails"),
    }
}

fn tree_of(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(boolean) => Tree::Boolean(*boolean),
        Value::Number(number) => Tree::Number(number.as_f64().expect("a double")),
        Value::String(text) => Tree::Text(text.clone()),
        Value::Array(list) => {
            Tree::Array(Rc::new(RefCell::new(list.iter().map(tree_of).collect())))
        }
        Value::Object(members) => {
            let mut all = Vec::new();
            members.iter().for_each(|(name, value)| set(&mut all, name.clone(), tree_of(value)));
            Tree::Object(Rc::new(RefCell::new(all)))
        }
    }
}

/// Members in one order, because serde_json has another.
fn sorted(tree: Tree) -> Tree {
    match tree {
        Tree::Array(list) => {
            let sorted = list.borrow().iter().cloned().map(sorted).collect();
            Tree::Array(Rc::new(RefCell::new(sorted)))
        }
        Tree::Object(members) => {
            let mut all: Vec<_> = members
                .borrow()
                .iter()
                .map(|(name, value)| (name.clone(), sorted(value.clone())))
                .collect();
            all.sort_by(|(left, _), (right, _)| left.cmp(right));
            Tree::Object(Rc::new(RefCell::new(all)))
        }
        tree => tree,
    }
}

/// Checks one text; whether it was read.
fn check(bytes: &[u8], maker: &mut TreeMaker) -> bool {
    let Some(tree) = read(bytes, maker) else { return false };
    let expected: Value = serde_json::from_slice(bytes)
        .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(bytes)));
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(sorted(tree), sorted(tree_of(&expected)), "{text}");
    true
}

#[test]
fn reads_what_serde_json_reads_or_declines() {
    let mut random = Random::new();
    let mut read = 0;
    for count in 0..cases() {
        let mut maker = TreeMaker::new(random.below(12) + 1);
        let text = json_text(&mut random, count % 6);
        let right = check(text.as_bytes(), &mut maker);
        let damaged = random.damaged(text.into_bytes());
        // The keys of the text before are known now.
        read += usize::from(check(&damaged, &mut maker)) + usize::from(right);
    }
    assert!(read > cases() / 4, "only {read} texts of {} were read at all", 2 * cases());
}

#[test]
fn reads_every_plain_text_that_serde_json_writes() {
    let mut random = Random::new();
    let mut written = 0;
    for count in 0..cases() {
        let text = json_text(&mut random, count % 5);
        let Ok(value) = serde_json::from_str::<Value>(&text) else { continue };
        let plain = value.to_string();
        // Numbers may be none that are certainly exact.
        if !plain.contains(|sign: char| sign.is_ascii_digit()) {
            assert!(check(plain.as_bytes(), &mut TreeMaker::new(6)), "{plain}");
            written += 1;
        }
    }
    assert!(written > cases() / 100, "only {written} texts were plain");
}

#[test]
fn lets_in_as_many_levels_as_the_codec() {
    for (levels, expected) in [(DEPTH, true), (DEPTH + 1, false)] {
        let text = format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert_eq!(check(text.as_bytes(), &mut TreeMaker::new(1)), expected);
        let text = format!("{}1{}", "{\"a\":".repeat(levels), "}".repeat(levels));
        assert_eq!(check(text.as_bytes(), &mut TreeMaker::new(70)), expected);
    }
}

#[test]
fn is_not_harmed_by_any_bytes() {
    let mut random = Random::new();
    for _ in 0..cases() {
        let length = random.below(40);
        let bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
        check(&bytes, &mut TreeMaker::new(4));
    }
}
