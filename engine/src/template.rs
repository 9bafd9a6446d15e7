//! Selectors that were lowered while the module was evaluated, but for some of their nodes: what is bound
//! from one differs in a value or two.
use crate::arena;
use crate::layout::event_selector_node::{ALIGN, SIZE};
use crate::lower::Place;
use crate::memory::Region;
use crate::native::define_class;
use crate::quickjs::*;
use crate::record::RecordMut;
use crate::single::Single;
use crate::value::{room_for, type_error, Outcome, Value};
use core::ffi::c_void;

pub struct Template {
    /// The nodes as the host reads them, and their texts; nothing is written there any more.
    nodes: *const u8,
    count: usize,
    _memory: Region,
    /// The places of the nodes that are given later, in their order.
    open: Vec<usize>,
}

/// Writes a node.
type Lower = fn(RecordMut, &Value, &Place) -> Outcome<()>;

static CLASS: Single<JSClassID> = Single::new(0);

pub fn register() -> Outcome<()> {
    CLASS.set(define_class(c"SelectorTemplate", Value::object()?, finalize, None));
    Ok(())
}

/// See `selector::template_of`.
pub fn prepare(nodes: &Value, node: Lower) -> Outcome<Value> {
    if !nodes.is_array() {
        return type_error("a template must be made of an array of nodes");
    }
    let (lowered, memory) = arena::in_its_own(|| lowered(nodes, node));
    let (nodes, count, open) = lowered?;
    // SAFETY: plain call; what it returns is ours.
    let object = unsafe { Value::outcome(JS_NewObjectClass(context(), CLASS.get()))? };
    let template = Box::into_raw(Box::new(Template { nodes, count, _memory: memory, open }));
    // SAFETY: the object owns the box from now on; `finalize` frees it.
    unsafe { JS_SetOpaque(object.raw(), template as *mut c_void) };
    Ok(object)
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
    if !value.is_object() {
        return None;
    }
    // SAFETY: objects of the class own a box, which lives as long as they do.
    unsafe { (JS_GetOpaque(value.raw(), CLASS.get()) as *const Template).as_ref() }
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
        let size = self.count * SIZE;
        let to = RecordMut::new(size, ALIGN)?;
        // SAFETY: both blocks have that size.
        unsafe { core::ptr::copy_nonoverlapping(self.nodes, to.address(), size) };
        for (index, &at) in self.open.iter().enumerate() {
            lower(to.field(at * SIZE), &nodes.at(index)?, &place.index(index))?;
        }
        Ok((to.address(), self.count))
    }
}

fn context() -> *mut JSContext {
    crate::instance::context()
}

unsafe extern "C" fn finalize(_runtime: *mut JSRuntime, object: JSValue) {
    let mut class = 0;
    let template = JS_GetAnyOpaque(object, &mut class) as *mut Template;
    if !template.is_null() {
        // SAFETY: made by `prepare`, freed once.
        drop(Box::from_raw(template));
    }
}
