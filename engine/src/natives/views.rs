//! Views that were prepared while the module was evaluated: a decision reads one in a single step, as long as
//! all about it is ordinary.
use super::instances::read;
use super::ordinary::{count, is_identifier, own};
use super::plans::{atom_of, each, kept, planned};
use crate::arena;
use crate::boxed::Boxed;
use crate::engine::atoms;
use crate::layout::*;
use crate::lower::{self, Place};
use crate::native::Call;
use crate::quickjs::*;
use crate::record::{Record, RecordMut};
use crate::selector;
use crate::single::Single;
use crate::template::Nodes;
use crate::utf8::Utf8;
use crate::value::{caught, range_error, room_for, Outcome, Thrown, Value};

struct View {
    class: Value,
    name: Box<[u8]>,
    version: u64,
    parameters: Vec<Parameter>,
    /// Of the selector.
    nodes: Nodes,
    /// Where in the nodes a text stands that is a parameter's value, and which one.
    open: Vec<(usize, usize)>,
    /// By which its state is read.
    plan: Option<usize>,
}

struct Parameter {
    key: JSAtom,
    name: Box<[u8]>,
    /// A case of `event-attribute`.
    kind: u8,
}

/// What a decision has read.
pub struct Read {
    view: &'static View,
    /// The number of the view.
    number: usize,
    /// A text for each parameter.
    values: Vec<Value>,
}

static VIEWS: Single<Vec<&'static View>> = Single::new(Vec::new());
static READS: Boxed<Read> = Boxed::new();

/// The prototype of what has been read is TypeScript's to fill.
pub fn register() -> Outcome<Value> {
    let prototype = Value::object()?;
    READS.register(c"ViewRead", prototype.clone());
    Ok(prototype)
}

/// The number of a view: its class, name and version, the names of its parameters, the nodes of its selector with
/// some text in place of each parameter, which parameter stands in which node, and the plan of its state.
#[inline(never)]
pub fn prepare_view(call: &Call) -> Outcome<Value> {
    let (lowered, memory) = arena::in_its_own(|| {
        let layout = (event_selector_node::SIZE, event_selector_node::ALIGN);
        lower::list(call.argument(4), &Place::root("nodes"), layout, selector::node)
    });
    let nodes = Nodes::in_its_own(lowered?, memory);
    let mut parameters = Vec::new();
    each(call.argument(3), &mut |name| {
        let key = atom_of(&name)?;
        parameters.push(Parameter { key, name: Utf8::of(&name)?.bytes().into(), kind: 0 });
        Ok(())
    })?;
    let mut open = Vec::new();
    each(call.argument(5), &mut |pair| {
        let place = pair.at(0)?.as_number().unwrap_or(-1.0) as usize;
        let parameter = pair.at(1)?.as_number().unwrap_or(-1.0) as usize;
        let (true, Some(found)) = (place < nodes.count, parameters.get_mut(parameter)) else {
            return range_error("there is no such place or parameter");
        };
        let (text, kind) = open_text(nodes.at(place));
        found.kind = kind;
        open.push((place * event_selector_node::SIZE + text, parameter));
        Ok(())
    })?;
    let view = View {
        class: call.argument(0).clone(),
        name: Utf8::of(call.argument(1))?.bytes().into(),
        version: lower::u64(call.argument(2), &Place::root("version"))?,
        parameters,
        nodes,
        open,
        plan: call.argument(6).as_number().map(|number| number as usize),
    };
    kept(&VIEWS, view).map(|number| Value::int(number as i32))
}

/// Where the text of a node stands, and what kind of attribute it is the value of.
fn open_text(node: Record) -> (usize, u8) {
    use event_selector_node::*;
    let kind = node.field(PAYLOAD).u8(0);
    let text = PAYLOAD + event_attribute::PAYLOAD;
    match node.u8(0) {
        EQUALS if kind == event_attribute::SUBJECT => (text + option_string::PAYLOAD, kind),
        _ => (text, kind),
    }
}

fn viewed(class: &Value) -> Option<(usize, &'static View)> {
    VIEWS.with(|views| {
        let number = views.iter().position(|view| view.class.is(class))?;
        Some((number, views[number]))
    })
}

/// The read that a class and an object with values ask for; nothing where TypeScript must look at them.
#[inline(never)]
pub fn asked(class: &Value, values: &Value) -> Outcome<Option<Read>> {
    let Some((number, view)) = viewed(class) else { return Ok(None) };
    Ok(values_in(values, view)?.map(|values| Read { view, number, values }))
}

