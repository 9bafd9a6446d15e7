//! Values as a plain tree, made by the reader: what it makes of JavaScript otherwise.
use evidentsource_functions_plain::json::{Made, Maker};
use std::cell::RefCell;
use std::rc::Rc;

#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    Null,
    Boolean(bool),
    Number(f64),
    Text(String),
    Array(Rc<RefCell<Vec<Tree>>>),
    Object(Rc<RefCell<Vec<(String, Tree)>>>),
}

/// Knows some keys, as the engine does; forgets others, so that both ways of reading are taken.
pub struct TreeMaker {
    /// Parent and name; the first is the root.
    keys: Vec<(usize, Vec<u8>)>,
    most: usize,
}

impl TreeMaker {
    pub fn new(most: usize) -> TreeMaker {
        TreeMaker { keys: vec![(0, Vec::new())], most }
    }
    fn names(&self, mut last: usize) -> Vec<String> {
        let mut names = Vec::new();
        while last != 0 {
            names.push(String::from_utf8(self.keys[last].1.clone()).unwrap());
            last = self.keys[last].0;
        }
        names.reverse();
        names
    }
}

pub fn set(members: &mut Vec<(String, Tree)>, name: String, value: Tree) {
    match members.iter_mut().find(|(known, _)| *known == name) {
        Some((_, held)) => *held = value,
        None => members.push((name, value)),
    }
}

impl Maker for TreeMaker {
    type Value = Tree;
    type Key = usize;

    fn root(&self) -> usize {
        0
    }
    fn expected(&self, before: usize) -> Option<(usize, &[u8])> {
        let next = |&(at, (parent, _)): &(usize, &(usize, Vec<u8>))| at != 0 && *parent == before;
        self.keys.iter().enumerate().find(next).map(|(at, (_, name))| (at, &name[..]))
    }
    fn find(&mut self, before: usize, name: &[u8]) -> Result<Option<usize>, ()> {
        let known = |(at, (parent, known)): (usize, &(usize, Vec<u8>))| {
            at != 0 && *parent == before && known == name
        };
        let found = self.keys.iter().enumerate().position(known);
        if found.is_none() && self.keys.len() < self.most {
            self.keys.push((before, name.to_vec()));
            return Ok(Some(self.keys.len() - 1));
        }
        Ok(found)
    }
    fn object(&mut self, last: usize, values: &mut Vec<Tree>) -> Result<Tree, ()> {
        self.beginning(last, values)
    }
    fn beginning(&mut self, last: usize, values: &mut Vec<Tree>) -> Result<Tree, ()> {
        let names = self.names(last);
        let mut members = Vec::new();
        let values = values.drain(values.len() - names.len()..);
        names.into_iter().zip(values).for_each(|(name, value)| set(&mut members, name, value));
        Ok(Tree::Object(Rc::new(RefCell::new(members))))
    }
    fn member(&mut self, object: &Tree, name: Tree, value: Tree) -> Result<(), ()> {
        let (Tree::Object(members), Tree::Text(name)) = (object, name) else { panic!("no member") };
        set(&mut members.borrow_mut(), name, value);
        Ok(())
    }
}

impl Made for Tree {
    type Error = ();

    fn array(values: &mut Vec<Tree>, first: usize) -> Result<Tree, ()> {
        Ok(Tree::Array(Rc::new(RefCell::new(values.drain(first..).collect()))))
    }
    fn add(&self, values: &mut Vec<Tree>, first: usize) -> Result<(), ()> {
        let Tree::Array(elements) = self else { panic!("no array") };
        elements.borrow_mut().extend(values.drain(first..));
        Ok(())
    }
    fn ascii(text: &[u8]) -> Result<Tree, ()> {
        assert!(text.is_ascii());
        Tree::utf8(text)
    }
    fn utf8(text: &[u8]) -> Result<Tree, ()> {
        Ok(Tree::Text(String::from_utf8(text.to_vec()).expect("UTF-8")))
    }
    fn int(value: i32) -> Tree {
        Tree::Number(value.into())
    }
    fn double(value: f64) -> Tree {
        Tree::Number(value)
    }
    fn boolean(value: bool) -> Tree {
        Tree::Boolean(value)
    }
    fn null() -> Tree {
        Tree::Null
    }
    fn full() {}
}
