//! Events as JavaScript sees them: an object whose getters read the call's memory when asked.
use crate::engine::context;
use crate::layout::*;
use crate::lift::{self, repeated, Repeated};
use crate::native::{define_class, define_getter, native, Call};
use crate::natives::parse_json;
use crate::quickjs::*;
use crate::record::Record;
use crate::single::Single;
use crate::value::{type_error, Outcome, Value};
use core::ffi::c_void;

static CLASS: Single<JSClassID> = Single::new(0);

/// One event. Undefined members have not been asked for.
struct Event {
    record: Record,
    /// The JavaScript object, not counted; null when it is gone.
    object: *mut c_void,
    attributes: Value,
    data: Value,
    json: Value,
}

/// The lists of this call. They end with it, whatever JavaScript keeps.
static LISTS: Single<Vec<Box<[Event]>>> = Single::new(Vec::new());

pub fn register() -> Outcome<()> {
    let prototype = Value::object()?;
    for (name, getter) in [
        (c"id", native!(id)),
        (c"source", native!(source)),
        (c"specversion", native!(specversion)),
        (c"type", native!(type_)),
        (c"data", native!(data)),
        (c"attributes", native!(attributes)),
        (c"subject", native!(subject)),
        (c"text", native!(text)),
        (c"bytes", native!(bytes)),
        (c"json", native!(json)),
    ] {
        define_getter(&prototype, name, getter);
    }
    *CLASS.get() = define_class(c"CloudEvent", prototype, finalize, Some(mark));
    Ok(())
}

/// The list at an offset, as an array of event objects.
pub fn array(record: Record, offset: usize) -> Outcome<Value> {
    let mut list: Box<[Event]> = record
        .list(offset, cloudevent::SIZE)
        .map(|record| Event {
            record,
            object: core::ptr::null_mut(),
            attributes: Value::UNDEFINED,
            data: Value::UNDEFINED,
            json: Value::UNDEFINED,
        })
        .collect();
    let mut objects = Vec::with_capacity(list.len());
    for event in list.iter_mut() {
        // SAFETY: the event outlives its object or is taken from it by `release`, because the list
        // does not move; see `finalize` for the other way round.
        unsafe {
            let object = Value::outcome(JS_NewObjectClass(context(), *CLASS.get()))?;
            event.object = JS_VALUE_GET_PTR(object.raw());
            JS_SetOpaque(object.raw(), event as *mut Event as *mut c_void);
            objects.push(object);
        }
    }
    LISTS.get().push(list);
    Value::array(objects)
}

/// Ends all events of the call; objects that JavaScript keeps refuse from now on.
pub fn release() {
    for list in core::mem::take(LISTS.get()) {
        for event in list.iter().filter(|event| !event.object.is_null()) {
            // SAFETY: `finalize` would have cleared the pointer if the object were gone.
            unsafe { JS_SetOpaque(JS_MKPTR(JS_TAG_OBJECT, event.object), core::ptr::null_mut()) };
        }
    }
}

unsafe extern "C" fn finalize(_runtime: *mut JSRuntime, object: JSValue) {
    let event = JS_GetOpaque(object, *CLASS.get()) as *mut Event;
    // SAFETY: `release` has set the pointer to null if the event is gone.
    if let Some(event) = event.as_mut() {
        event.object = core::ptr::null_mut();
        event.attributes = Value::UNDEFINED;
        event.data = Value::UNDEFINED;
        event.json = Value::UNDEFINED;
    }
}

unsafe extern "C" fn mark(runtime: *mut JSRuntime, object: JSValue, mark: JS_MarkFunc) {
    let event = JS_GetOpaque(object, *CLASS.get()) as *const Event;
    // SAFETY: as above.
    if let Some(event) = event.as_ref() {
        for member in [&event.attributes, &event.data, &event.json] {
            JS_MarkValue(runtime, member.raw(), mark);
        }
    }
}

