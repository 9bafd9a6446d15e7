//! Events as JavaScript sees them: an object whose getters read the call's memory when asked.
use crate::instance::context;
use crate::layout::*;
use crate::lift::{self, repeated, Repeated};
use crate::memory::Region;
use crate::native::{define_class, define_getter, native, Call};
use crate::quickjs::*;
use crate::record::Record;
use crate::single::Single;
use crate::value::{room_for, type_error, Outcome, Value};
use core::ffi::c_void;

static CLASS: Single<JSClassID> = Single::new(0);

/// One event. Undefined members have not been asked for.
struct Event {
    record: Record,
    /// The JavaScript object, not counted; null when it is gone.
    object: *mut c_void,
    list: *mut List,
    attributes: Value,
    data: Value,
}

/// Events that the host has passed together.
struct List {
    events: Box<[Event]>,
    /// What the host has answered; nothing for the arguments of a call.
    memory: Option<Region>,
    /// Objects that there still are, and one more while they are made.
    in_use: usize,
    /// Where it stands in [`LISTS`].
    index: usize,
}

/// The lists of this call. They end with it, whatever JavaScript keeps, and earlier if the memory of
/// their own is held by no object any more.
static LISTS: Single<Vec<*mut List>> = Single::new(Vec::new());

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
    ] {
        define_getter(&prototype, name, getter);
    }
    CLASS.set(define_class(c"CloudEvent", prototype, finalize, Some(mark)));
    Ok(())
}

/// The list at an offset, as an array of event objects. The region is what it lies in, if that is to
/// end with it.
pub fn array(record: Record, offset: usize, memory: Option<Region>) -> Outcome<Value> {
    let records = record.list(offset, cloudevent::SIZE);
    let mut objects = room_for(records.len())?;
    let list = new_list(records, memory)?;
    // SAFETY: the list is in use until the end of this function, and does not move.
    let made = make_objects(unsafe { &mut (*list).events }, &mut objects);
    let array = made.and_then(|()| Value::array(objects));
    // SAFETY: as above.
    unsafe { use_less(list) };
    array
}

fn new_list(
    records: impl ExactSizeIterator<Item = Record>,
    memory: Option<Region>,
) -> Outcome<*mut List> {
    let mut events = room_for(records.len())?;
    let index = LISTS.with(|lists| lists.len());
    let list = Box::into_raw(Box::new(List { events: Box::new([]), memory, in_use: 1, index }));
    LISTS.with(|lists| lists.push(list));
    events.extend(records.map(|record| Event {
        record,
        object: core::ptr::null_mut(),
        list,
        attributes: Value::UNDEFINED,
        data: Value::UNDEFINED,
    }));
    // SAFETY: nobody else knows the list yet.
    unsafe { (*list).events = events.into() };
    Ok(list)
}

fn make_objects(events: &mut [Event], objects: &mut Vec<Value>) -> Outcome<()> {
    for event in events {
        // SAFETY: the event outlives its object or is taken from it by `end_list`, because the list
        // does not move; see `finalize` for the other way round.
        unsafe {
            let object = Value::outcome(JS_NewObjectClass(context(), CLASS.get()))?;
            event.object = JS_VALUE_GET_PTR(object.raw());
            JS_SetOpaque(object.raw(), event as *mut Event as *mut c_void);
            (*event.list).in_use += 1;
            objects.push(object);
        }
    }
    Ok(())
}

/// Ends all events of the call; objects that JavaScript keeps refuse from now on.
pub fn release() {
    while let Some(list) = LISTS.with(|lists| lists.last().copied()) {
        // SAFETY: what stands there has not ended.
        unsafe { end_list(list) };
    }
}

/// # Safety
/// The list has not ended.
unsafe fn use_less(list: *mut List) {
    (*list).in_use -= 1;
    if (*list).in_use == 0 && (*list).memory.is_some() {
        end_list(list);
    }
}

