//! Selectors, queries, append conditions and view parameters that JavaScript gives to the host.
use crate::engine::atoms;
use crate::imports::Query;
use crate::layout::*;
use crate::lower::{self, Place};
use crate::native::Call;
use crate::record::RecordMut;
use crate::template;
use crate::value::{Outcome, Value};

/// Address and count of the nodes.
fn nodes(value: &Value, place: &Place) -> Outcome<(*const u8, usize)> {
    lower::object(value, place, "{ nodes }")?;
    let nodes = value.get(atoms().nodes)?;
    if let Some(template) = template::of(&value.get(atoms().template)?) {
        return template.filled(&nodes, place, node);
    }
    let layout = (event_selector_node::SIZE, event_selector_node::ALIGN);
    lower::list(&nodes, &place.member("nodes"), layout, node)
}

/// A template of a list of nodes, in which those that are given later are undefined.
pub fn template_of(call: &Call) -> Outcome<Value> {
    template::prepare(call.argument(0), node)
}

pub fn node(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use event_selector_node::*;
    let (tag, payload) = lower::variant(value, place)?;
    let at = place.member("val");
    let case = match tag.text() {
        "equals" => {
            event_attribute(to.field(PAYLOAD), &payload, &at)?;
            EQUALS
        }
        "starts-with" => {
            event_attribute_prefix(to.field(PAYLOAD), &payload, &at)?;
            STARTS_WITH
        }
        "and" => children(to.field(PAYLOAD), &payload, &at, AND)?,
        "or" => children(to.field(PAYLOAD), &payload, &at, OR)?,
        _ => {
            let cases = "equals, starts-with, and, or or";
            return place.member("tag").must_be(cases, &value.get(atoms().tag)?);
        }
    };
    to.set_u8(0, case);
    Ok(())
}

fn children(to: RecordMut, value: &Value, place: &Place, case: u8) -> Outcome<u8> {
    let (left, right) = lower::pair(value, place, "the indices of two nodes")?;
    to.set_u32(tuple_u32_u32::FIELD_0, lower::u32(&left, &place.index(0))?);
    to.set_u32(tuple_u32_u32::FIELD_1, lower::u32(&right, &place.index(1))?);
    Ok(case)
}

pub fn event_attribute(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use event_attribute::*;
    let (tag, payload) = lower::variant(value, place)?;
    let at = place.member("val");
    let case = match tag.text() {
        "stream" => STREAM,
        "event-type" => EVENT_TYPE,
        "subject" => {
            to.set_u8(0, SUBJECT);
            let option = to.field(PAYLOAD);
            if payload.is_absent() {
                return Ok(());
            }
            option.set_u8(0, option_string::SOME);
            return lower::string(option, option_string::PAYLOAD, &payload, &at);
        }
        _ => return unknown_attribute(value, place),
    };
    to.set_u8(0, case);
    lower::string(to, PAYLOAD, &payload, &at)
}

fn event_attribute_prefix(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use event_attribute_prefix::*;
    let (tag, payload) = lower::variant(value, place)?;
    let case = match tag.text() {
        "stream" => STREAM,
        "subject" => SUBJECT,
        "event-type" => EVENT_TYPE,
        _ => return unknown_attribute(value, place),
    };
    to.set_u8(0, case);
    lower::string(to, PAYLOAD, &payload, &place.member("val"))
}

fn unknown_attribute<T>(value: &Value, place: &Place) -> Outcome<T> {
    let cases = "stream, subject or event-type";
    place.member("tag").must_be(cases, &value.get(atoms().tag)?)
}

/// A parameter of a view: its name, and what it is bound to.
pub fn parameter(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use tuple_string_event_attribute::*;
    let (name, attribute) = lower::pair(value, place, "[name, { tag, val }]")?;
    lower::string(to, FIELD_0, &name, &place.index(0))?;
    event_attribute(to.field(FIELD_1), &attribute, &place.index(1))
}

