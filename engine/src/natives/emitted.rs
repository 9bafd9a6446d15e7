//! Events of a decision, written by what was prepared of their class while the module was evaluated, as long as
//! all about them is ordinary.
use super::instances::read;
use super::ordinary::{count, inherits, is_identifier, lacks, own, property};
use super::plain_json::{push, write_primitive};
use super::plans::{atom_of, each, kept, ordinary, planned, Planned};
use crate::boxed::Boxed;
use crate::engine::atoms;
use crate::layout::*;
use crate::lower::{self, Place};
use crate::native::Call;
use crate::quickjs::*;
use crate::record::RecordMut;
use crate::single::Single;
use crate::utf8::Utf8;
use crate::value::{caught, range_error, room_for, Outcome, Thrown, Value};
use evidentsource_functions_plain::quoted::append_quoted;

/// A class whose instances are written as they are.
struct Emitted {
    number: usize,
    class: &'static Planned,
    event_type: Box<[u8]>,
    stream: Box<[u8]>,
    subject: Option<JSAtom>,
    members: Vec<Member>,
}

struct Member {
    property: JSAtom,
    wire_name: JSAtom,
    /// The name in JSON and what stands behind it.
    key: Box<[u8]>,
}

/// The names of what a draft has.
struct Draft {
    mark: JSAtom,
    class: JSAtom,
    payload: JSAtom,
    options: JSAtom,
    /// Of options, none of which may be given.
    option_names: Vec<JSAtom>,
}

/// An event that waits for the host.
pub struct Written {
    event: &'static Emitted,
    id: Value,
    subject: Option<Value>,
    time: Value,
    text: Vec<u8>,
}

static DRAFT: Single<Option<&'static Draft>> = Single::new(None);
static EVENTS: Single<Vec<&'static Emitted>> = Single::new(Vec::new());
static WRITTEN: Boxed<Written> = Boxed::new();

pub fn register() {
    WRITTEN.register(c"WrittenEvent", Value::NULL);
}

/// The symbol that marks drafts, and the names of the options that they may have.
#[inline(never)]
pub fn prepare_drafts(call: &Call) -> Outcome<Value> {
    let name = |name: &str| atom_of(&Value::text(name)?);
    let mut option_names = Vec::new();
    each(call.argument(1), &mut |name| atom_of(&name).map(|name| option_names.push(name)))?;
    let draft = Draft {
        mark: atom_of(call.argument(0))?,
        class: name("eventClass")?,
        payload: atoms().payload,
        options: name("options")?,
        option_names,
    };
    DRAFT.set(Some(Box::leak(Box::new(draft))));
    Ok(Value::UNDEFINED)
}

/// Of a class, by the number of its plan: its type and stream, the property that is the subject, and the names of
/// its properties in the class and in JSON.
#[inline(never)]
pub fn prepare_event(call: &Call) -> Outcome<Value> {
    let number = call.argument(0).as_number().unwrap_or(-1.0) as usize;
    let Some(class) = planned(number) else { return range_error("no such plan") };
    let text = |index: usize| Utf8::of(call.argument(index)).map(|text| text.bytes().into());
    let mut members: Vec<Member> = Vec::new();
    let wire_names = call.argument(5);
    each(call.argument(4), &mut |property| {
        let wire_name = wire_names.at(members.len())?;
        let mut key = Vec::new();
        let known = append_quoted(&mut key, Utf8::of(&wire_name)?.bytes());
        key.push(b':');
        let member = Member {
            property: atom_of(&property)?,
            wire_name: atom_of(&wire_name)?,
            key: key.into(),
        };
        let twice = members.iter().any(|other| other.wire_name == member.wire_name);
        if twice || member.wire_name == atoms().to_json || !matches!(known, Ok(true)) {
            return range_error("these names cannot be written as they are");
        }
        members.push(member);
        Ok(())
    })?;
    let subject = call.argument(3);
    let emitted = Emitted {
        number,
        class,
        event_type: text(1)?,
        stream: text(2)?,
        subject: if subject.is_undefined() { None } else { Some(atom_of(subject)?) },
        members,
    };
    kept(&EVENTS, emitted).map(|_| Value::UNDEFINED)
}

/// The event of a draft, with the time of a decision and the id that a function makes; undefined where TypeScript
/// must look.
pub fn write_event(call: &Call) -> Outcome<Value> {
    let Some((event, payload)) = emitted(call.argument(0)) else { return Ok(Value::UNDEFINED) };
    let Some(text) = event.text_of(&payload)? else { return Ok(Value::UNDEFINED) };
    let subject = match event.subject {
        None => None,
        Some(name) => match own(&payload, name) {
            Some(subject) if subject.is_string() && is_identifier(Utf8::of(&subject)?.bytes()) => {
                Some(subject)
            }
            _ => return Ok(Value::UNDEFINED),
        },
    };
    // It must be readable, too.
    match read(&text, event.number, event.class) {
        Ok(instance) if instance.is_object() => (),
        Ok(_) => return Ok(Value::UNDEFINED),
        Err(Thrown) => {
            drop(caught());
            return Ok(Value::UNDEFINED);
        }
    }
    let id = call.argument(2).call(&Value::UNDEFINED, &[])?;
    WRITTEN.object(Written { event, id, subject, time: call.argument(1).clone(), text })
}