/// # Safety
/// The list has not ended.
unsafe fn end_list(list: *mut List) {
    LISTS.with(|lists| {
        lists.swap_remove((*list).index);
        if let Some(&moved) = lists.get((*list).index) {
            (*moved).index = (*list).index;
        }
    });
    for event in (*list).events.iter().filter(|event| !event.object.is_null()) {
        // SAFETY: `finalize` would have cleared the pointer if the object were gone.
        JS_SetOpaque(JS_MKPTR(JS_TAG_OBJECT, event.object), core::ptr::null_mut());
    }
    drop(Box::from_raw(list));
}

unsafe extern "C" fn finalize(_runtime: *mut JSRuntime, object: JSValue) {
    let event = JS_GetOpaque(object, CLASS.get()) as *mut Event;
    // SAFETY: `end_list` has set the pointer to null if the event is gone.
    if let Some(event) = event.as_mut() {
        event.object = core::ptr::null_mut();
        event.attributes = Value::UNDEFINED;
        event.data = Value::UNDEFINED;
        use_less(event.list);
    }
}

unsafe extern "C" fn mark(runtime: *mut JSRuntime, object: JSValue, mark: JS_MarkFunc) {
    let event = JS_GetOpaque(object, CLASS.get()) as *const Event;
    // SAFETY: as above.
    if let Some(event) = event.as_ref() {
        for member in [&event.attributes, &event.data] {
            JS_MarkValue(runtime, member.raw(), mark);
        }
    }
}

fn event_of(value: &Value) -> Outcome<*mut Event> {
    // SAFETY: plain call.
    let event = unsafe { JS_GetOpaque(value.raw(), CLASS.get()) as *mut Event };
    match event.is_null() {
        false => Ok(event),
        true if is_event(value) => type_error(
            "this event belongs to a call that has ended; keep what is needed of it, not the event",
        ),
        true => type_error("an event of this call was expected"),
    }
}

/// The prototype of all events: an object with the getters above, until a module sets its own.
pub fn prototype() -> Value {
    // SAFETY: plain call; what it returns is ours.
    unsafe { Value::from_raw(JS_GetClassProto(context(), CLASS.get())) }
}

/// Events that are made from now on have this prototype.
pub fn set_prototype(call: &Call) -> Outcome<Value> {
    if !call.argument(0).is_object() {
        return type_error("a prototype is an object");
    }
    // SAFETY: the count is handed over.
    unsafe { JS_SetClassProto(context(), CLASS.get(), call.argument(0).clone().into_raw()) };
    Ok(Value::UNDEFINED)
}

pub fn is_event(value: &Value) -> bool {
    value.class() == CLASS.get()
}

pub fn record_of(value: &Value) -> Outcome<Record> {
    // SAFETY: the object is alive, and with it the event.
    Ok(unsafe { (*event_of(value)?).record })
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
    let lift = |event: Record| lift::event_data(event.field(cloudevent::DATA));
    kept(call, |event| &mut event.data, lift)
}

fn attributes(call: &Call) -> Outcome<Value> {
    kept(call, |event| &mut event.attributes, lift::event_attributes)
}

/// A member that is made when it is asked for first.
fn kept(
    call: &Call,
    member: fn(&mut Event) -> &mut Value,
    lift: impl Fn(Record) -> Outcome<Value>,
) -> Outcome<Value> {
    let event = event_of(call.this)?;
    // SAFETY: the object is alive, and with it the event; lifting runs none of the author's code.
    unsafe {
        if member(&mut *event).is_undefined() {
            let lifted = lift((*event).record)?;
            *member(&mut *event) = lifted;
        }
        Ok(member(&mut *event).clone())
    }
}

fn subject(call: &Call) -> Outcome<Value> {
    use cloudevent_attribute_value::{PAYLOAD, STRING};
    attributes_named(record_of(call.this)?, b"subject")
        .find(|value| value.u8(0) == STRING)
        .map_or(Ok(Value::UNDEFINED), |value| lift::string(value, PAYLOAD))
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
