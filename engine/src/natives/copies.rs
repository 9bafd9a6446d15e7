//! Copies of what TypeScript has made once, with all that it holds.
use super::ordinary::{count, property};
use super::plans::{each, kept};
use super::shapes::Shape;
use crate::native::Call;
use crate::single::Single;
use crate::value::{range_error, room_for, Outcome, Value};

/// Its parts, each of which holds only parts before it; the last one is the whole.
struct Copy {
    parts: Vec<Part>,
}

enum Part {
    Object(Shape, Vec<Held>),
    EmptyArray,
}

enum Held {
    Part(usize),
    Place(usize),
    /// What all copies have in common.
    Shared(Value),
}

static COPIES: Single<Vec<&'static Copy>> = Single::new(Vec::new());
/// What is made for each call is small.
const PARTS: usize = 32;
const DEPTH: usize = 8;

/// What of the objects in a sample is one of these.
struct Known {
    shared: Vec<Value>,
    places: Vec<Value>,
    /// The parts as they are in the sample.
    seen: Vec<Value>,
}

/// The number of a copy: of a sample, what of it is shared, and what in it is filled later.
#[inline(never)]
pub fn prepare_copy(call: &Call) -> Outcome<Value> {
    let mut known = Known { shared: Vec::new(), places: Vec::new(), seen: Vec::new() };
    each(call.argument(1), &mut |value| Ok(known.shared.push(value)))?;
    each(call.argument(2), &mut |value| Ok(known.places.push(value)))?;
    let mut copy = Copy { parts: Vec::new() };
    match copy.hold(call.argument(0), &mut known, 0)? {
        Held::Part(_) => kept(&COPIES, copy).map(|number| Value::int(number as i32)),
        _ => range_error("there is nothing to copy"),
    }
}

#[inline(never)]
fn is_in(list: &[Value], value: &Value) -> Option<usize> {
    list.iter().position(|one| one.is(value))
}

impl Copy {
    #[inline(never)]
    fn hold(&mut self, value: &Value, known: &mut Known, depth: usize) -> Outcome<Held> {
        // Functions and classes are what they are.
        if !value.is_object() || value.is_function() || is_in(&known.shared, value).is_some() {
            return Ok(Held::Shared(value.clone()));
        }
        if let Some(place) = is_in(&known.places, value) {
            return Ok(Held::Place(place));
        }
        if let Some(part) = is_in(&known.seen, value) {
            return Ok(Held::Part(part));
        }
        if depth == DEPTH || self.parts.len() == PARTS {
            return range_error("there is too much to copy");
        }
        let part = if value.is_array() && value.length()? == 0 {
            Part::EmptyArray
        } else {
            let shape = Shape::of(value)?;
            let mut values = Vec::new();
            for at in 0..count(value).unwrap_or(0) {
                let Some((_, held)) = property(value, at) else { break };
                values.push(self.hold(&held, known, depth + 1)?);
            }
            Part::Object(shape, values)
        };
        self.parts.push(part);
        known.seen.push(value.clone());
        Ok(Held::Part(self.parts.len() - 1))
    }
}

/// A copy, with values in the places.
pub fn copy(call: &Call) -> Outcome<Value> {
    let number = call.argument(0).as_number().unwrap_or(-1.0);
    let Some(copy) = COPIES.with(|copies| copies.get(number as usize).copied()) else {
        return range_error("no such copy");
    };
    let mut made = room_for(copy.parts.len())?;
    let mut values = Vec::new();
    for part in &copy.parts {
        made.push(match part {
            Part::EmptyArray => Value::array(Vec::new())?,
            Part::Object(shape, held) => {
                values.clear();
                values.try_reserve(held.len()).or_else(|_| crate::value::out_of_memory())?;
                values.extend(held.iter().map(|held| match held {
                    Held::Part(part) => made.get(*part).map_or(Value::UNDEFINED, Value::clone),
                    Held::Place(place) => call.argument(place + 1).clone(),
                    Held::Shared(value) => value.clone(),
                }));
                shape.object(&mut values)?
            }
        });
    }
    Ok(made.pop().unwrap_or(Value::UNDEFINED))
}
