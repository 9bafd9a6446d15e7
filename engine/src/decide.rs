//! The world `state-change`.
use crate::engine::{atoms, entry};
use crate::handles::{self, Kind};
use crate::interrupt;
use crate::layout::result_tuple_list_cloudevent_list_append_condition_state_change_error as result;
use crate::layout::tuple_list_cloudevent_list_append_condition as decision;
use crate::layout::{
    append_condition, cloudevent, decide_parameters, state_change_error, state_change_metadata,
};
use crate::lower::{self, Place};
use crate::natives::{emitted, given, views};
use crate::record::{Record, RecordMut};
use crate::utf8::{shortened, Utf8};
use crate::value::{caught, Outcome, Value};
use crate::{arena, call, errors, lift, outgoing, selector};

#[export_name = "decide"]
extern "C" fn decide(parameters: *const u8) -> *const u8 {
    // Not even the parameters fitted into memory.
    if arena::holds_lost(parameters as usize) {
        core::arch::wasm32::unreachable()
    }
    // SAFETY: the host has written the parameters there.
    let parameters = unsafe { Record::at(parameters) };
    let metadata = parameters.field(decide_parameters::STATE_CHANGE_METADATA);
    call::begin(metadata.field(state_change_metadata::COMMAND_RECEIVED_AT));

    let to = RecordMut::of_answer(result::SIZE, result::ALIGN);
    let decided = run(parameters, metadata)
        .and_then(|decided| write_decision(to.field(result::PAYLOAD), &decided))
        .and_then(|()| call::check_steps());
    if decided.is_err() {
        to.set_u8(0, result::ERROR);
        write_error(to.field(result::PAYLOAD), &caught(), metadata);
    }
    given::forget();
    call::end();
    to.address()
}

fn run(parameters: Record, metadata: Record) -> Outcome<Value> {
    // First of all, so that the handle is given back whatever happens.
    let database = handles::wrap(Kind::Database, parameters.u32(decide_parameters::DB) as i32)?;
    call::check_arguments()?;
    let command = parameters.field(decide_parameters::COMMAND);
    let arguments = match given::metadata(metadata, command)? {
        Some(metadata) => [database, Value::UNDEFINED, metadata],
        None => [database, lift::command(command)?, lift::state_change_metadata(metadata)?],
    };
    call::settle(entry().call(&Value::UNDEFINED, &arguments)?)
}

fn write_decision(to: RecordMut, decided: &Value) -> Outcome<()> {
    let place = Place::root("the decision");
    let (events, conditions) = lower::pair(decided, &place, "[events, conditions]")?;
    let layout = (cloudevent::SIZE, cloudevent::ALIGN);
    let (start, count) = lower::list(&events, &Place::root("events"), layout, event)?;
    to.set_slice(decision::FIELD_0, start, count);
    let layout = (append_condition::SIZE, append_condition::ALIGN);
    let place = Place::root("conditions");
    let (start, count) = lower::list(&conditions, &place, layout, condition)?;
    to.set_slice(decision::FIELD_1, start, count);
    Ok(())
}

fn event(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    match emitted::written_of(value) {
        Some(written) => emitted::lowered(to, written, place),
        None => outgoing::event(to, &given::record_of(value)?, place),
    }
}

fn condition(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    match views::read_of(value) {
        Some(read) => views::condition(to, value, read, place),
        None => selector::append_condition(to, &given::condition_of(value)?, place),
    }
}

/// What was thrown as one of the five kinds of refusal; `internal` if it is none of them, or if its text
/// does not fit into memory.
fn write_error(to: RecordMut, thrown: &Value, metadata: Record) {
    let refused = refusal(thrown);
    let (case, start, length) = match refused {
        Ok(Some(refusal)) if !interrupt::exhausted() => refusal,
        _ => {
            let message = match refused {
                Ok(_) => fault(thrown, metadata),
                Err(_) => fault(&caught(), metadata),
            };
            let (start, length) = lower::copied_at_last(message.as_bytes());
            (state_change_error::INTERNAL, start, length)
        }
    };
    to.set_u8(0, case);
    to.set_slice(state_change_error::PAYLOAD, start, length);
}

/// What was thrown otherwise, in words. The module has not come to name its command if it was stopped.
fn fault(thrown: &Value, metadata: Record) -> String {
    let reason = errors::describe(thrown);
    if !interrupt::exhausted() {
        return reason;
    }
    let name = metadata.bytes(state_change_metadata::STATE_CHANGE_NAME);
    format!("command {}: {reason}", shortened(name))
}

/// Case and text of a thrown `{ tag, val }`.
fn refusal(thrown: &Value) -> Outcome<Option<(u8, *const u8, usize)>> {
    use state_change_error::*;
    if interrupt::exhausted() || !thrown.is_object() {
        return Ok(None);
    }
    let member = |name| {
        thrown.get(name).unwrap_or_else(|_| {
            drop(caught());
            Value::UNDEFINED
        })
    };
    let (tag, text) = (member(atoms().tag), member(atoms().val));
    if !tag.is_string() || !text.is_string() {
        return Ok(None);
    }
    let case = match Utf8::of(&tag)?.text() {
        "validation" => VALIDATION,
        "conflict" => CONFLICT,
        "not-found" => NOT_FOUND,
        "unauthorized" => UNAUTHORIZED,
        "internal" => INTERNAL,
        _ => return Ok(None),
    };
    let (start, length) = lower::copied(Utf8::of(&text)?.bytes())?;
    Ok(Some((case, start, length)))
}

#[export_name = "cabi_post_decide"]
extern "C" fn post_decide(_result: *const u8) {
    call::free();
}
