//! What is read by a plan, against what is read without one.
mod support;

use evidentsource_functions_plain::json::{read_json, End};
use evidentsource_functions_plain::plan::{read_planned, Check, Kind, Plan, Planned, Slot};
use evidentsource_functions_plain::predicates::{email, iso8601, uuid};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Mutex;
use support::tree::{Tree, TreeMaker};
use support::{cases, Random};

const NAMES: [&str; 5] = ["a", "amount", "account_id", "a name with spaces", ""];
const UUID: &str = "4cc5ef8a-1b7b-4f3a-9d35-8d2f3d1f5e11";
const TEXTS: [&str; 10] =
    ["", "a", "ab", "ä", "€€", "𝄞", "☎\u{fe0e}", UUID, "a@example.org", "2026-02-28T12:34:56Z"];
const VALUES: [&str; 16] = [
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.5",
    "12345678901",
    "1e3",
    "[]",
    "{}",
    "[1,2]",
    "[\"a\",null]",
    "nul",
    "\"\\u0061b\"",
];

/// The allowed text and number of every list.
struct Trees(&'static [Plan]);

impl Planned for Trees {
    type Value = Tree;

    fn plan(&self, number: usize) -> &'static Plan {
        &self.0[number]
    }
    fn instance(
        &mut self,
        number: usize,
        order: &[u8],
        values: &mut Vec<Tree>,
    ) -> Result<Tree, ()> {
        let names = order.iter().map(|&index| &self.0[number].members[usize::from(index)].name);
        let names = names.map(|name| String::from_utf8(name.to_vec()).unwrap());
        let values = values.split_off(values.len() - order.len());
        Ok(Tree::Object(Rc::new(RefCell::new(names.zip(values).collect()))))
    }
    fn same_text(&mut self, _: usize, text: &[u8]) -> Result<Option<Tree>, ()> {
        Ok((text == b"ab").then(|| Tree::Text("ab".into())))
    }
    fn has_number(&mut self, _: usize, number: f64) -> Result<bool, ()> {
        Ok(number == 1.0)
    }
}

/// A plan as TypeScript writes it; those before it can be nested.
fn numbers(random: &mut Random, before: usize, members: usize) -> Vec<f64> {
    let mut numbers = Vec::new();
    for _ in 0..members {
        numbers.push(random.below(2) as f64);
        slot(random, &mut numbers, before, 2);
    }
    numbers
}

fn slot(random: &mut Random, to: &mut Vec<f64>, before: usize, depth: usize) {
    let kind = random.below(if depth == 0 {
        4
    } else if before == 0 {
        5
    } else {
        6
    });
    to.extend([kind as f64, random.below(2) as f64]);
    let checks = random.below(3);
    to.push(checks as f64);
    for _ in 0..checks {
        let check = match kind {
            1 => random.below(5),
            2 => 5 + random.below(5),
            4 => 10,
            5 => 1,
            _ => [1, 11][random.below(2)],
        };
        to.extend([check as f64, random.below(3) as f64, (random.below(5) + 1) as f64]);
    }
    match kind {
        4 => slot(random, to, before, depth - 1),
        5 => to.push(random.below(before) as f64),
        _ => (),
    }
}

fn text_of(random: &mut Random, plan: &Plan, plans: &[Plan]) -> String {
    let mut members: Vec<String> = Vec::new();
    for member in &plan.members {
        if !random.one_in(6) {
            let name = String::from_utf8(member.name.to_vec()).unwrap();
            members.push(format!("\"{name}\" :{}", value_of(random, &member.slot, plans)));
        }
    }
    if random.one_in(4) {
        members.reverse();
    }
    if random.one_in(10) {
        members.push(format!("\"{}\":1", random.one_of(&NAMES)));
    }
    format!("{{{}}}", members.join(", "))
}

fn value_of(random: &mut Random, slot: &Slot, plans: &[Plan]) -> String {
    match &slot.kind {
        _ if random.one_in(8) => random.one_of(&VALUES).to_owned(),
        Kind::Text | Kind::Scalar => format!("\"{}\"", random.one_of(&TEXTS)),
        Kind::Number => format!("{}", random.below(5)),
        Kind::Boolean => "true".to_owned(),
        Kind::Object(number) => text_of(random, &plans[*number], plans),
        Kind::Array(of) => {
            let count = random.below(4) + if random.one_in(50) { 300 } else { 0 };
            let elements: Vec<_> = (0..count).map(|_| value_of(random, of, plans)).collect();
            format!("[{}]", elements.join(","))
        }
    }
}

fn characters(text: &str) -> usize {
    text.chars().filter(|char| !matches!(char, '\u{fe0e}' | '\u{fe0f}')).count()
}

