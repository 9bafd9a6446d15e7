//! Events that are handed to the methods of a state, as long as all goes as planned.
use super::instances::read;
use super::parse_json::event_bytes;
use super::plans::{atom_of, each, kept, planned, Planned};
use crate::events;
use crate::instance::context;
use crate::layout::cloudevent;
use crate::native::Call;
use crate::quickjs::*;
use crate::single::Single;
use crate::utf8::Utf8;
use crate::value::{caught, range_error, Outcome, Thrown, Value};

/// What becomes of events of a type.
struct Handler {
    event_type: Box<[u8]>,
    number: usize,
    class: &'static Planned,
    method: JSAtom,
}

struct Fold {
    handlers: Vec<Handler>,
    at: JSAtom,
    result: JSAtom,
}

static FOLDS: Single<Vec<&'static Fold>> = Single::new(Vec::new());

/// The number of a fold, for a list of event types with the plan of their class and a method each.
pub fn prepare_fold(call: &Call) -> Outcome<Value> {
    let mut handlers = Vec::new();
    each(call.argument(0), &mut |handler| {
        let number = handler.at(1)?.as_number().unwrap_or(-1.0);
        let Some(class) = planned(number as usize) else { return range_error("no such plan") };
        handlers.push(Handler {
            event_type: Utf8::of(&handler.at(0)?)?.bytes().into(),
            number: number as usize,
            class,
            method: atom_of(&handler.at(2)?)?,
        });
        Ok(())
    })?;
    let (at, result) = (atom_of(&Value::text("at")?)?, atom_of(&Value::text("result")?)?);
    kept(&FOLDS, Fold { handlers, at, result }).map(|number| Value::int(number as i32))
}

/// Hands events to a state, from an index on; the index of the first one that TypeScript must look at. Where a
/// method has thrown, `at` of the last argument tells of which event; where it has returned an object, that is
/// `result` of the last argument.
pub fn fold_planned(call: &Call) -> Outcome<Value> {
    let (records, state, told) = (call.argument(0), call.argument(3), call.argument(4));
    let number = call.argument(2).as_number().unwrap_or(-1.0);
    let mut at = call.argument(1).as_number().unwrap_or(0.0) as usize;
    let Some(fold) = FOLDS.with(|folds| folds.get(number as usize).copied()) else {
        return range_error("no such fold");
    };
    let count = records.length()?;
    while at < count {
        let event = records.at(at)?;
        let Some((handler, data)) = fold.read(&event) else { break };
        let method = state.get(handler.method)?;
        if !method.is_function() {
            break;
        }
        match method.call(state, &[data, event]) {
            Ok(result) if result.is_object() => {
                told.assign(fold.result, result)?;
                break;
            }
            Ok(_) => at += 1,
            Err(Thrown) => {
                let error = caught();
                told.assign(fold.at, Value::int(at as i32))?;
                // SAFETY: the error is handed over.
                unsafe { JS_Throw(context(), error.into_raw()) };
                return Err(Thrown);
            }
        }
    }
    Ok(Value::int(at as i32))
}

impl Fold {
    /// The handler of an event and its data; nothing where TypeScript must look.
    #[inline(always)]
    fn read(&self, event: &Value) -> Option<(&Handler, Value)> {
        if !events::is_event(event) {
            return None;
        }
        let record = events::record_of(event).ok()?;
        let event_type = record.bytes(cloudevent::TYPE);
        let mut handlers = self.handlers.iter();
        let handler = handlers.find(|handler| *handler.event_type == *event_type)?;
        match read(event_bytes(record)?, handler.number, handler.class) {
            Ok(data) => (!data.is_undefined()).then_some((handler, data)),
            Err(Thrown) => {
                drop(caught());
                None
            }
        }
    }
}
