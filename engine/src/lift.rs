//! Values of the WIT in linear memory, made into JavaScript values.
use crate::engine::{atoms, tags};
use crate::layout::*;
use crate::record::Record;
use crate::single::Single;
use crate::value::{room_for, Outcome, Value};

#[inline(never)]
pub fn string(record: Record, offset: usize) -> Outcome<Value> {
    Value::utf8(record.bytes(offset))
}

#[inline(never)]
pub fn optional_string(option: Record) -> Outcome<Value> {
    match option.u8(0) {
        option_string::NONE => Ok(Value::UNDEFINED),
        _ => string(option, option_string::PAYLOAD),
    }
}

#[inline(never)]
pub fn optional_bytes(option: Record) -> Outcome<Value> {
    match option.u8(0) {
        option_list_u8::NONE => Ok(Value::UNDEFINED),
        _ => Value::bytes(option.bytes(option_list_u8::PAYLOAD)),
    }
}

#[inline(never)]
pub fn datetime(record: Record) -> Outcome<Value> {
    use datetime::*;
    let value = Value::object()?;
    value.set(atoms().seconds, Value::s64(record.u64(SECONDS) as i64)?)?;
    value.set(atoms().nanoseconds, Value::number(record.u32(NANOSECONDS).into()))?;
    Ok(value)
}

#[cfg(feature = "change")]
pub fn optional_datetime(option: Record) -> Outcome<Value> {
    match option.u8(0) {
        option_datetime::NONE => Ok(Value::UNDEFINED),
        _ => datetime(option.field(option_datetime::PAYLOAD)),
    }
}

pub fn rendered_state_view(record: Record) -> Outcome<Value> {
    use rendered_state_view::*;
    let names = atoms();
    let value = Value::object()?;
    value.set(names.context, context(record.field(CONTEXT))?)?;
    value.set(names.content, optional_bytes(record.field(CONTENT))?)?;
    value.set(names.last_modified_revision, Value::u64(record.u64(LAST_MODIFIED_REVISION))?)?;
    let modified = datetime(record.field(LAST_MODIFIED_TIMESTAMP))?;
    value.set(names.last_modified_timestamp, modified)?;
    Ok(value)
}

#[cfg(feature = "change")]
pub fn rendered_content(record: Record) -> Outcome<Value> {
    optional_bytes(record.field(rendered_state_view::CONTENT))
}

fn context(record: Record) -> Outcome<Value> {
    use state_view_context::*;
    let names = atoms();
    let value = Value::object()?;
    value.set(names.database, string(record, DATABASE)?)?;
    value.set(names.name, string(record, NAME)?)?;
    value.set(names.version, Value::u64(record.u64(VERSION))?)?;
    value.set(names.database_revision, Value::u64(record.u64(DATABASE_REVISION))?)?;
    let at = datetime(record.field(DATABASE_REVISION_TIMESTAMP))?;
    value.set(names.database_revision_timestamp, at)?;
    value.set(names.content_type, optional_string(record.field(CONTENT_TYPE))?)?;
    value.set(names.content_schema, optional_string(record.field(CONTENT_SCHEMA))?)?;
    Ok(value)
}

#[cfg(feature = "change")]
pub fn command(record: Record) -> Outcome<Value> {
    use command::*;
    let value = Value::object()?;
    value.set(atoms().body, optional_bytes(record.field(BODY))?)?;
    value.set(atoms().content_type, string(record, CONTENT_TYPE)?)?;
    value.set(atoms().content_schema, optional_string(record.field(CONTENT_SCHEMA))?)?;
    Ok(value)
}

#[cfg(feature = "change")]
pub fn state_change_metadata(record: Record) -> Outcome<Value> {
    use state_change_metadata::*;
    let names = atoms();
    let value = Value::object()?;
    value.set(names.state_change_name, string(record, STATE_CHANGE_NAME)?)?;
    value.set(names.state_change_version, Value::u64(record.u64(STATE_CHANGE_VERSION))?)?;
    value.set(names.last_seen_revision, Value::u64(record.u64(LAST_SEEN_REVISION))?)?;
    value.set(names.command_received_at, datetime(record.field(COMMAND_RECEIVED_AT))?)?;
    value.set(names.command_headers, command_headers(record)?)?;
    Ok(value)
}

