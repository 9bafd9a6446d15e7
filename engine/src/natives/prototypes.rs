//! What objects of a class have in common.
use crate::quickjs::*;
use crate::value::Value;
use core::ffi::{c_int, c_void};

/// Prototypes at most.
const MOST: usize = 6;

/// An object and its prototypes as they were when a plan was made: what an author adds to them later may change
/// what is written.
#[derive(PartialEq)]
pub struct Prototypes {
    count: size_t,
    objects: [*const c_void; MOST],
    properties: [c_int; MOST],
}

// SAFETY: an instance has one thread.
unsafe impl Sync for Prototypes {}

impl Prototypes {
    #[inline(never)]
    pub fn of(object: &Value) -> Prototypes {
        let mut found =
            Prototypes { count: 0, objects: [core::ptr::null(); MOST], properties: [0; MOST] };
        // SAFETY: looks at an object, and writes no more than there is room for.
        found.count = unsafe {
            let (objects, properties) = (found.objects.as_mut_ptr(), found.properties.as_mut_ptr());
            plain_prototypes(object.raw(), objects, properties, MOST as _)
        };
        found
    }

    #[inline(never)]
    pub fn are_as_before(&self, object: &Value) -> bool {
        self.count > 0 && Prototypes::of(object) == *self
    }
}
