//! Whether an object has its keys in the order of a class. Compiled codecs ask it of every value.
use crate::engine::context;
use crate::native::Call;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{range_error, Outcome, Value};

/// Kept as long as the instance: a module has one for each class that it compiles.
static ORDERS: Single<Vec<Vec<JSAtom>>> = Single::new(Vec::new());

/// Atoms of array indices have the highest bit.
const INDEX: JSAtom = 1 << 31;

/// The number of an order, for a list of names.
pub fn key_order(call: &Call) -> Outcome<Value> {
    let names = call.argument(0);
    let mut order = Vec::new();
    for at in 0..names.length()? {
        let name = names.at(at)?;
        // SAFETY: plain call. The atoms are never freed.
        let atom = unsafe { JS_ValueToAtom(context(), name.raw()) };
        if atom & INDEX != 0 {
            return range_error("array indices have an order of their own");
        }
        order.push(atom);
    }
    ORDERS.get().push(order);
    Ok(Value::int(ORDERS.get().len() as i32 - 1))
}

pub fn has_keys_in_order(call: &Call) -> Outcome<Value> {
    let number = call.argument(1).as_number().unwrap_or(-1.0);
    let known = ORDERS.get().get(number as usize).filter(|_| number >= 0.0);
    Ok(Value::boolean(known.is_some_and(|order| {
        // SAFETY: only looks at the value and at as many names as there are.
        unsafe { plain_keys_in_order(call.argument(0).raw(), order.as_ptr(), order.len() as _) }
    })))
}
