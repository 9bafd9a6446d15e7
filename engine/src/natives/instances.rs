//! Instances made of JSON by the plans of their classes.
use super::parse_json::bytes_in;
use super::plans::{list, planned, Allowed, Planned, Variant};
use crate::instance::context;
use crate::native::Call;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{Outcome, Thrown, Value};
use evidentsource_functions_plain::json::End;
use evidentsource_functions_plain::plan::{self, Plan};

/// Instances of a class with other orders of their properties are made one by one.
const VARIANTS: usize = 16;
/// So many texts are read without the plan when as many have not been as planned, which takes time.
const PATIENCE: u16 = 64;

/// What a text, bytes or a stored event hold, as an instance of the class of a plan; undefined where that
/// is not certain.
pub fn read_planned(call: &Call) -> Outcome<Value> {
    let number = call.argument(1).as_number().unwrap_or(-1.0);
    match planned(number as usize) {
        Some(class) if number >= 0.0 => {
            bytes_in(call.argument(0), |bytes| read(bytes, number as usize, class))
        }
        _ => Ok(Value::UNDEFINED),
    }
}

#[inline(never)]
pub fn read(bytes: &[u8], number: usize, class: &Planned) -> Outcome<Value> {
    static VALUES: Single<Vec<Value>> = Single::new(Vec::new());
    let doubts = class.doubts.get();
    if doubts > PATIENCE {
        // Twice as far is as far as before.
        class.doubts.set(if doubts > 2 * PATIENCE { 0 } else { doubts + 1 });
        return Ok(Value::UNDEFINED);
    }
    let mut values = VALUES.take();
    let read = plan::read_planned(bytes, number, &mut Instances, &mut values);
    values.clear();
    VALUES.set(values);
    match read {
        Ok(value) => {
            class.doubts.set(doubts.saturating_sub(1));
            Ok(value)
        }
        Err(End::Doubtful) => {
            class.doubts.set(doubts + 1);
            Ok(Value::UNDEFINED)
        }
        Err(End::Failed(Thrown)) => Err(Thrown),
    }
}

struct Instances;

/// A plan refers to none that has not been made.
fn known(number: usize) -> &'static Planned {
    planned(number).unwrap_or_else(|| core::arch::wasm32::unreachable())
}

impl plan::Planned for Instances {
    type Value = Value;

    #[inline(always)]
    fn plan(&self, number: usize) -> &'static Plan {
        &known(number).plan
    }

    #[inline(always)]
    fn instance(&mut self, number: usize, order: &[u8], values: &mut Vec<Value>) -> Outcome<Value> {
        let class = known(number);
        let shape = class.variants.with(|variants| {
            let mut variants = variants.iter();
            variants.find(|variant| *variant.order == *order).map(|variant| variant.shape)
        });
        let Some(shape) = shape else { return other_instance(class, order, values) };
        let rest = values.len() - order.len();
        // SAFETY: the values are handed over, and no longer the list's.
        unsafe {
            values.set_len(rest);
            let start = values.as_mut_ptr().add(rest) as *mut JSValue;
            Value::outcome(plain_object(context(), shape, start))
        }
    }

    fn same_text(&mut self, number: usize, text: &[u8]) -> Outcome<Option<Value>> {
        same(number, &|allowed| allowed.value.is_string() && *allowed.text == *text)
    }

    fn has_number(&mut self, number: usize, given: f64) -> Outcome<bool> {
        same(number, &|allowed| allowed.value.as_number() == Some(given))
            .map(|value| value.is_some())
    }
}

/// The first value that a list had when the plan was made, if it stands there still.
#[inline(never)]
fn same(number: usize, is_it: &dyn Fn(&Allowed) -> bool) -> Outcome<Option<Value>> {
    let Some(list) = list(number) else { return Ok(None) };
    let Some(allowed) = list.values.iter().find(|allowed| is_it(allowed)) else { return Ok(None) };
    let held = list.holder.get(allowed.key)?;
    let number = held.as_number();
    let is_same = match number {
        Some(_) => number == allowed.value.as_number(),
        // The very text that stood there.
        None => held.is_string() && held.is(&allowed.value),
    };
    Ok(is_same.then_some(held))
}

#[inline(never)]
fn other_instance(class: &Planned, order: &[u8], values: &mut Vec<Value>) -> Outcome<Value> {
    let first = values.len() - order.len();
    let object = if class.is_plain {
        // SAFETY: plain call; what it returns is ours.
        unsafe { Value::outcome(JS_NewObjectProto(context(), class.prototype.raw()))? }
    } else {
        class.class.construct(&[])?
    };
    for (place, &index) in order.iter().enumerate() {
        let (name, value) = (class.names[usize::from(index)], values[first + place].clone());
        // The constructor may have done anything.
        if class.is_plain {
            object.set(name, value)?;
        } else {
            object.assign(name, value)?;
        }
    }
    values.truncate(first);
    if !class.is_plain {
        return Ok(object);
    }
    // SAFETY: a fresh object with these properties.
    let shape = unsafe { plain_shape(object.raw(), order.len() as core::ffi::c_int) };
    if shape.is_null() {
        return Ok(object);
    }
    let variant = Variant { order: order.into(), shape };
    let full = class.variants.with(|variants| {
        let full = variants.len() == VARIANTS || variants.try_reserve(1).is_err();
        if !full {
            variants.push(variant);
        }
        full
    });
    if full {
        // SAFETY: its count is ours.
        unsafe { plain_shape_free(context(), shape) };
    }
    Ok(object)
}