/// A text for each parameter, if the object holds just these, and all of them are certainly valid.
#[inline(never)]
fn values_in(given: &Value, view: &View) -> Outcome<Option<Vec<Value>>> {
    if count(given) != Some(view.parameters.len()) {
        return Ok(None);
    }
    let mut values = room_for(view.parameters.len())?;
    for parameter in &view.parameters {
        match own(given, parameter.key) {
            Some(value) if value.is_string() => values.push(value),
            _ => return Ok(None),
        }
    }
    for (parameter, value) in view.parameters.iter().zip(&values) {
        // Names of streams have rules of their own.
        if parameter.kind == event_attribute::STREAM || !is_identifier(Utf8::of(value)?.bytes()) {
            return Ok(None);
        }
    }
    Ok(Some(values))
}

impl Read {
    /// Name and version.
    pub fn of(&self) -> (&'static [u8], u64) {
        (&self.view.name, self.view.version)
    }

    /// Address and count of the parameters as the host reads them.
    #[inline(never)]
    pub fn parameters(&self) -> Outcome<(*const u8, usize)> {
        use tuple_string_event_attribute::*;
        let parameters = &self.view.parameters;
        let list = RecordMut::new(parameters.len() * SIZE, ALIGN)?;
        for (index, (parameter, value)) in parameters.iter().zip(&self.values).enumerate() {
            let to = list.field(index * SIZE);
            to.set_slice(FIELD_0, parameter.name.as_ptr(), parameter.name.len());
            let mut to = to.field(FIELD_1);
            to.set_u8(0, parameter.kind);
            to = to.field(event_attribute::PAYLOAD);
            if parameter.kind == event_attribute::SUBJECT {
                to.set_u8(0, option_string::SOME);
                to = to.field(option_string::PAYLOAD);
            }
            let (start, length) = lower::copied(Utf8::of(value)?.bytes())?;
            to.set_slice(0, start, length);
        }
        Ok((list.address(), parameters.len()))
    }

    /// The state that was folded, or an array with the content that TypeScript must read.
    #[inline(never)]
    pub fn state(&self, rendered: Record) -> Outcome<Value> {
        let content = rendered.field(rendered_state_view::CONTENT);
        if content.u8(0) == option_list_u8::NONE {
            return Ok(Value::UNDEFINED);
        }
        let bytes = content.bytes(option_list_u8::PAYLOAD);
        if bytes.is_empty() {
            return Ok(Value::UNDEFINED);
        }
        let plan = self.view.plan.and_then(|number| Some((number, planned(number)?)));
        if let Some((number, class)) = plan {
            match read(bytes, number, class) {
                Ok(state) if state.is_object() && !state.is_array() => return Ok(state),
                Ok(_) => (),
                Err(Thrown) => drop(caught()),
            }
        }
        let mut content = room_for(1)?;
        content.push(Value::bytes(bytes)?);
        Value::array(content)
    }

    /// Adds it to a list, if there is one.
    #[inline(never)]
    pub fn note(self, list: &Value) -> Outcome<()> {
        if !list.is_array() {
            return Ok(());
        }
        list.set_at(list.length()?, READS.object(self)?)
    }
}

/// What the value tells to have been read, if it is such a note.
pub fn read_of(value: &Value) -> Option<&Read> {
    READS.of(value)
}

/// The number of the view that was read, and the values of its parameters in their order.
pub fn view_read(call: &Call) -> Outcome<Value> {
    let Some(read) = read_of(call.argument(0)) else { return Ok(Value::UNDEFINED) };
    let mut told = room_for(read.values.len() + 1)?;
    told.push(Value::int(read.number as i32));
    told.extend(read.values.iter().cloned());
    Value::array(told)
}

/// Writes the condition that what was read has not changed since the revision that the note has by now.
#[inline(never)]
pub fn condition(to: RecordMut, note: &Value, read: &Read, place: &Place) -> Outcome<()> {
    use append_condition::*;
    let revision = lower::u64(&note.get(atoms().revision)?, &place.member("revision"))?;
    let Read { view, values, .. } = read;
    let nodes = view.nodes.copied()?;
    for &(at, parameter) in &view.open {
        let (start, length) = lower::copied(Utf8::of(&values[parameter])?.bytes())?;
        nodes.set_slice(at, start, length);
    }
    to.set_u8(0, MAX);
    let payload = to.field(PAYLOAD);
    payload.set_u64(append_condition_max::REVISION, revision);
    let selector = payload.field(append_condition_max::SELECTOR);
    selector.set_slice(event_selector::NODES, nodes.address(), view.nodes.count);
    Ok(())
}
