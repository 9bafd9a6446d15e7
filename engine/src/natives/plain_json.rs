//! Parts of JSON texts of plain data, without the detours that `JSON.stringify` must take for everything else.
use crate::instance::context;
use crate::quickjs::*;
use crate::utf8::{bytes_as_they_are, Utf8};
use crate::value::{out_of_memory, Outcome, Value};
use core::ffi::c_int;
use evidentsource_functions_plain::quoted::append_quoted;
use evidentsource_functions_plain::text::{append, Full};

/// `Ok(false)` where something is not plain.
pub type Plain = Outcome<bool>;

#[inline(never)]
pub fn push(to: &mut Vec<u8>, bytes: &[u8]) -> Plain {
    append(to, bytes).map(|()| true).or_else(|Full| out_of_memory())
}

/// What is neither an object nor undefined.
#[cfg(feature = "change")]
#[inline(never)]
pub fn write_primitive(to: &mut Vec<u8>, value: &Value) -> Plain {
    if value.is_string() {
        return write_string(to, value);
    }
    if let Some(number) = value.as_number() {
        return write_number(to, value, number);
    }
    if let Some(boolean) = value.as_boolean() {
        return push(to, if boolean { b"true" } else { b"false" });
    }
    if value.is_null() {
        return push(to, b"null");
    }
    Ok(false)
}

#[inline(never)]
pub fn write_number(to: &mut Vec<u8>, value: &Value, number: f64) -> Plain {
    if !number.is_finite() {
        return Ok(false);
    }
    // Zero may be negative, which is written without its sign.
    if number == 0.0 {
        return push(to, b"0");
    }
    push(to, Utf8::of(value)?.bytes())
}

#[inline(never)]
pub fn write_string(to: &mut Vec<u8>, value: &Value) -> Plain {
    let text = bytes_as_they_are(value)?;
    append_quoted(to, text.bytes()).or_else(|Full| out_of_memory())
}

/// The value of an own property; `None` for a getter.
#[inline(never)]
pub fn own_value(object: &Value, name: JSAtom) -> Outcome<Option<Value>> {
    // SAFETY: QuickJS fills the descriptor if there is such a property, and hands its values over.
    unsafe {
        let mut descriptor: JSPropertyDescriptor = core::mem::zeroed();
        match JS_GetOwnProperty(context(), &mut descriptor, object.raw(), name) {
            0 => return Ok(Some(Value::UNDEFINED)),
            1 => (),
            _ => return Err(crate::value::Thrown),
        }
        let value = Value::from_raw(descriptor.value);
        drop(Value::from_raw(descriptor.getter));
        drop(Value::from_raw(descriptor.setter));
        Ok((descriptor.flags & JS_PROP_GETSET as c_int == 0).then_some(value))
    }
}

/// The enumerable own properties with text names; freed when dropped.
pub struct Properties {
    start: *mut JSPropertyEnum,
    count: u32,
}

impl Properties {
    #[inline(never)]
    pub fn of(object: &Value) -> Outcome<Properties> {
        let mut properties = Properties { start: core::ptr::null_mut(), count: 0 };
        let flags = (JS_GPN_STRING_MASK | JS_GPN_ENUM_ONLY) as c_int;
        // SAFETY: writes a list and its length, which `drop` frees.
        let done = unsafe {
            let Properties { start, count } = &mut properties;
            JS_GetOwnPropertyNames(context(), start, count, object.raw(), flags)
        };
        if done < 0 {
            return Err(crate::value::Thrown);
        }
        Ok(properties)
    }
    pub fn list(&self) -> &[JSPropertyEnum] {
        if self.count == 0 {
            return &[];
        }
        // SAFETY: made by QuickJS with that length.
        unsafe { core::slice::from_raw_parts(self.start, self.count as usize) }
    }
}

impl Drop for Properties {
    fn drop(&mut self) {
        // SAFETY: made by JS_GetOwnPropertyNames, freed once.
        unsafe { JS_FreePropertyEnum(context(), self.start, self.count) }
    }
}