/// Whether a value keeps the rules of its place, by other means than the reader's.
fn keeps(tree: &Tree, slot: &Slot, plans: &[Plan]) -> bool {
    let holds = |check: &Check| match (check, tree) {
        (Check::Units(least, most), Tree::Text(text)) => {
            (*least as usize..=*most as usize).contains(&characters(text))
        }
        (Check::NotEmpty, tree) => *tree != Tree::Text(String::new()),
        (Check::Uuid, Tree::Text(text)) => uuid(text.as_bytes()),
        (Check::Email, Tree::Text(text)) => email(text.as_bytes()),
        (Check::Iso8601, Tree::Text(text)) => iso8601(text.as_bytes()),
        (Check::Integer, Tree::Number(number)) => number.fract() == 0.0,
        (Check::Above(limit), Tree::Number(number)) => number > limit,
        (Check::Below(limit), Tree::Number(number)) => number < limit,
        (Check::AtLeast(limit), Tree::Number(number)) => number >= limit,
        (Check::AtMost(limit), Tree::Number(number)) => number <= limit,
        (Check::Elements(least, most), Tree::Array(list)) => {
            (*least as usize..=*most as usize).contains(&list.borrow().len())
        }
        (Check::OneOf(_), tree) => *tree == Tree::Text("ab".into()) || *tree == Tree::Number(1.0),
        _ => false,
    };
    if *tree == Tree::Null {
        return slot.nullable;
    }
    let kind = match (&slot.kind, tree) {
        (Kind::Scalar, Tree::Text(_) | Tree::Number(_) | Tree::Boolean(_)) => true,
        (Kind::Text, Tree::Text(_)) | (Kind::Number, Tree::Number(_)) => true,
        (Kind::Boolean, Tree::Boolean(_)) => true,
        (Kind::Array(of), Tree::Array(list)) => {
            list.borrow().iter().all(|each| keeps(each, of, plans))
        }
        (Kind::Object(number), Tree::Object(_)) => return planned(tree, &plans[*number], plans),
        _ => false,
    };
    kind && slot.checks.iter().all(holds)
}

fn planned(tree: &Tree, plan: &Plan, plans: &[Plan]) -> bool {
    let Tree::Object(members) = tree else { return false };
    let members = members.borrow();
    let known = |(name, value): &(String, Tree)| {
        let mut of_plan = plan.members.iter();
        let member = of_plan.find(|member| *member.name == *name.as_bytes());
        member.is_some_and(|member| keeps(value, &member.slot, plans))
    };
    let there = |index: usize| {
        let name = &plan.members[index].name;
        members.iter().any(|(known, _)| *known.as_bytes() == **name)
    };
    let required = (0..plan.members.len()).filter(|index| plan.required & 1 << index != 0);
    members.iter().all(known) && required.into_iter().all(there)
}

/// Plans stay as long as the program, as an engine's do; whoever looks for leaks finds them here.
fn kept(plans: Vec<Plan>) -> &'static [Plan] {
    static ALL: Mutex<Vec<&[Plan]>> = Mutex::new(Vec::new());
    let plans: &'static [Plan] = Vec::leak(plans);
    ALL.lock().unwrap().push(plans);
    plans
}

#[test]
fn what_a_plan_takes_is_what_is_there_and_keeps_the_rules() {
    let mut random = Random::new();
    let (mut taken, mut read) = (0, 0);
    for _ in 0..cases() / 20 {
        let mut plans: Vec<Plan> = Vec::new();
        for _ in 0..3 {
            let names: Vec<Box<[u8]>> =
                NAMES[random.below(4)..].iter().map(|name| name.as_bytes().into()).collect();
            let numbers = numbers(&mut random, plans.len(), names.len());
            plans.push(Plan::of(names, &numbers, 0).expect("a plan"));
        }
        let plans = kept(plans);
        for _ in 0..20 {
            let text = text_of(&mut random, &plans[2], plans).into_bytes();
            let text = if random.one_in(5) { random.damaged(text) } else { text };
            let shown = String::from_utf8_lossy(&text);
            let plain = read_json(&text, &mut TreeMaker::new(1), &mut Vec::new());
            read += usize::from(plain.is_ok());
            let Ok(tree) = read_planned(&text, 2, &mut Trees(plans), &mut Vec::new()) else {
                continue;
            };
            let Ok(plain) = plain else { panic!("this is no JSON: {shown}") };
            assert_eq!(tree, plain, "{shown}");
            assert!(planned(&tree, &plans[2], plans), "{shown}");
            taken += 1;
        }
    }
    assert!(taken > read / 40, "only {taken} texts of {read} were taken");
}

#[test]
fn numbers_that_are_no_plan_are_refused() {
    let names = || vec![Box::from(*b"a")];
    assert!(Plan::of(names(), &[0.0, 1.0], 0).is_none());
    assert!(Plan::of(vec![Box::from(*b"\"")], &[0.0, 1.0, 0.0, 0.0], 0).is_none());
    assert!(Plan::of((0..33).map(|_| Box::from(*b"a")).collect(), &[0.0; 200], 0).is_none());
    assert!(Plan::of(names(), &[0.0, 1.0, 0.0, 0.0], 0).is_some());
}

#[test]
fn what_a_plan_says_nothing_of_is_doubtful() {
    let plan = Plan::of(vec![Box::from(*b"a")], &[1.0, 1.0, 0.0, 0.0], 0).unwrap();
    let plans = kept(vec![plan]);
    let read = |text: &str| {
        !matches!(
            read_planned(text.as_bytes(), 0, &mut Trees(plans), &mut Vec::new()),
            Err(End::Doubtful)
        )
    };
    assert!(read(" {\"a\" : \"x\"} "));
    for text in [
        "",
        "{}",
        "[]",
        "{\"a\":1}",
        "{\"a\":null}",
        "{\"a\":\"x\",\"b\":1}",
        "{\"a\":\"x\",\"a\":\"x\"}",
        "{\"\\u0061\":\"x\"}",
        "{\"a\":\"x\"}}",
        "{\"a\":\"x\"",
        "{\"a\":\"x\",}",
        "\u{feff}{\"a\":\"x\"}",
    ] {
        assert!(!read(text), "{text}");
    }
}