fn event_of(value: &Value) -> Outcome<&mut Event> {
    // SAFETY: null, or an event of this call. The reference is not used while JavaScript runs.
    let event = unsafe { (JS_GetOpaque(value.raw(), *CLASS.get()) as *mut Event).as_mut() };
    match event {
        Some(event) => Ok(event),
        None if is_event(value) => type_error(
            "this event belongs to a call that has ended; keep what is needed of it, not the event",
        ),
        None => type_error("an event of this call was expected"),
    }
}

/// The prototype of all events: an object with the getters above, until a module sets its own.
pub fn prototype() -> Value {
    // SAFETY: plain call; what it returns is ours.
    unsafe { Value::from_raw(JS_GetClassProto(context(), *CLASS.get())) }
}

/// Events that are made from now on have this prototype.
pub fn set_prototype(call: &Call) -> Outcome<Value> {
    if !call.argument(0).is_object() {
        return type_error("a prototype is an object");
    }
    // SAFETY: the count is handed over.
    unsafe { JS_SetClassProto(context(), *CLASS.get(), call.argument(0).clone().into_raw()) };
    Ok(Value::UNDEFINED)
}

pub fn is_event(value: &Value) -> bool {
    value.class() == *CLASS.get()
}

pub fn record_of(value: &Value) -> Outcome<Record> {
    Ok(event_of(value)?.record)
}

fn id(call: &Call) -> Outcome<Value> {
    lift::string(record_of(call.this)?, cloudevent::ID)
}
fn source(call: &Call) -> Outcome<Value> {
    repeated(Repeated::Source, record_of(call.this)?, cloudevent::SOURCE)
}
fn specversion(call: &Call) -> Outcome<Value> {
    repeated(Repeated::Specversion, record_of(call.this)?, cloudevent::SPECVERSION)
}
fn type_(call: &Call) -> Outcome<Value> {
    repeated(Repeated::Type, record_of(call.this)?, cloudevent::TYPE)
}

fn data(call: &Call) -> Outcome<Value> {
    let event = event_of(call.this)?;
    if event.data.is_undefined() {
        event.data = lift::event_data(event.record.field(cloudevent::DATA))?;
    }
    Ok(event.data.clone())
}

fn attributes(call: &Call) -> Outcome<Value> {
    let event = event_of(call.this)?;
    if event.attributes.is_undefined() {
        event.attributes = lift::event_attributes(event.record)?;
    }
    Ok(event.attributes.clone())
}

fn subject(call: &Call) -> Outcome<Value> {
    use cloudevent_attribute_value::{PAYLOAD, STRING};
    attributes_named(record_of(call.this)?, b"subject")
        .find(|value| value.u8(0) == STRING)
        .map_or(Ok(Value::UNDEFINED), |value| lift::string(value, PAYLOAD))
}

fn text(call: &Call) -> Outcome<Value> {
    payload(record_of(call.this)?).map_or(Ok(Value::UNDEFINED), Value::utf8)
}
fn bytes(call: &Call) -> Outcome<Value> {
    payload(record_of(call.this)?).map_or(Ok(Value::UNDEFINED), Value::bytes)
}

fn json(call: &Call) -> Outcome<Value> {
    let event = event_of(call.this)?;
    if event.json.is_undefined() {
        if let Some(payload) = payload(event.record) {
            event.json = parse_json::parse(payload)?;
        }
    }
    Ok(event.json.clone())
}

/// The bytes of an event's data, text or not.
pub fn payload(event: Record) -> Option<&'static [u8]> {
    let option = event.field(cloudevent::DATA);
    (option.u8(0) != option_cloudevent_data::NONE)
        .then(|| option.field(option_cloudevent_data::PAYLOAD).bytes(cloudevent_data::PAYLOAD))
}

/// The values of the attributes of that name, of which there should be one at most.
pub fn attributes_named(event: Record, name: &[u8]) -> impl Iterator<Item = Record> + '_ {
    use tuple_string_cloudevent_attribute_value::*;
    event
        .list(cloudevent::ATTRIBUTES, SIZE)
        .filter(move |attribute| attribute.bytes(FIELD_0) == name)
        .map(|attribute| attribute.field(FIELD_1))
}