/// The class of a draft without options, and its payload.
#[inline(never)]
fn emitted(draft: &Value) -> Option<(&'static Emitted, Value)> {
    let names = DRAFT.get()?;
    own(draft, names.mark)?;
    let class = own(draft, names.class)?;
    let (payload, options) = (own(draft, names.payload)?, own(draft, names.options)?);
    let event =
        EVENTS.with(|events| events.iter().find(|event| event.class.class.is(&class)).copied())?;
    let is_plain =
        count(&options) == Some(0) && names.option_names.iter().all(|&name| lacks(&options, name));
    is_plain.then_some((event, payload))
}

impl Emitted {
    /// The JSON of an instance of just this class, whose properties are plain data.
    #[inline(never)]
    fn text_of(&self, payload: &Value) -> Outcome<Option<Vec<u8>>> {
        let Some(count) = count(payload).filter(|_| inherits(payload, &self.class.prototype))
        else {
            return Ok(None);
        };
        let mut text = room_for(256)?;
        let mut seen = 0;
        push(&mut text, b"{")?;
        for at in 0..count {
            let Some((name, value)) = property(payload, at) else { return Ok(None) };
            let Some(index) = self.members.iter().position(|member| member.property == name) else {
                return Ok(None);
            };
            seen |= 1 << index;
            if value.is_undefined() {
                continue;
            }
            if text.len() > 1 {
                push(&mut text, b",")?;
            }
            push(&mut text, &self.members[index].key)?;
            if !write_primitive(&mut text, &value)? {
                return Ok(None);
            }
        }
        push(&mut text, b"}")?;
        // Of what is written, while it is no text yet.
        let prototype = &ordinary().object;
        let certain = self.members.iter().enumerate().all(|(index, member)| {
            (seen & 1 << index != 0 || lacks(payload, member.property))
                // Nobody takes what is written in its place.
                && lacks(prototype, member.wire_name)
        });
        Ok((certain && lacks(prototype, atoms().to_json)).then_some(text))
    }
}

/// The event that the value is, if it is one that was written.
pub fn written_of(value: &Value) -> Option<&Written> {
    WRITTEN.of(value)
}

/// Writes it for the host.
#[inline(never)]
pub fn lowered(to: RecordMut, written: &Written, place: &Place) -> Outcome<()> {
    use cloudevent::*;
    use cloudevent_attribute_value as attribute;
    use tuple_string_cloudevent_attribute_value as pair;
    let event = written.event;
    lower::string(to, ID, &written.id, &place.member("id"))?;
    constant(to, SOURCE, &event.stream);
    constant(to, SPECVERSION, b"1.0");
    constant(to, TYPE, &event.event_type);
    let data = to.field(DATA);
    data.set_u8(0, option_cloudevent_data::SOME);
    let data = data.field(option_cloudevent_data::PAYLOAD);
    data.set_u8(0, cloudevent_data::STRING);
    let (start, length) = lower::copied(&written.text)?;
    data.set_slice(cloudevent_data::PAYLOAD, start, length);

    let count = 2 + usize::from(written.subject.is_some());
    let list = RecordMut::new(count * pair::SIZE, pair::ALIGN)?;
    to.set_slice(ATTRIBUTES, list.address(), count);
    let of = |index: usize, name: &'static [u8], case: u8| {
        let to = list.field(index * pair::SIZE);
        constant(to, pair::FIELD_0, name);
        let to = to.field(pair::FIELD_1);
        to.set_u8(0, case);
        to.field(attribute::PAYLOAD)
    };
    if let Some(subject) = &written.subject {
        let (start, length) = lower::copied(Utf8::of(subject)?.bytes())?;
        of(0, b"subject", attribute::STRING).set_slice(0, start, length);
    }
    let time = of(count - 2, b"time", attribute::TIMESTAMP);
    lower::datetime(time, &written.time, &place.member("time"))?;
    constant(of(count - 1, b"datacontenttype", attribute::STRING), 0, b"application/json");
    Ok(())
}

/// A text of the engine's own, which the host reads where it stands.
fn constant(to: RecordMut, offset: usize, text: &'static [u8]) {
    to.set_slice(offset, text.as_ptr(), text.len());
}
