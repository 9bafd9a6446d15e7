//! Rust functions that JavaScript calls.
use crate::instance::{context, runtime};
use crate::quickjs::*;
use crate::value::{Outcome, Value};
use core::ffi::{c_int, CStr};

pub type Raw = unsafe extern "C" fn(*mut JSContext, JSValue, c_int, *mut JSValue) -> JSValue;

/// What a function is called with.
pub struct Call<'a> {
    pub this: &'a Value,
    arguments: &'a [Value],
}

static ABSENT: Value = Value::UNDEFINED;

impl<'a> Call<'a> {
    /// # Safety
    /// With the parameters that QuickJS gives to a C function.
    pub unsafe fn new(this: &'a JSValue, count: c_int, arguments: *const JSValue) -> Call<'a> {
        let arguments = if count > 0 {
            core::slice::from_raw_parts(arguments as *const Value, count as usize)
        } else {
            &[]
        };
        Call { this: &*(this as *const JSValue as *const Value), arguments }
    }
    /// An argument, or undefined.
    #[inline(always)]
    pub fn argument(&self, index: usize) -> &Value {
        self.arguments.get(index).unwrap_or(&ABSENT)
    }
}

#[inline(always)]
pub fn answer(outcome: Outcome<Value>) -> JSValue {
    match outcome {
        Ok(value) => value.into_raw(),
        Err(_) => JS_EXCEPTION,
    }
}

/// Makes a C function of a `fn(&Call) -> Outcome<Value>`.
macro_rules! native {
    ($body:path) => {{
        unsafe extern "C" fn raw(
            _context: *mut crate::quickjs::JSContext,
            this: crate::quickjs::JSValue,
            count: core::ffi::c_int,
            arguments: *mut crate::quickjs::JSValue,
        ) -> crate::quickjs::JSValue {
            // SAFETY: these are the parameters of a C function.
            let call = unsafe { crate::native::Call::new(&this, count, arguments) };
            crate::native::answer($body(&call))
        }
        raw as crate::native::Raw
    }};
}
pub(crate) use native;

/// Adds a method that loops do not see.
#[inline(never)]
pub fn define(object: &Value, name: &CStr, body: Raw, parameters: c_int) {
    object.hide(name, function(name, body, parameters));
}

pub fn function(name: &CStr, body: Raw, parameters: c_int) -> Value {
    let kind = JSCFunctionEnum_JS_CFUNC_generic;
    // SAFETY: the body has the signature of a generic C function.
    unsafe {
        let raw = JS_NewCFunction2(context(), Some(body), name.as_ptr(), parameters, kind, 0);
        Value::from_raw(raw)
    }
}

/// Adds an enumerable getter.
pub fn define_getter(object: &Value, name: &CStr, body: Raw) {
    let getter = function(name, body, 0).into_raw();
    let flags = (JS_PROP_CONFIGURABLE | JS_PROP_ENUMERABLE) as c_int;
    // SAFETY: the getter's count is handed over; the atom is freed after use.
    unsafe {
        let atom = JS_NewAtom(context(), name.as_ptr());
        JS_DefinePropertyGetSet(context(), object.raw(), atom, getter, JS_UNDEFINED, flags);
        JS_FreeAtom(context(), atom);
    }
}

/// Registers a class of native objects and its prototype.
pub fn define_class(
    name: &CStr,
    prototype: Value,
    finalizer: unsafe extern "C" fn(*mut JSRuntime, JSValue),
    gc_mark: JSClassGCMark,
) -> JSClassID {
    let mut class = 0;
    let definition = JSClassDef {
        class_name: name.as_ptr(),
        finalizer: Some(finalizer),
        gc_mark,
        call: None,
        exotic: core::ptr::null_mut(),
    };
    // SAFETY: QuickJS copies the definition; the name is static; the prototype is handed over.
    unsafe {
        JS_NewClassID(runtime(), &mut class);
        JS_NewClass(runtime(), class, &definition);
        JS_SetClassProto(context(), class, prototype.into_raw());
    }
    class
}

pub fn global() -> Value {
    // SAFETY: its count is handed to us.
    unsafe { Value::from_raw(JS_GetGlobalObject(context())) }
}
