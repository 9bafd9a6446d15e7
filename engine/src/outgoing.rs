//! Events that JavaScript gives to the host.
use crate::engine::atoms;
use crate::layout::*;
use crate::lower::{self, Place};
use crate::record::RecordMut;
use crate::value::{Outcome, Value};

#[cfg(feature = "speculate")]
pub fn events(value: &Value, place: &Place) -> Outcome<(*const u8, usize)> {
    lower::list(value, place, (cloudevent::SIZE, cloudevent::ALIGN), event)
}

pub fn event(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use cloudevent::*;
    let names = atoms();
    lower::object(value, place, "an event")?;
    lower::string(to, ID, &value.get(names.id)?, &place.member("id"))?;
    let source = value.get(names.source)?;
    if source.is_undefined() {
        let stream = value.get(names.stream)?;
        if stream.is_string() {
            return prospective(to, value, &stream, place);
        }
    }
    lower::string(to, SOURCE, &source, &place.member("source"))?;
    let specversion = value.get(names.specversion)?;
    lower::string(to, SPECVERSION, &specversion, &place.member("specversion"))?;
    lower::string(to, TYPE, &value.get(names.type_)?, &place.member("type"))?;
    data(to.field(DATA), &value.get(names.data)?, &place.member("data"))?;
    let (start, count) = lower::list(
        &value.get(names.attributes)?,
        &place.member("attributes"),
        (
            tuple_string_cloudevent_attribute_value::SIZE,
            tuple_string_cloudevent_attribute_value::ALIGN,
        ),
        attribute,
    )?;
    to.set_slice(ATTRIBUTES, start, count);
    Ok(())
}

/// An event as this package's TypeScript has it, from which no record of the WIT needs to be made first:
/// without extensions.
#[inline(never)]
fn prospective(to: RecordMut, value: &Value, stream: &Value, place: &Place) -> Outcome<()> {
    use cloudevent::*;
    let names = atoms();
    lower::string(to, SOURCE, stream, &place.member("stream"))?;
    constant(to, SPECVERSION, b"1.0");
    lower::string(to, TYPE, &value.get(names.type_)?, &place.member("type"))?;
    plain_data(to.field(DATA), &value.get(names.data)?, &place.member("data"))?;
    let extensions = value.get(names.extensions)?;
    if !extensions.is_undefined() {
        return place.member("extensions").must_be("undefined", &extensions);
    }
    let given = [
        (b"subject".as_slice(), "subject", value.get(names.subject)?),
        (b"time".as_slice(), "time", value.get(names.time)?),
        (b"datacontenttype".as_slice(), "dataContentType", value.get(names.data_content_type)?),
        (b"dataschema".as_slice(), "dataSchema", value.get(names.data_schema)?),
    ];
    use cloudevent_attribute_value as attribute;
    use tuple_string_cloudevent_attribute_value as pair;
    let count = given.iter().filter(|(_, _, value)| !value.is_undefined()).count();
    let list = RecordMut::new(count * pair::SIZE, pair::ALIGN)?;
    let present = given.iter().filter(|(_, _, value)| !value.is_undefined());
    for (index, (name, member, value)) in present.enumerate() {
        let to = list.field(index * pair::SIZE);
        constant(to, pair::FIELD_0, name);
        let to = to.field(pair::FIELD_1);
        let at = place.member(member);
        match *name {
            b"time" => {
                lower::datetime(to.field(attribute::PAYLOAD), value, &at)?;
                to.set_u8(0, attribute::TIMESTAMP);
            }
            b"dataschema" => to.set_u8(0, text(to, value, &at, attribute::URI)?),
            _ => to.set_u8(0, text(to, value, &at, attribute::STRING)?),
        }
    }
    to.set_slice(ATTRIBUTES, list.address(), count);
    Ok(())
}

/// A text of the engine's own, which the host reads where it stands.
fn constant(to: RecordMut, offset: usize, text: &'static [u8]) {
    to.set_slice(offset, text.as_ptr(), text.len());
}

#[inline(never)]
fn plain_data(option: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    if value.is_undefined() {
        return Ok(());
    }
    use cloudevent_data::*;
    let names = atoms();
    lower::object(value, place, "{ kind, text } or { kind, bytes }")?;
    option.set_u8(0, option_cloudevent_data::SOME);
    let to = option.field(option_cloudevent_data::PAYLOAD);
    let bytes = value.get(names.bytes)?;
    if bytes.is_undefined() {
        to.set_u8(0, STRING);
        lower::string(to, PAYLOAD, &value.get(names.text)?, &place.member("text"))
    } else {
        to.set_u8(0, BINARY);
        lower::bytes(to, PAYLOAD, &bytes, &place.member("bytes"))
    }
}

#[inline(never)]
fn data(option: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    if value.is_absent() {
        return Ok(());
    }
    use cloudevent_data::*;
    option.set_u8(0, option_cloudevent_data::SOME);
    let to = option.field(option_cloudevent_data::PAYLOAD);
    let (tag, payload) = lower::variant(value, place)?;
    match tag.text() {
        "binary" => {
            to.set_u8(0, BINARY);
            lower::bytes(to, PAYLOAD, &payload, &place.member("val"))
        }
        "string" => {
            to.set_u8(0, STRING);
            lower::string(to, PAYLOAD, &payload, &place.member("val"))
        }
        _ => place.member("tag").must_be("binary or string", &value.get(atoms().tag)?),
    }
}

fn attribute(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use tuple_string_cloudevent_attribute_value::*;
    let (name, value) = lower::pair(value, place, "[name, { tag, val }]")?;
    lower::string(to, FIELD_0, &name, &place.index(0))?;
    attribute_value(to.field(FIELD_1), &value, &place.index(1))
}

fn attribute_value(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use cloudevent_attribute_value::*;
    let (tag, payload) = lower::variant(value, place)?;
    let at = place.member("val");
    let case = match tag.text() {
        "boolean" => {
            to.set_u8(PAYLOAD, lower::boolean(&payload, &at)?.into());
            BOOLEAN
        }
        "integer" => {
            to.set_u32(PAYLOAD, lower::s32(&payload, &at)? as u32);
            INTEGER
        }
        "string" => text(to, &payload, &at, STRING)?,
        "uri" => text(to, &payload, &at, URI)?,
        "uri-ref" => text(to, &payload, &at, URI_REF)?,
        "binary" => {
            lower::bytes(to, PAYLOAD, &payload, &at)?;
            BINARY
        }
        "timestamp" => {
            lower::datetime(to.field(PAYLOAD), &payload, &at)?;
            TIMESTAMP
        }
        _ => {
            let kinds = "boolean, integer, string, binary, uri, uri-ref or timestamp";
            return place.member("tag").must_be(kinds, &value.get(atoms().tag)?);
        }
    };
    to.set_u8(0, case);
    Ok(())
}

fn text(to: RecordMut, payload: &Value, place: &Place, case: u8) -> Outcome<u8> {
    lower::string(to, cloudevent_attribute_value::PAYLOAD, payload, place)?;
    Ok(case)
}
