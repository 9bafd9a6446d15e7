//! JavaScript values as parts of values of the WIT. What does not fit is refused with a TypeError
//! that says where; nothing is converted or wrapped around.
use crate::arena;
use crate::engine::atoms;
use crate::instance::context;
use crate::layout::*;
use crate::quickjs::*;
use crate::record::RecordMut;
use crate::utf8::{bytes_of, Utf8};
use crate::value::{type_error, Outcome, Value};

/// Where a value stands, such as `events[2].attributes[0]`, for errors.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    parent: Option<&'a Place<'a>>,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    Name(&'static str),
    Index(usize),
}

impl<'a> Place<'a> {
    pub fn root(name: &'static str) -> Place<'static> {
        Place { parent: None, step: Step::Name(name) }
    }
    pub fn member(&'a self, name: &'static str) -> Place<'a> {
        Place { parent: Some(self), step: Step::Name(name) }
    }
    pub fn index(&'a self, index: usize) -> Place<'a> {
        Place { parent: Some(self), step: Step::Index(index) }
    }
    /// Throws.
    pub fn must_be<T>(&self, what: &str, given: &Value) -> Outcome<T> {
        type_error(&format!("{} must be {what}, not {}", self.text(), kind_of(given)))
    }
    fn text(&self) -> String {
        let before = self.parent.map(Place::text);
        match (before, self.step) {
            (None, Step::Name(name)) => name.to_owned(),
            (None, Step::Index(index)) => format!("[{index}]"),
            (Some(before), Step::Name(name)) => format!("{before}.{name}"),
            (Some(before), Step::Index(index)) => format!("{before}[{index}]"),
        }
    }
}

/// What an error says that was given; never runs code of the author.
fn kind_of(value: &Value) -> String {
    if let Some(number) = value.as_number() {
        return format!("the number {number}");
    }
    if let Some(boolean) = value.as_boolean() {
        return boolean.to_string();
    }
    if value.is_bigint() || value.is_string() {
        let text = crate::utf8::printed(value).unwrap_or_default();
        let short: String = text.chars().take(40).collect();
        return if value.is_bigint() { format!("{short}n") } else { format!("{short:?}") };
    }
    let kind = if value.is_undefined() {
        "undefined"
    } else if value.is_absent() {
        "null"
    } else if value.is_array() {
        "an array"
    } else if value.is_function() {
        "a function"
    } else if value.is_object() {
        "an object"
    } else {
        "a symbol"
    };
    kind.to_owned()
}

#[inline(never)]
pub fn string(to: RecordMut, offset: usize, value: &Value, place: &Place) -> Outcome<()> {
    let (start, length) = string_parts(value, place)?;
    to.set_slice(offset, start, length);
    Ok(())
}

/// Address and length of a copy.
#[inline(never)]
pub fn string_parts(value: &Value, place: &Place) -> Outcome<(*const u8, usize)> {
    if !value.is_string() {
        return place.must_be("a string", value);
    }
    copied(Utf8::of(value)?.bytes())
}

pub fn bytes(to: RecordMut, offset: usize, value: &Value, place: &Place) -> Outcome<()> {
    let Some(bytes) = bytes_of(value) else {
        return place.must_be("a Uint8Array", value);
    };
    let (start, length) = copied(bytes)?;
    to.set_slice(offset, start, length);
    Ok(())
}

/// A copy that lives until the host has read it.
#[inline(never)]
pub fn copied(bytes: &[u8]) -> Outcome<(*const u8, usize)> {
    Ok(copy(bytes, arena::take(1, bytes.len())?))
}

/// The same for an answer that must be given.
pub fn copied_at_last(bytes: &[u8]) -> (*const u8, usize) {
    copy(bytes, arena::take_for_answer(1, bytes.len()))
}

fn copy(bytes: &[u8], to: *mut u8) -> (*const u8, usize) {
    // SAFETY: the block is new and has that size.
    unsafe { core::ptr::copy_nonoverlapping(bytes.as_ptr(), to, bytes.len()) };
    (to, bytes.len())
}

#[inline(never)]
pub fn u64(value: &Value, place: &Place) -> Outcome<u64> {
    let mut number = 0;
    // SAFETY: writes into `number`.
    let read =
        value.is_bigint() && unsafe { JS_ToBigUint64(context(), &mut number, value.raw()) } >= 0;
    if read && same(value, &Value::u64(number)?) {
        return Ok(number);
    }
    place.must_be("a bigint from 0 to 18446744073709551615", value)
}

fn s64(value: &Value, place: &Place) -> Outcome<i64> {
    let mut number = 0;
    // SAFETY: writes into `number`.
    let read =
        value.is_bigint() && unsafe { JS_ToBigInt64(context(), &mut number, value.raw()) } >= 0;
    if read && same(value, &Value::s64(number)?) {
        return Ok(number);
    }
    place.must_be("a bigint of 64 bits with a sign", value)
}

/// Whether a bigint came through the conversion to 64 bits unchanged.
fn same(given: &Value, kept: &Value) -> bool {
    // SAFETY: compares two bigints, which runs no code of the author.
    unsafe { JS_IsEqual(context(), given.raw(), kept.raw()) == 1 }
}

pub fn u32(value: &Value, place: &Place) -> Outcome<u32> {
    match value.as_number() {
        Some(number) if f64::from(number as u32) == number => Ok(number as u32),
        _ => place.must_be("an integer from 0 to 4294967295", value),
    }
}

pub fn s32(value: &Value, place: &Place) -> Outcome<i32> {
    match value.as_number() {
        Some(number) if f64::from(number as i32) == number => Ok(number as i32),
        _ => place.must_be("an integer from -2147483648 to 2147483647", value),
    }
}

pub fn boolean(value: &Value, place: &Place) -> Outcome<bool> {
    match value.as_boolean() {
        Some(boolean) => Ok(boolean),
        None => place.must_be("a boolean", value),
    }
}

/// Seconds and nanoseconds.
pub fn datetime_parts(value: &Value, place: &Place) -> Outcome<(i64, u32)> {
    let value = object(value, place, "{ seconds, nanoseconds }")?;
    let seconds = s64(&value.get(atoms().seconds)?, &place.member("seconds"))?;
    let nanoseconds = u32(&value.get(atoms().nanoseconds)?, &place.member("nanoseconds"))?;
    Ok((seconds, nanoseconds))
}

#[inline(never)]
pub fn datetime(to: RecordMut, value: &Value, place: &Place) -> Outcome<()> {
    let (seconds, nanoseconds) = datetime_parts(value, place)?;
    to.set_u64(datetime::SECONDS, seconds as u64);
    to.set_u32(datetime::NANOSECONDS, nanoseconds);
    Ok(())
}

#[inline(never)]
pub fn object<'a>(value: &'a Value, place: &Place, what: &str) -> Outcome<&'a Value> {
    if value.is_object() {
        return Ok(value);
    }
    place.must_be(what, value)
}

