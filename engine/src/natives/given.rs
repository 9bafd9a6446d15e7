//! What a decision is given, as this package's TypeScript has it: the metadata in their last form, and the command
//! where it lies.
use super::instances::read;
use super::ordinary::own;
use super::plans::planned;
use super::shapes::Shape;
use crate::engine::atoms;
use crate::layout::{command, datetime, option_list_u8, state_change_metadata};
use crate::lift;
use crate::native::Call;
use crate::record::Record;
use crate::single::Single;
use crate::value::{caught, range_error, room_for, type_error, Outcome, Thrown, Value};

struct Shapes {
    metadata: Shape,
    timestamp: Shape,
    headers: Shape,
    to_record: Value,
    to_condition: Value,
}

static SHAPES: Single<Option<&'static Shapes>> = Single::new(None);
/// The command of the call that is going on.
static COMMAND: Single<Option<Record>> = Single::new(None);

/// Metadata look like this sample from now on, commands stay where they are, and functions make records of the events
/// and conditions that are no native ones.
#[inline(never)]
pub fn prepare_calls(call: &Call) -> Outcome<Value> {
    let sample = call.argument(0);
    let held = |name| own(sample, name).unwrap_or(Value::UNDEFINED);
    let names = atoms();
    let timestamp = held(names.command_received_at);
    let metadata = [
        names.state_change_name,
        names.state_change_version,
        names.last_seen_revision,
        names.command_received_at,
        names.headers,
    ];
    let shapes = Shapes {
        metadata: Shape::named(sample, &metadata)?,
        timestamp: Shape::named(&timestamp, &[names.seconds, names.nanoseconds])?,
        headers: Shape::of(&held(names.headers))?,
        to_record: call.argument(1).clone(),
        to_condition: call.argument(2).clone(),
    };
    SHAPES.set(Some(Box::leak(Box::new(shapes))));
    Ok(Value::UNDEFINED)
}

/// The metadata as TypeScript makes them, if it has said how, and if it would take them as they are. The command
/// is kept until [`forget`].
#[inline(never)]
pub fn metadata(record: Record, command: Record) -> Outcome<Option<Value>> {
    use state_change_metadata::*;
    let at = record.field(COMMAND_RECEIVED_AT);
    let nanoseconds = at.u32(datetime::NANOSECONDS);
    let Some(shapes) = SHAPES.get().filter(|_| nanoseconds <= 999_999_999) else { return Ok(None) };
    let mut values = room_for(5)?;
    values.push(Value::s64(at.u64(datetime::SECONDS) as i64)?);
    values.push(Value::number(nanoseconds.into()));
    let received_at = shapes.timestamp.object(&mut values)?;
    values.push(lift::command_headers(record)?);
    let headers = shapes.headers.object(&mut values)?;
    values.push(lift::string(record, STATE_CHANGE_NAME)?);
    values.push(Value::u64(record.u64(STATE_CHANGE_VERSION))?);
    values.push(Value::u64(record.u64(LAST_SEEN_REVISION))?);
    values.push(received_at);
    values.push(headers);
    let metadata = shapes.metadata.object(&mut values)?;
    COMMAND.set(Some(command));
    Ok(Some(metadata))
}

/// The record of an event; itself where TypeScript has made one.
pub fn record_of(event: &Value) -> Outcome<Value> {
    converted(event, |shapes| &shapes.to_record)
}

/// The same of a condition.
pub fn condition_of(condition: &Value) -> Outcome<Value> {
    converted(condition, |shapes| &shapes.to_condition)
}

#[inline(never)]
fn converted(value: &Value, by: fn(&Shapes) -> &Value) -> Outcome<Value> {
    match SHAPES.get().filter(|_| COMMAND.get().is_some()) {
        Some(shapes) => by(shapes).call(&Value::UNDEFINED, core::slice::from_ref(value)),
        None => Ok(value.clone()),
    }
}

/// At the end of the call, which the command does not outlive.
pub fn forget() {
    COMMAND.set(None);
}

#[inline(never)]
fn current() -> Outcome<Record> {
    match COMMAND.get() {
        Some(command) => Ok(command),
        None => type_error("there is no command to be read"),
    }
}

/// The command by the plan of its class; undefined where TypeScript must look at it.
pub fn read_command(call: &Call) -> Outcome<Value> {
    use crate::layout::command::{BODY, CONTENT_TYPE};
    let command = current()?;
    let number = call.argument(0).as_number().unwrap_or(-1.0) as usize;
    let Some(class) = planned(number) else { return range_error("no such plan") };
    let body = command.field(BODY);
    if body.u8(0) == option_list_u8::NONE || command.bytes(CONTENT_TYPE) != b"application/json" {
        return Ok(Value::UNDEFINED);
    }
    read(body.bytes(option_list_u8::PAYLOAD), number, class).or_else(|Thrown| {
        drop(caught());
        Ok(Value::UNDEFINED)
    })
}

/// The body, the content type or the content schema.
pub fn command_part(call: &Call) -> Outcome<Value> {
    let command = current()?;
    match call.argument(0).as_number() {
        Some(0.0) => lift::optional_bytes(command.field(command::BODY)),
        Some(1.0) => lift::string(command, command::CONTENT_TYPE),
        _ => lift::optional_string(command.field(command::CONTENT_SCHEMA)),
    }
}
