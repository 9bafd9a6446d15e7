//! What Rust does faster than JavaScript, for this package's own code and for the prelude.
mod key_order;
// A decision does not fold.
#[cfg(feature = "change")]
mod copies;
#[cfg(feature = "change")]
pub mod emitted;
#[cfg(not(feature = "change"))]
mod fold;
#[cfg(feature = "change")]
pub mod given;
mod instances;
mod known_keys;
#[cfg(feature = "change")]
mod ordinary;
mod parse_json;
mod plain_json;
mod plans;
mod predicates;
mod prototypes;
mod random;
mod read_json;
#[cfg(feature = "change")]
mod shapes;
mod text;
#[cfg(feature = "change")]
pub mod views;
mod write_json;

use crate::events;
use crate::native::{define, native};
use crate::quickjs::*;
use crate::value::{Outcome, Value};

/// Where this package's TypeScript finds its natives: a registered symbol, hidden from loops.
const SYMBOL: &core::ffi::CStr = c"evidentsource-functions.natives";

pub fn register() -> Outcome<()> {
    plans::register()?;
    let natives = Value::object()?;
    define(&natives, c"eventJson", native!(parse_json::event_json), 1);
    define(&natives, c"parseJson", native!(parse_json::parse_plain), 1);
    natives.hide(c"eventPrototype", events::prototype());
    define(&natives, c"setEventPrototype", native!(events::set_prototype), 1);
    define(&natives, c"encodeUtf8", native!(text::encode), 1);
    define(&natives, c"stringifyJson", native!(write_json::stringify_json), 1);
    define(&natives, c"keyOrder", native!(key_order::key_order), 1);
    define(&natives, c"hasKeysInOrder", native!(key_order::has_keys_in_order), 2);
    define(&natives, c"preparePlan", native!(plans::prepare_plan), 2);
    define(&natives, c"readPlanned", native!(instances::read_planned), 2);
    #[cfg(not(feature = "change"))]
    {
        define(&natives, c"prepareFold", native!(fold::prepare_fold), 1);
        define(&natives, c"foldPlanned", native!(fold::fold_planned), 5);
        define(&natives, c"writeState", native!(write_json::write_state), 2);
    }
    define(&natives, c"forgetSource", native!(forget_source), 1);
    define(&natives, c"isUuid", native!(predicates::is_uuid), 1);
    define(&natives, c"isEmail", native!(predicates::is_email), 1);
    define(&natives, c"isIso8601", native!(predicates::is_iso8601), 1);
    #[cfg(feature = "change")]
    {
        crate::template::register()?;
        define(&natives, c"prepareSelector", native!(crate::selector::template_of), 1);
        natives.hide(c"takesProspectiveEvents", Value::boolean(true));
        natives.hide(c"viewReadPrototype", views::register()?);
        define(&natives, c"prepareView", native!(views::prepare_view), 7);
        define(&natives, c"viewRead", native!(views::view_read), 1);
        define(&natives, c"prepareCalls", native!(given::prepare_calls), 3);
        define(&natives, c"readCommand", native!(given::read_command), 1);
        define(&natives, c"commandPart", native!(given::command_part), 1);
        define(&natives, c"prepareCopy", native!(copies::prepare_copy), 3);
        define(&natives, c"copy", native!(copies::copy), 3);
        emitted::register();
        define(&natives, c"prepareDrafts", native!(emitted::prepare_drafts), 2);
        define(&natives, c"prepareEvent", native!(emitted::prepare_event), 6);
        define(&natives, c"writeEvent", native!(emitted::write_event), 3);
    }
    let context = crate::instance::context();
    // SAFETY: the symbol and its atom are freed after use; the object is handed over.
    unsafe {
        JS_FreezeObject(context, natives.raw());
        let symbol = Value::from_raw(JS_NewSymbol(context, SYMBOL.as_ptr(), true));
        let atom = JS_ValueToAtom(context, symbol.raw());
        let global = crate::native::global();
        JS_DefinePropertyValue(context, global.raw(), atom, natives.into_raw(), 0);
        JS_FreeAtom(context, atom);
    }
    Ok(())
}

/// Of a function that nobody prints: a component keeps one for each class.
fn forget_source(call: &crate::native::Call) -> Outcome<Value> {
    // SAFETY: plain call.
    unsafe { plain_forget_source(crate::instance::context(), call.argument(0).raw()) };
    Ok(Value::UNDEFINED)
}

/// What the prelude builds on.
pub fn for_prelude() -> Outcome<Value> {
    let natives = Value::object()?;
    define(&natives, c"encode", native!(text::encode), 1);
    define(&natives, c"decode", native!(text::decode), 3);
    define(&natives, c"unfinished", native!(text::unfinished), 1);
    define(&natives, c"encodeInto", native!(text::encode_into), 2);
    random::define_in(&natives);
    Ok(natives)
}

/// The module has been evaluated; calls follow.
pub fn evaluated() {
    random::evaluated();
}

/// The method under `Symbol.dispose`, which is defined if QuickJS has none.
#[cfg(feature = "change")]
pub fn define_dispose(object: &Value, body: crate::native::Raw) -> Outcome<()> {
    use crate::native::{function, global};
    let context = crate::instance::context();
    let symbols = global().named(c"Symbol")?;
    let mut key = symbols.named(c"dispose")?;
    // SAFETY: atoms are freed after use; the method is handed over.
    unsafe {
        if key.is_undefined() {
            key = Value::from_raw(JS_NewSymbol(context, c"Symbol.dispose".as_ptr(), false));
            let value = key.clone().into_raw();
            JS_DefinePropertyValueStr(context, symbols.raw(), c"dispose".as_ptr(), value, 0);
        }
        let atom = JS_ValueToAtom(context, key.raw());
        let method = function(c"[Symbol.dispose]", body, 0).into_raw();
        let flags = (JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE) as core::ffi::c_int;
        JS_DefinePropertyValue(context, object.raw(), atom, method, flags);
        JS_FreeAtom(context, atom);
    }
    Ok(())
}
