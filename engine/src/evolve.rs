//! The world `state-view`.
use crate::engine::entry;
use crate::layout::{evolve_parameters, option_list_u8, rendered_state_view, state_view_context};
use crate::record::{Record, RecordMut};
use crate::single::Single;
use crate::utf8::{bytes_of, Utf8};
use crate::value::{type_error, Outcome, Value};
use crate::{arena, call, diagnosis, errors, events, lift};

/// What a result in linear memory belongs to, until the host has read it.
enum Held {
    Nothing,
    Bytes(#[allow(dead_code)] Value),
    Text(#[allow(dead_code)] Utf8),
}
static HELD: Single<Held> = Single::new(Held::Nothing);

#[export_name = "evolve"]
extern "C" fn evolve(parameters: *const u8) -> *const u8 {
    // Not even the parameters fitted into memory.
    if arena::holds_lost(parameters as usize) {
        core::arch::wasm32::unreachable()
    }
    // SAFETY: the host has written the parameters there.
    let parameters = unsafe { Record::at(parameters) };
    let view = parameters.field(evolve_parameters::STATE_VIEW);
    let context = view.field(rendered_state_view::CONTEXT);
    call::begin(context.field(state_view_context::DATABASE_REVISION_TIMESTAMP));

    let result = RecordMut::of_answer(option_list_u8::SIZE, option_list_u8::ALIGN);
    let folded = fold(parameters, view)
        .and_then(|content| hold(content, result))
        .and_then(|()| call::check_steps());
    if folded.is_err() {
        let reason = errors::take();
        if !diagnosis::is_asked_for(context) {
            core::arch::wasm32::unreachable()
        }
        let answer = diagnosis::failure(context, &reason);
        let copy = arena::take_for_answer(1, answer.len());
        // SAFETY: the block has that size.
        unsafe { core::ptr::copy_nonoverlapping(answer.as_ptr(), copy, answer.len()) };
        give(result, copy, answer.len());
    }
    call::end();
    result.address()
}

fn fold(parameters: Record, view: Record) -> Outcome<Value> {
    call::check_arguments()?;
    let arguments = [
        lift::rendered_state_view(view)?,
        events::array(parameters, evolve_parameters::EVENTS, None)?,
    ];
    call::settle(entry().call(&Value::UNDEFINED, &arguments)?)
}

/// Points the result at the bytes of the value that JavaScript returned.
fn hold(content: Value, result: RecordMut) -> Outcome<()> {
    if content.is_absent() {
        return Ok(());
    }
    if content.is_string() {
        let text = Utf8::of(&content)?;
        give(result, text.bytes().as_ptr(), text.bytes().len());
        HELD.set(Held::Text(text));
        return Ok(());
    }
    let Some(bytes) = bytes_of(&content) else {
        return type_error("evolve must return bytes, a string or nothing");
    };
    give(result, bytes.as_ptr(), bytes.len());
    HELD.set(Held::Bytes(content));
    Ok(())
}

fn give(result: RecordMut, start: *const u8, length: usize) {
    result.set_u8(0, option_list_u8::SOME);
    result.set_slice(option_list_u8::PAYLOAD, start, length);
}

#[export_name = "cabi_post_evolve"]
extern "C" fn post_evolve(_result: *const u8) {
    HELD.set(Held::Nothing);
    call::free();
}
