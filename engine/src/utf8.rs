//! Strings and byte arrays as slices of bytes.
use crate::instance::context;
use crate::quickjs::*;
use crate::value::{caught, Outcome, Thrown, Value};
use core::ffi::c_char;
use evidentsource_functions_plain::utf8;

/// The UTF-8 of a string, lone surrogates replaced by U+FFFD; freed when dropped.
pub struct Utf8 {
    start: *const c_char,
    length: usize,
}

impl Utf8 {
    /// Converts as `String(value)` does, which may run code of the author.
    #[inline(never)]
    pub fn of(value: &Value) -> Outcome<Utf8> {
        let text = bytes_as_they_are(value)?;
        text.replace_lone_surrogates();
        Ok(text)
    }
    /// QuickJS writes them as three bytes, as many as U+FFFD takes.
    fn replace_lone_surrogates(&self) {
        if !utf8::has_surrogates(self.bytes()) {
            return;
        }
        // SAFETY: only ASCII is shared with the string itself; anything else has a buffer of its own.
        let bytes = unsafe { core::slice::from_raw_parts_mut(self.start as *mut u8, self.length) };
        utf8::replace_lone_surrogates(bytes);
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
#[inline(never)]
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
    #[inline(never)]
    fn drop(&mut self) {
        // SAFETY: made by JS_ToCStringLen2, freed once.
        unsafe { JS_FreeCString(context(), self.start) }
    }
}

/// What `String(value)` gives, unless that throws; for errors, in which the end of a very long text is
/// no help.
pub fn printed(value: &Value) -> Option<String> {
    match Utf8::of(value) {
        Ok(text) => Some(shortened(text.bytes())),
        Err(Thrown) => {
            drop(caught());
            None
        }
    }
}

const LONGEST_PRINTED: usize = 16 * 1024;

/// The beginning of a text.
pub fn shortened(text: &[u8]) -> String {
    utf8::shortened(text, LONGEST_PRINTED)
}

/// The bytes that an ArrayBuffer or a typed array has now, valid while JavaScript does not run.
pub fn bytes_of(value: &Value) -> Option<&[u8]> {
    let (start, length) = place_of(value, false)?;
    // SAFETY: the buffer belongs to `value`, which is borrowed as long as the slice.
    Some(unsafe { core::slice::from_raw_parts(start, length) })
}

/// The same, to write into.
pub fn bytes_of_mut(value: &Value) -> Option<&mut [u8]> {
    let (start, length) = place_of(value, true)?;
    // SAFETY: as above; nobody else looks at the buffer while native code runs.
    Some(unsafe { core::slice::from_raw_parts_mut(start, length) })
}

/// The one place where a buffer is looked up.
fn place_of(value: &Value, to_write: bool) -> Option<(*mut u8, usize)> {
    let (mut start, mut length) = (core::ptr::null_mut(), 0);
    // SAFETY: looks at the value and writes into the two.
    let found = unsafe { plain_bytes(value.raw(), to_write, &mut start, &mut length) };
    if start.is_null() {
        start = core::ptr::NonNull::dangling().as_ptr();
    }
    (found && (length == 0 || !start.is_null())).then_some((start, length as usize))
}
