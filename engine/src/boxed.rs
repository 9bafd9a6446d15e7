//! Rust values that belong to JavaScript objects.
use crate::instance::context;
use crate::native::define_class;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{Outcome, Value};
use core::ffi::{c_void, CStr};
use core::marker::PhantomData;

/// A class of objects, each of which owns a value that lives as long as it does.
pub struct Boxed<T> {
    class: Single<JSClassID>,
    of: PhantomData<fn() -> T>,
}

impl<T> Boxed<T> {
    pub const fn new() -> Boxed<T> {
        Boxed { class: Single::new(0), of: PhantomData }
    }

    pub fn register(&self, name: &CStr, prototype: Value) {
        self.class.set(define_class(name, prototype, finalize::<T>, None));
    }

    /// The object of a value.
    pub fn object(&self, one: T) -> Outcome<Value> {
        // SAFETY: plain call; what it returns is ours.
        let object = unsafe { Value::outcome(JS_NewObjectClass(context(), self.class.get()))? };
        // SAFETY: the object owns the box from now on; `finalize` frees it.
        unsafe { JS_SetOpaque(object.raw(), Box::into_raw(Box::new(one)) as *mut c_void) };
        Ok(object)
    }

    /// What the object owns, if it is one of the class.
    #[inline(never)]
    pub fn of<'a>(&self, object: &'a Value) -> Option<&'a T> {
        if !object.is_object() {
            return None;
        }
        // SAFETY: objects of the class own a box, which lives as long as they do.
        unsafe { (JS_GetOpaque(object.raw(), self.class.get()) as *const T).as_ref() }
    }
}

unsafe extern "C" fn finalize<T>(_runtime: *mut JSRuntime, object: JSValue) {
    let mut class = 0;
    let owned = JS_GetAnyOpaque(object, &mut class) as *mut T;
    if !owned.is_null() {
        // SAFETY: made by `object`, freed once.
        drop(Box::from_raw(owned));
    }
}
