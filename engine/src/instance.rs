//! The one JavaScript runtime of an instance, and its only context.
use crate::quickjs::{JSContext, JSRuntime};
use crate::single::Single;
use core::ptr::null_mut;

static RUNTIME: Single<*mut JSRuntime> = Single::new(null_mut());
static CONTEXT: Single<*mut JSContext> = Single::new(null_mut());

pub fn set(runtime: *mut JSRuntime, context: *mut JSContext) {
    RUNTIME.set(runtime);
    CONTEXT.set(context);
}

#[inline(always)]
pub fn context() -> *mut JSContext {
    CONTEXT.get()
}

pub fn runtime() -> *mut JSRuntime {
    RUNTIME.get()
}

pub fn is_started() -> bool {
    !runtime().is_null()
}
