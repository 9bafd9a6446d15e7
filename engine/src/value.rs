//! Owned JavaScript values and what can be done with them, so that the other files need no raw
//! pointers. `Err(Thrown)` always means that an exception is pending in the context.
use crate::instance::context;
use crate::quickjs::*;
use core::ffi::{c_char, c_int, CStr};

/// An exception is pending.
pub struct Thrown;
pub type Outcome<T> = Result<T, Thrown>;

/// A counted reference.
#[repr(transparent)]
pub struct Value(JSValue);

// SAFETY: an instance has one thread.
unsafe impl Sync for Value {}

impl Drop for Value {
    #[inline(always)]
    fn drop(&mut self) {
        // SAFETY: looks at the value only.
        if unsafe { JS_VALUE_HAS_REF_COUNT(self.0) } {
            give_back(self.0);
        }
    }
}

/// Of a value that is dropped, in hundreds of places: inlined, it would be much of the module.
#[inline(never)]
fn give_back(value: JSValue) {
    // SAFETY: the value that is dropped owns one count.
    unsafe { JS_FreeValue(context(), value) }
}

impl Clone for Value {
    #[inline(always)]
    fn clone(&self) -> Value {
        // SAFETY: the value is alive; the copy owns the count that is added here.
        unsafe {
            if JS_VALUE_HAS_REF_COUNT(self.0) {
                return Value(JS_DupValue(context(), self.0));
            }
        }
        Value(self.0)
    }
}

// A state view does without some of it.
#[cfg_attr(not(feature = "change"), allow(dead_code))]
impl Value {
    pub const UNDEFINED: Value = Value(JS_UNDEFINED);
    pub const NULL: Value = Value(JS_NULL);
    pub const FALSE: Value = Value(JS_FALSE);

    /// # Safety
    /// The caller hands over the one count that it owns of a value of this runtime.
    #[inline(always)]
    pub unsafe fn from_raw(raw: JSValue) -> Value {
        Value(raw)
    }
    /// The value for a function of QuickJS that does not take the count over.
    #[inline(always)]
    pub fn raw(&self) -> JSValue {
        self.0
    }
    /// The value for a function of QuickJS that takes the count over.
    #[inline(always)]
    pub fn into_raw(self) -> JSValue {
        core::mem::ManuallyDrop::new(self).0
    }
    /// # Safety
    /// As [`Value::from_raw`]; the tag for an exception is taken apart.
    #[inline(always)]
    pub unsafe fn outcome(raw: JSValue) -> Outcome<Value> {
        if JS_IsException(raw) {
            Err(Thrown)
        } else {
            Ok(Value(raw))
        }
    }

    pub fn boolean(value: bool) -> Value {
        Value(JS_MKVAL(JS_TAG_BOOL, value as i32))
    }
    pub fn int(value: i32) -> Value {
        Value(JS_MKVAL(JS_TAG_INT, value))
    }
    pub fn number(value: f64) -> Value {
        Value(JS_NewFloat64(value))
    }
    pub fn u64(value: u64) -> Outcome<Value> {
        // SAFETY: plain call; what it returns is ours.
        unsafe { Value::outcome(JS_NewBigUint64(context(), value)) }
    }
    pub fn s64(value: i64) -> Outcome<Value> {
        // SAFETY: as above.
        unsafe { Value::outcome(JS_NewBigInt64(context(), value)) }
    }
    pub fn text(value: &str) -> Outcome<Value> {
        Value::utf8(value.as_bytes())
    }
    /// A string from bytes; what is no UTF-8 becomes U+FFFD.
    #[inline(always)]
    pub fn utf8(bytes: &[u8]) -> Outcome<Value> {
        // SAFETY: QuickJS reads `len` bytes and keeps none of them.
        unsafe {
            let start = bytes.as_ptr() as *const c_char;
            Value::outcome(JS_NewStringLen(context(), start, bytes.len() as _))
        }
    }
    /// A string from bytes of ASCII.
    #[inline(always)]
    pub fn ascii(bytes: &[u8]) -> Outcome<Value> {
        // SAFETY: as above.
        unsafe {
            let start = bytes.as_ptr() as *const c_char;
            Value::outcome(plain_text(context(), start, bytes.len() as _))
        }
    }
    #[inline(never)]
    pub fn bytes(bytes: &[u8]) -> Outcome<Value> {
        // SAFETY: as above.
        unsafe {
            let array = JS_NewUint8ArrayCopy(context(), bytes.as_ptr(), bytes.len() as _);
            Value::outcome(array)
        }
    }
    #[inline(always)]
    pub fn object() -> Outcome<Value> {
        // SAFETY: plain call.
        unsafe { Value::outcome(JS_NewObject(context())) }
    }
    pub fn array(mut values: Vec<Value>) -> Outcome<Value> {
        Value::array_of_rest(&mut values, 0)
    }
    /// An array of the values from an index on, which are taken out of the list.
    #[inline(never)]
    pub fn array_of_rest(values: &mut Vec<Value>, first: usize) -> Outcome<Value> {
        let count = values.len() - first;
        // SAFETY: `Value` is transparent; QuickJS takes the counts over, also when it fails, so that
        // they are no longer the list's.
        unsafe {
            values.set_len(first);
            let start = values.as_ptr().add(first) as *const JSValue;
            Value::outcome(JS_NewArrayFrom(context(), count as c_int, start))
        }
    }
    pub fn pair(first: Value, second: Value) -> Outcome<Value> {
        let values = [first.into_raw(), second.into_raw()];
        // SAFETY: as for `array`.
        unsafe { Value::outcome(JS_NewArrayFrom(context(), 2, values.as_ptr())) }
    }

