//! Objects like one that has been seen: its names are not defined anew, one by one.
use super::ordinary::{count, property};
use crate::instance::context;
use crate::quickjs::*;
use crate::value::{range_error, Outcome, Value};

/// The names of an object's properties in their order, and its prototype.
pub struct Shape {
    shape: *mut JSShape,
    count: usize,
}

impl Shape {
    /// Of an ordinary object that holds nothing but plain data.
    #[inline(never)]
    pub fn of(sample: &Value) -> Outcome<Shape> {
        let count = count(sample).unwrap_or(0);
        let is_plain = (0..count).all(|at| property(sample, at).is_some());
        // SAFETY: looks at an object; the count that it adds is never given back.
        let shape = if is_plain && count > 0 {
            unsafe { plain_shape(sample.raw(), count as core::ffi::c_int) }
        } else {
            core::ptr::null_mut()
        };
        if shape.is_null() {
            return range_error("no other object can be made like this one");
        }
        Ok(Shape { shape, count })
    }

    /// The same of an object whose properties have these names, in this order.
    #[inline(never)]
    pub fn named(sample: &Value, names: &[JSAtom]) -> Outcome<Shape> {
        let name_at = |at| property(sample, at).map(|(name, _)| name);
        let is = names.iter().enumerate().all(|(at, &name)| name_at(at) == Some(name));
        if count(sample) != Some(names.len()) || !is {
            return range_error("this object has other properties");
        }
        Shape::of(sample)
    }

    /// An object with these values, of which there are as many as the sample had.
    #[inline(never)]
    pub fn object(&self, values: &mut Vec<Value>) -> Outcome<Value> {
        if values.len() != self.count {
            return range_error("an object like another one has as many values");
        }
        // SAFETY: the values are handed over, and no longer the list's; the shape lives as long as the instance.
        unsafe {
            values.set_len(0);
            Value::outcome(plain_object(context(), self.shape, values.as_mut_ptr() as *mut JSValue))
        }
    }
}