pub fn append_condition(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    use append_condition::*;
    let (tag, bounds) = lower::variant(value, place)?;
    let at = place.member("val");
    let payload = to.field(PAYLOAD);
    lower::object(&bounds, &at, "an object")?;
    let (case, selector) = match tag.text() {
        "min" => {
            revision(payload, append_condition_min::REVISION, &bounds, &at)?;
            (MIN, append_condition_min::SELECTOR)
        }
        "max" => {
            revision(payload, append_condition_max::REVISION, &bounds, &at)?;
            (MAX, append_condition_max::SELECTOR)
        }
        "range" => {
            let min = lower::u64(&bounds.get(atoms().min)?, &at.member("min"))?;
            let max = lower::u64(&bounds.get(atoms().max)?, &at.member("max"))?;
            payload.set_u64(append_condition_range::MIN, min);
            payload.set_u64(append_condition_range::MAX, max);
            (RANGE, append_condition_range::SELECTOR)
        }
        _ => {
            let cases = "min, max or range";
            return place.member("tag").must_be(cases, &value.get(atoms().tag)?);
        }
    };
    to.set_u8(0, case);
    let (start, count) = nodes(&bounds.get(atoms().selector)?, &at.member("selector"))?;
    payload.field(selector).set_slice(event_selector::NODES, start, count);
    Ok(())
}

fn revision(to: RecordMut, offset: usize, bounds: &Value, place: &Place) -> Outcome<()> {
    let revision = lower::u64(&bounds.get(atoms().revision)?, &place.member("revision"))?;
    to.set_u64(offset, revision);
    Ok(())
}

pub fn query(value: &Value) -> Outcome<Query> {
    let place = Place::root("query");
    let names = atoms();
    lower::object(value, &place, "a query")?;
    let (start, count) = nodes(&value.get(names.selector)?, &place.member("selector"))?;
    let mut query = Query { nodes: (start as usize, count), ..Query::default() };
    range(&mut query, &value.get(names.range)?, &place.member("range"))?;
    query.direction = direction(&value.get(names.direction)?, &place.member("direction"))?;
    let limit = value.get(names.limit)?;
    if !limit.is_absent() {
        query.limit_given = 1;
        query.limit = lower::u32(&limit, &place.member("limit"))? as i32;
    }
    Ok(query)
}

fn direction(value: &Value, place: &Place) -> Outcome<i32> {
    if value.is_string() {
        match crate::utf8::Utf8::of(value)?.text() {
            "forward" => return Ok(query_direction::FORWARD.into()),
            "reverse" => return Ok(query_direction::REVERSE.into()),
            _ => (),
        }
    }
    place.must_be("forward or reverse", value)
}

fn range(query: &mut Query, value: &Value, place: &Place) -> Outcome<()> {
    if value.is_absent() {
        return Ok(());
    }
    let names = atoms();
    query.range_given = 1;
    let (tag, bounds) = lower::variant(value, place)?;
    let at = place.member("val");
    lower::object(&bounds, &at, "an object")?;
    let start = bounds.get(names.start_at)?;
    let start_place = at.member("startAt");
    query.start_given = i32::from(!start.is_absent());
    match tag.text() {
        "revision" => {
            query.range_case = query_range::REVISION.into();
            if query.start_given == 1 {
                query.start = lower::u64(&start, &start_place)? as i64;
            }
        }
        "effective-time" => {
            query.range_case = query_range::EFFECTIVE_TIME.into();
            if query.start_given == 1 {
                lower::object(&start, &start_place, "{ timestamp, revision }")?;
                let timestamp = start.get(names.timestamp)?;
                let (seconds, nanoseconds) =
                    lower::datetime_parts(&timestamp, &start_place.member("timestamp"))?;
                query.start = seconds;
                query.start_nanoseconds = nanoseconds as i32;
                let revision = start.get(names.revision)?;
                query.start_revision =
                    lower::u64(&revision, &start_place.member("revision"))? as i64;
            }
            let end = bounds.get(names.end_at)?;
            if !end.is_absent() {
                let (seconds, nanoseconds) = lower::datetime_parts(&end, &at.member("endAt"))?;
                query.end_given = 1;
                query.end_seconds = seconds;
                query.end_nanoseconds = nanoseconds as i32;
            }
        }
        _ => {
            let cases = "revision or effective-time";
            return place.member("tag").must_be(cases, &value.get(names.tag)?);
        }
    }
    Ok(())
}