    /// Defines an ordinary property.
    #[inline(always)]
    pub fn set(&self, key: JSAtom, value: Value) -> Outcome<()> {
        let flags = JS_PROP_C_W_E as c_int;
        // SAFETY: the count of `value` is handed over.
        let done =
            unsafe { JS_DefinePropertyValue(context(), self.0, key, value.into_raw(), flags) };
        if done < 0 {
            Err(Thrown)
        } else {
            Ok(())
        }
    }
    /// As `object.key = value` does it.
    pub fn assign(&self, key: JSAtom, value: Value) -> Outcome<()> {
        // SAFETY: the count of `value` is handed over.
        match unsafe { JS_SetProperty(context(), self.0, key, value.into_raw()) } {
            ..0 => Err(Thrown),
            _ => Ok(()),
        }
    }
    /// Defines an element of an array.
    #[inline(never)]
    pub fn set_at(&self, index: usize, value: Value) -> Outcome<()> {
        let (index, flags) = (index as u32, JS_PROP_C_W_E as c_int);
        // SAFETY: the count of `value` is handed over.
        let done = unsafe {
            JS_DefinePropertyValueUint32(context(), self.0, index, value.into_raw(), flags)
        };
        if done < 0 {
            Err(Thrown)
        } else {
            Ok(())
        }
    }
    /// Defines a property that loops do not see.
    pub fn hide(&self, key: &CStr, value: Value) {
        let flags = (JS_PROP_WRITABLE | JS_PROP_CONFIGURABLE) as c_int;
        // SAFETY: the count of `value` is handed over; used on objects of the engine's own only.
        unsafe {
            JS_DefinePropertyValueStr(context(), self.0, key.as_ptr(), value.into_raw(), flags)
        };
    }
    #[inline(always)]
    pub fn get(&self, key: JSAtom) -> Outcome<Value> {
        // SAFETY: plain call.
        unsafe { Value::outcome(JS_GetProperty(context(), self.0, key)) }
    }
    pub fn named(&self, key: &CStr) -> Outcome<Value> {
        // SAFETY: the name ends with a zero byte.
        unsafe { Value::outcome(JS_GetPropertyStr(context(), self.0, key.as_ptr())) }
    }
    #[inline(never)]
    pub fn at(&self, index: usize) -> Outcome<Value> {
        // SAFETY: plain call.
        unsafe { Value::outcome(JS_GetPropertyInt64(context(), self.0, index as i64)) }
    }
    #[inline(never)]
    pub fn length(&self) -> Outcome<usize> {
        let mut length = 0;
        // SAFETY: writes into `length`.
        let done = unsafe { JS_GetLength(context(), self.0, &mut length) };
        if done < 0 {
            Err(Thrown)
        } else {
            // Lengths may be made up.
            Ok(usize::try_from(length).unwrap_or(usize::MAX))
        }
    }

    pub fn call(&self, this: &Value, arguments: &[Value]) -> Outcome<Value> {
        // SAFETY: `Value` is transparent, and the arguments are only read.
        unsafe {
            let start = arguments.as_ptr() as *mut JSValue;
            let count = arguments.len() as c_int;
            Value::outcome(JS_Call(context(), self.0, this.0, count, start))
        }
    }
    pub fn construct(&self, arguments: &[Value]) -> Outcome<Value> {
        // SAFETY: as above.
        unsafe {
            let start = arguments.as_ptr() as *mut JSValue;
            let count = arguments.len() as c_int;
            Value::outcome(JS_CallConstructor(context(), self.0, count, start))
        }
    }

