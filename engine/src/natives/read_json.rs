//! JSON made into JavaScript values, by the reader of the crate `plain`.
use super::known_keys::{with_known_keys, Index, KnownKeys, ROOT};
use crate::instance::context;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{out_of_memory, owned_atom, Outcome, Thrown, Value};
use evidentsource_functions_plain::json::{self, End, Made, Maker};

/// The value, or undefined where TypeScript must look at the bytes.
pub fn read_json(bytes: &[u8]) -> Outcome<Value> {
    static VALUES: Single<Vec<Value>> = Single::new(Vec::new());
    let mut values = VALUES.take();
    let read = with_known_keys(|keys| json::read_json(bytes, keys, &mut values));
    values.clear();
    VALUES.set(values);
    match read {
        Ok(value) => Ok(value),
        Err(End::Doubtful) => Ok(Value::UNDEFINED),
        Err(End::Failed(Thrown)) => Err(Thrown),
    }
}

impl Maker for KnownKeys {
    type Value = Value;
    type Key = Index;

    #[inline(always)]
    fn root(&self) -> Index {
        ROOT
    }
    #[inline(always)]
    fn expected(&self, before: Index) -> Option<(Index, &[u8])> {
        self.likely(before)
    }
    fn find(&mut self, before: Index, name: &[u8]) -> Outcome<Option<Index>> {
        self.look_up(before, name)
    }
    #[inline(always)]
    fn object(&mut self, last: Index, values: &mut Vec<Value>) -> Outcome<Value> {
        self.object_of(last, values)
    }
    fn beginning(&mut self, last: Index, values: &mut Vec<Value>) -> Outcome<Value> {
        self.beginning_of(last, values)
    }
    fn member(&mut self, object: &Value, name: Value, value: Value) -> Outcome<()> {
        object.set(Name::of(&name)?.0, value)
    }
}

impl Made for Value {
    type Error = Thrown;

    fn array(values: &mut Vec<Value>, first: usize) -> Outcome<Value> {
        Value::array_of_rest(values, first)
    }
    fn add(&self, values: &mut Vec<Value>, first: usize) -> Outcome<()> {
        let length = self.length()?;
        for (index, value) in values.drain(first..).enumerate() {
            self.set_at(length + index, value)?;
        }
        Ok(())
    }
    #[inline(always)]
    fn ascii(text: &[u8]) -> Outcome<Value> {
        Value::ascii(text)
    }
    fn utf8(text: &[u8]) -> Outcome<Value> {
        Value::utf8(text)
    }
    #[inline(always)]
    fn int(value: i32) -> Value {
        Value::int(value)
    }
    #[inline(always)]
    fn double(value: f64) -> Value {
        Value::number(value)
    }
    fn boolean(value: bool) -> Value {
        Value::boolean(value)
    }
    fn null() -> Value {
        Value::NULL
    }
    fn full() -> Thrown {
        match out_of_memory::<()>() {
            Ok(()) | Err(Thrown) => Thrown,
        }
    }
}

/// An atom that is freed when dropped.
struct Name(JSAtom);

impl Name {
    fn of(text: &Value) -> Outcome<Name> {
        // SAFETY: a string is converted without running code.
        owned_atom(unsafe { JS_ValueToAtom(context(), text.raw()) }).map(Name)
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        // SAFETY: its count is ours.
        unsafe { JS_FreeAtom(context(), self.0) }
    }
}