/// Name of the case and payload of a variant.
#[inline(never)]
pub fn variant(value: &Value, place: &Place) -> Outcome<(Utf8, Value)> {
    object(value, place, "{ tag, val }")?;
    let tag = value.get(atoms().tag)?;
    if !tag.is_string() {
        return place.member("tag").must_be("a string", &tag);
    }
    Ok((Utf8::of(&tag)?, value.get(atoms().val)?))
}

/// The two elements of a tuple.
#[inline(never)]
pub fn pair(value: &Value, place: &Place, what: &str) -> Outcome<(Value, Value)> {
    if !value.is_array() || value.length()? != 2 {
        return place.must_be(what, value);
    }
    Ok((value.at(0)?, value.at(1)?))
}

/// Address and count of a list, each element written by the function.
#[inline(never)]
pub fn list(
    value: &Value,
    place: &Place,
    (size, align): (usize, usize),
    element: fn(RecordMut, &Value, &Place) -> Outcome<()>,
) -> Outcome<(*const u8, usize)> {
    if !value.is_array() {
        return place.must_be("an array", value);
    }
    let count = value.length()?;
    let Some(total) = count.checked_mul(size).filter(|&total| total < i32::MAX as usize) else {
        return place.must_be("a shorter array", value);
    };
    let elements = RecordMut::new(total, align)?;
    for index in 0..count {
        element(elements.field(index * size), &value.at(index)?, &place.index(index))?;
    }
    Ok((elements.address(), count))
}