/// The headers in the metadata, as pairs.
#[cfg(feature = "change")]
#[inline(never)]
pub fn command_headers(metadata: Record) -> Outcome<Value> {
    use tuple_string_string::*;
    array(metadata.list(state_change_metadata::COMMAND_HEADERS, SIZE), |header| {
        Value::pair(string(header, FIELD_0)?, string(header, FIELD_1)?)
    })
}

pub fn event_data(option: Record) -> Outcome<Value> {
    if option.u8(0) == option_cloudevent_data::NONE {
        return Ok(Value::UNDEFINED);
    }
    let data = option.field(option_cloudevent_data::PAYLOAD);
    match data.u8(0) {
        cloudevent_data::BINARY => {
            tagged(&tags().binary, Value::bytes(data.bytes(cloudevent_data::PAYLOAD))?)
        }
        _ => tagged(&tags().string, string(data, cloudevent_data::PAYLOAD)?),
    }
}

pub fn event_attributes(event: Record) -> Outcome<Value> {
    use tuple_string_cloudevent_attribute_value::*;
    array(event.list(cloudevent::ATTRIBUTES, SIZE), |attribute| {
        let name = repeated(Repeated::AttributeName, attribute, FIELD_0)?;
        Value::pair(name, attribute_value(attribute.field(FIELD_1))?)
    })
}

fn array(
    records: impl ExactSizeIterator<Item = Record>,
    lift: impl Fn(Record) -> Outcome<Value>,
) -> Outcome<Value> {
    let mut values = room_for(records.len())?;
    for record in records {
        values.push(lift(record)?);
    }
    Value::array(values)
}

pub fn attribute_value(value: Record) -> Outcome<Value> {
    use cloudevent_attribute_value::*;
    let tags = tags();
    match value.u8(0) {
        BOOLEAN => tagged(&tags.boolean, Value::boolean(value.u8(PAYLOAD) != 0)),
        INTEGER => tagged(&tags.integer, Value::int(value.u32(PAYLOAD) as i32)),
        STRING => tagged(&tags.string, string(value, PAYLOAD)?),
        BINARY => tagged(&tags.binary, Value::bytes(value.bytes(PAYLOAD))?),
        URI => tagged(&tags.uri, string(value, PAYLOAD)?),
        URI_REF => tagged(&tags.uri_ref, string(value, PAYLOAD)?),
        _ => tagged(&tags.timestamp, datetime(value.field(PAYLOAD))?),
    }
}

fn tagged(tag: &Value, payload: Value) -> Outcome<Value> {
    let value = Value::object()?;
    value.set(atoms().tag, tag.clone())?;
    value.set(atoms().val, payload)?;
    Ok(value)
}

/// Strings that are the same in most events of a call.
#[derive(Clone, Copy)]
pub enum Repeated {
    Source,
    Specversion,
    Type,
    AttributeName,
}
const KINDS: usize = 4;
/// More would take longer to search than to make.
const REMEMBERED: usize = 8;
const LONGEST_REMEMBERED: usize = 128;

struct Remembered {
    bytes: Box<[u8]>,
    value: Value,
}
static REPEATED: Single<[Vec<Remembered>; KINDS]> = Single::new([const { Vec::new() }; KINDS]);

/// A string, made once for all places of the call that hold it.
pub fn repeated(kind: Repeated, record: Record, offset: usize) -> Outcome<Value> {
    let bytes = record.bytes(offset);
    let known = REPEATED.with(|repeated| {
        let mut remembered = repeated[kind as usize].iter();
        remembered.find(|each| *each.bytes == *bytes).map(|each| each.value.clone())
    });
    if let Some(value) = known {
        return Ok(value);
    }
    let value = Value::utf8(bytes)?;
    REPEATED.with(|repeated| {
        let remembered = &mut repeated[kind as usize];
        if remembered.len() < REMEMBERED && bytes.len() <= LONGEST_REMEMBERED {
            remembered.push(Remembered { bytes: bytes.into(), value: value.clone() });
        }
    });
    Ok(value)
}

/// At the end of the call, so that no call sees another.
pub fn forget_repeated() {
    drop(REPEATED.take());
}
