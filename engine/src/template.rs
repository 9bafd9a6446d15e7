//! Selectors that were lowered while the module was evaluated, but for some of their nodes: what is bound
//! from one differs in a value or two.
use crate::arena;
use crate::boxed::Boxed;
use crate::layout::event_selector_node::{ALIGN, SIZE};
use crate::lower::Place;
use crate::memory::Region;
use crate::record::{Record, RecordMut};
use crate::value::{room_for, type_error, Outcome, Value};

/// Nodes of a selector as the host reads them, with their texts; nothing is written there any more.
pub struct Nodes {
    start: *const u8,
    pub count: usize,
    _memory: Region,
}

impl Nodes {
    /// Of nodes that are in memory of their own.
    pub fn in_its_own((start, count): (*const u8, usize), memory: Region) -> Nodes {
        Nodes { start, count, _memory: memory }
    }

    pub fn at(&self, index: usize) -> Record {
        // SAFETY: the list has been written there, with that many nodes.
        unsafe { Record::at(self.start.add(index.min(self.count) * SIZE)) }
    }

    /// The same once more, to be written in.
    #[inline(never)]
    pub fn copied(&self) -> Outcome<RecordMut> {
        let size = self.count * SIZE;
        let to = RecordMut::new(size, ALIGN)?;
        // SAFETY: both blocks have that size.
        unsafe { core::ptr::copy_nonoverlapping(self.start, to.address(), size) };
        Ok(to)
    }
}

pub struct Template {
    nodes: Nodes,
    /// The places of the nodes that are given later, in their order.
    open: Vec<usize>,
}

/// Writes a node.
type Lower = fn(RecordMut, &Value, &Place) -> Outcome<()>;

static TEMPLATES: Boxed<Template> = Boxed::new();

pub fn register() -> Outcome<()> {
    TEMPLATES.register(c"SelectorTemplate", Value::object()?);
    Ok(())
}

/// See `selector::template_of`.
pub fn prepare(nodes: &Value, node: Lower) -> Outcome<Value> {
    if !nodes.is_array() {
        return type_error("a template must be made of an array of nodes");
    }
    let (lowered, memory) = arena::in_its_own(|| lowered(nodes, node));
    let (nodes, count, open) = lowered?;
    TEMPLATES.object(Template { nodes: Nodes::in_its_own((nodes, count), memory), open })
}

fn lowered(nodes: &Value, lower: Lower) -> Outcome<(*const u8, usize, Vec<usize>)> {
    let count = nodes.length()?;
    if count > MOST {
        return type_error("a template must have fewer nodes");
    }
    let list = RecordMut::new(count * SIZE, ALIGN)?;
    let mut open = room_for(count)?;
    for index in 0..count {
        let node = nodes.at(index)?;
        if node.is_undefined() {
            open.push(index);
        } else {
            lower(list.field(index * SIZE), &node, &Place::root("nodes").index(index))?;
        }
    }
    Ok((list.address(), count, open))
}

/// More than any selector has.
const MOST: usize = 1 << 20;

/// The template that the value is, if it is one.
pub fn of(value: &Value) -> Option<&Template> {
    TEMPLATES.of(value)
}

impl Template {
    /// Address and count of the nodes, with those that the list holds in the open places.
    pub fn filled(
        &self,
        nodes: &Value,
        place: &Place,
        lower: Lower,
    ) -> Outcome<(*const u8, usize)> {
        let place = place.member("nodes");
        if !nodes.is_array() || nodes.length()? != self.open.len() {
            return place.must_be("the nodes of the open places", nodes);
        }
        let to = self.nodes.copied()?;
        for (index, &at) in self.open.iter().enumerate() {
            lower(to.field(at * SIZE), &nodes.at(index)?, &place.index(index))?;
        }
        Ok((to.address(), self.nodes.count))
    }
}