    // SAFETY of the tests below: they look at the value only.
    pub fn is_string(&self) -> bool {
        unsafe { JS_IsString(self.0) }
    }
    pub fn is_object(&self) -> bool {
        unsafe { JS_IsObject(self.0) }
    }
    /// Whether both are the very same object or text.
    pub fn is(&self, other: &Value) -> bool {
        // SAFETY: looks at the values only.
        unsafe {
            JS_VALUE_HAS_REF_COUNT(self.0)
                && JS_VALUE_HAS_REF_COUNT(other.0)
                && JS_VALUE_GET_PTR(self.0) == JS_VALUE_GET_PTR(other.0)
        }
    }
    pub fn is_array(&self) -> bool {
        unsafe { JS_IsArray(self.0) }
    }
    pub fn is_function(&self) -> bool {
        unsafe { JS_IsFunction(context(), self.0) }
    }
    pub fn is_undefined(&self) -> bool {
        unsafe { JS_IsUndefined(self.0) }
    }
    pub fn is_promise(&self) -> bool {
        unsafe { JS_IsPromise(self.0) }
    }
    pub fn is_null(&self) -> bool {
        unsafe { JS_IsNull(self.0) }
    }
    /// Options may be absent as undefined or null.
    pub fn is_absent(&self) -> bool {
        unsafe { JS_IsUndefined(self.0) || JS_IsNull(self.0) }
    }
    pub fn as_boolean(&self) -> Option<bool> {
        unsafe { JS_IsBool(self.0).then(|| JS_VALUE_GET_BOOL(self.0)) }
    }
    pub fn is_bigint(&self) -> bool {
        unsafe { JS_IsBigInt(self.0) }
    }
    pub fn as_number(&self) -> Option<f64> {
        // SAFETY: looks at the value only.
        unsafe {
            if JS_IsInt(self.0) {
                Some(JS_VALUE_GET_INT(self.0) as f64)
            } else if JS_IsNumber(self.0) {
                Some(JS_VALUE_GET_FLOAT64(self.0))
            } else {
                None
            }
        }
    }
    pub fn class(&self) -> u32 {
        // SAFETY: looks at the value only.
        unsafe { JS_GetClassID(self.0) }
    }
}

/// Throws a TypeError; long messages are cut by QuickJS.
#[inline(never)]
pub fn type_error<T>(message: &str) -> Outcome<T> {
    let message: Vec<u8> = message.bytes().filter(|&byte| byte != 0).chain([0]).collect();
    // SAFETY: both texts end with a zero byte, and the format takes one text.
    unsafe { JS_ThrowTypeError(context(), c"%s".as_ptr(), message.as_ptr()) };
    Err(Thrown)
}

#[inline(never)]
pub fn range_error<T>(message: &str) -> Outcome<T> {
    let message: Vec<u8> = message.bytes().filter(|&byte| byte != 0).chain([0]).collect();
    // SAFETY: as above.
    unsafe { JS_ThrowRangeError(context(), c"%s".as_ptr(), message.as_ptr()) };
    Err(Thrown)
}

/// The atom that QuickJS has made. Where it made none, it has thrown, unless it has no memory: not
/// always then.
pub fn owned_atom(atom: JSAtom) -> Outcome<JSAtom> {
    if atom != JS_ATOM_NULL {
        return Ok(atom);
    }
    // SAFETY: plain call.
    if unsafe { JS_HasException(context()) } {
        return Err(Thrown);
    }
    out_of_memory()
}

/// Throws what JavaScript is thrown when it has no memory.
#[cold]
pub fn out_of_memory<T>() -> Outcome<T> {
    // SAFETY: plain call.
    unsafe { JS_ThrowOutOfMemory(context()) };
    Err(Thrown)
}

/// A list with room for so many: what a call is about must not end the instance.
pub fn room_for<T>(count: usize) -> Outcome<Vec<T>> {
    let mut list = Vec::new();
    match list.try_reserve_exact(count) {
        Ok(()) => Ok(list),
        Err(_) => out_of_memory(),
    }
}

/// Takes the pending exception away.
pub fn caught() -> Value {
    // SAFETY: its count is handed to us.
    unsafe { Value::from_raw(JS_GetException(context())) }
}
