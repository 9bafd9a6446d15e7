//! Strings and byte arrays as slices of bytes.
use crate::engine::context;
use crate::quickjs::*;
use crate::value::{caught, Outcome, Thrown, Value};
use core::ffi::c_char;

/// The UTF-8 of a string, lone surrogates replaced by U+FFFD; freed when dropped.
pub struct Utf8 {
    start: *const c_char,
    length: usize,
}

impl Utf8 {
    /// Converts as `String(value)` does, which may run code of the author.
    pub fn of(value: &Value) -> Outcome<Utf8> {
        let text = bytes_as_they_are(value)?;
        text.replace_lone_surrogates();
        Ok(text)
    }
    /// QuickJS writes them as three bytes, as many as U+FFFD takes.
    fn replace_lone_surrogates(&self) {
        const LEAD: u8 = 0xed;
        if !self.bytes().contains(&LEAD) {
            return;
        }
        // SAFETY: only ASCII is shared with the string itself; anything else has a buffer of its own.
        let bytes = unsafe { core::slice::from_raw_parts_mut(self.start as *mut u8, self.length) };
        for at in 0..bytes.len().saturating_sub(2) {
            if bytes[at] == LEAD && bytes[at + 1] >= 0xa0 {
                bytes[at..at + 3].copy_from_slice("\u{fffd}".as_bytes());
            }
        }
    }
    pub fn bytes(&self) -> &[u8] {
        // SAFETY: QuickJS keeps the text until it is freed.
        unsafe { core::slice::from_raw_parts(self.start as *const u8, self.length) }
    }
    pub fn text(&self) -> &str {
        // QuickJS writes valid UTF-8.
        core::str::from_utf8(self.bytes()).unwrap_or("")
    }
}

/// As [`Utf8::of`], but lone surrogates are three bytes that are no UTF-8.
pub fn bytes_as_they_are(value: &Value) -> Outcome<Utf8> {
    let mut length: size_t = 0;
    // SAFETY: writes into `length`; the text is freed in `drop`.
    let start = unsafe { JS_ToCStringLen2(context(), &mut length, value.raw(), false) };
    if start.is_null() {
        return Err(Thrown);
    }
    Ok(Utf8 { start, length: length as usize })
}

impl Drop for Utf8 {
    fn drop(&mut self) {
        // SAFETY: made by JS_ToCStringLen2, freed once.
        unsafe { JS_FreeCString(context(), self.start) }
    }
}

/// What `String(value)` gives, and a placeholder where that throws.
pub fn printed(value: &Value) -> String {
    match Utf8::of(value) {
        Ok(text) => text.text().to_owned(),
        Err(Thrown) => {
            drop(caught());
            "a value that cannot be printed".to_owned()
        }
    }
}

/// The bytes of an ArrayBuffer or a typed array, valid while JavaScript does not run.
pub fn bytes_of(value: &Value) -> Option<&[u8]> {
    let (start, length) = place_of(value)?;
    if length == 0 {
        return Some(&[]);
    }
    // SAFETY: the buffer belongs to `value`, which is borrowed as long as the slice.
    Some(unsafe { core::slice::from_raw_parts(start, length) })
}

/// The same, to write into.
pub fn bytes_of_mut(value: &Value) -> Option<&mut [u8]> {
    let (start, length) = place_of(value)?;
    if length == 0 {
        return Some(&mut []);
    }
    // SAFETY: as above; nobody else looks at the buffer while native code runs.
    Some(unsafe { core::slice::from_raw_parts_mut(start, length) })
}

fn place_of(value: &Value) -> Option<(*mut u8, usize)> {
    let mut size: size_t = 0;
    // SAFETY: all calls look at the value and write into locals; exceptions are taken away.
    unsafe {
        if JS_IsArrayBuffer(value.raw()) {
            let start = JS_GetArrayBuffer(context(), &mut size, value.raw());
            if start.is_null() && size > 0 {
                drop(caught());
                return None;
            }
            return Some((start, size as usize));
        }
        if JS_GetTypedArrayType(value.raw()) < 0 {
            return None;
        }
        let (mut offset, mut length, mut width): (size_t, size_t, size_t) = (0, 0, 0);
        let buffer =
            JS_GetTypedArrayBuffer(context(), value.raw(), &mut offset, &mut length, &mut width);
        let Ok(buffer) = Value::outcome(buffer) else {
            drop(caught());
            return None;
        };
        let start = JS_GetArrayBuffer(context(), &mut size, buffer.raw());
        if start.is_null() {
            if length > 0 {
                drop(caught());
                return None;
            }
            return Some((start, 0));
        }
        Some((start.add(offset as usize), length as usize))
    }
}
