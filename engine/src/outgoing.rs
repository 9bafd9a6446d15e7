//! Events that JavaScript gives to the host.
use crate::engine::atoms;
use crate::layout::*;
use crate::lower::{self, Place};
use crate::record::RecordMut;
use crate::value::{Outcome, Value};

pub fn events(value: &Value, place: &Place) -> Outcome<(*const u8, usize)> {
    lower::list(value, place, (cloudevent::SIZE, cloudevent::ALIGN), event)
}

fn event(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use cloudevent::*;
    let names = atoms();
    lower::object(value, place, "an event")?;
    lower::string(to, ID, &value.get(names.id)?, &place.member("id"))?;
    lower::string(to, SOURCE, &value.get(names.source)?, &place.member("source"))?;
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
