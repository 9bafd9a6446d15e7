//! Whether an object has its keys in the order of a class. Compiled codecs ask it of every value.
use crate::instance::context;
use crate::native::Call;
use crate::quickjs::*;
use crate::single::Single;
use crate::value::{out_of_memory, owned_atom, range_error, room_for, Outcome, Value};

/// Kept as long as the instance: a module has one for each class that it compiles.
static ORDERS: Single<Vec<Vec<JSAtom>>> = Single::new(Vec::new());

/// No module has so many classes.
const MOST: usize = 10_000;

/// Atoms of array indices have the highest bit.
const INDEX: JSAtom = 1 << 31;

/// The number of an order, for a list of names.
pub fn key_order(call: &Call) -> Outcome<Value> {
    let names = call.argument(0);
    let count = names.length()?;
    let mut order = room_for(count)?;
    for at in 0..count {
        let name = names.at(at)?;
        // Converting may run code of the author, which may throw. The atoms are never freed.
        // SAFETY: plain call.
        let atom = owned_atom(unsafe { JS_ValueToAtom(context(), name.raw()) })?;
        if atom & INDEX != 0 {
            return range_error("array indices have an order of their own");
        }
        order.push(atom);
    }
    if ORDERS.with(|orders| orders.len()) == MOST {
        return range_error("there are too many orders of keys");
    }
    let number = ORDERS.with(|orders| {
        let number = orders.len();
        orders.try_reserve(1).is_ok().then(|| orders.push(order)).map(|()| number)
    });
    number.map_or_else(out_of_memory, |number| Ok(Value::int(number as i32)))
}

pub fn has_keys_in_order(call: &Call) -> Outcome<Value> {
    let number = call.argument(1).as_number().unwrap_or(-1.0);
    Ok(Value::boolean(ORDERS.with(|orders| {
        let known = orders.get(number as usize).filter(|_| number >= 0.0);
        known.is_some_and(|order| {
            // SAFETY: only looks at the value and at as many names as there are.
            unsafe { plain_keys_in_order(call.argument(0).raw(), order.as_ptr(), order.len() as _) }
        })
    })))
}
