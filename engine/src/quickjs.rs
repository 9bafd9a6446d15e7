//! The C interface of QuickJS, and nothing else of its bindings' names elsewhere.
use core::ffi::{c_char, c_int, c_void};
pub use rquickjs_sys::*;

/// The names of an object's properties, in their order.
#[repr(C)]
pub struct JSShape {
    _opaque: [u8; 0],
}

// Of toolchain/plain_values.c, which says what they do.
extern "C" {
    pub fn plain_text(context: *mut JSContext, start: *const c_char, length: size_t) -> JSValue;
    pub fn plain_shape(object: JSValue, count: c_int) -> *mut JSShape;
    pub fn plain_object(
        context: *mut JSContext,
        shape: *mut JSShape,
        values: *mut JSValue,
    ) -> JSValue;
    pub fn plain_constructor(class: JSValue, empty: JSValue) -> bool;
    pub fn plain_forget_source(context: *mut JSContext, function: JSValue);
    pub fn plain_keys_in_order(value: JSValue, names: *const JSAtom, count: size_t) -> bool;
    pub fn plain_members(
        value: JSValue,
        prototype: JSValue,
        names: *const JSAtom,
        count: size_t,
        members: *mut JSValue,
    ) -> bool;
    pub fn plain_dictionary(context: *mut JSContext, value: JSValue, prototype: JSValue) -> bool;
    pub fn plain_elements(
        value: JSValue,
        prototype: JSValue,
        start: *mut *mut JSValue,
        count: *mut size_t,
    ) -> bool;
    pub fn plain_prototypes(
        value: JSValue,
        objects: *mut *const c_void,
        counts: *mut c_int,
        room: size_t,
    ) -> size_t;
    pub fn plain_shape_free(context: *mut JSContext, shape: *mut JSShape);
    pub fn plain_bytes(
        value: JSValue,
        to_write: bool,
        start: *mut *mut u8,
        length: *mut size_t,
    ) -> bool;
    pub fn plain_run_job(context: *mut JSContext) -> bool;
    pub fn plain_drop_jobs(context: *mut JSContext);
    pub fn plain_ask_after(context: *mut JSContext, steps: c_int);
    pub fn plain_allocated(context: *mut JSContext) -> size_t;
}

// The same, for decisions.
#[cfg(feature = "change")]
extern "C" {
    pub fn plain_property(
        value: JSValue,
        at: size_t,
        name: *mut JSAtom,
        held: *mut JSValue,
    ) -> bool;
    pub fn plain_count(value: JSValue) -> c_int;
    pub fn plain_own(value: JSValue, name: JSAtom, held: *mut JSValue) -> bool;
    pub fn plain_lacks(value: JSValue, name: JSAtom) -> bool;
    pub fn plain_inherits(value: JSValue, prototype: JSValue) -> bool;
}
