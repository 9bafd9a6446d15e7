//! What every call of an export begins and ends with, so that no call sees another.
use crate::engine::{context, runtime};
use crate::quickjs::*;
use crate::record::Record;
use crate::value::{caught, type_error, Outcome, Thrown, Value};
use crate::{arena, clock, events, interrupt, lift, memory};

/// More left-over jobs than this are no accident; the instance ends.
const MOST_LEFT_OVER: usize = 100_000;

pub fn begin(at: Record) {
    interrupt::restart();
    memory::forget_refusal();
    memory::collect_in_time();
    clock::set(at);
    // SAFETY: plain call.
    unsafe { JS_UpdateStackTop(runtime()) };
}

/// Results in linear memory stay until [`free`].
pub fn end() {
    if interrupt::exhausted() {
        drop_jobs();
    }
    drop(caught());
    #[cfg(feature = "change")]
    crate::handles::close_all();
    events::release();
    lift::forget_repeated();
}

/// After the host has read the results.
pub fn free() {
    arena::reset();
}

/// Waits for a promise, which only microtasks can keep.
pub fn settle(result: Value) -> Outcome<Value> {
    run_jobs();
    if interrupt::exhausted() {
        return type_error("interrupted");
    }
    if !result.is_promise() {
        return Ok(result);
    }
    // SAFETY: the promise is alive; what the calls return is ours.
    unsafe {
        let state = JS_PromiseState(context(), result.raw());
        let settled = Value::from_raw(JS_PromiseResult(context(), result.raw()));
        if state == JSPromiseStateEnum_JS_PROMISE_FULFILLED {
            Ok(settled)
        } else if state == JSPromiseStateEnum_JS_PROMISE_REJECTED {
            JS_Throw(context(), settled.into_raw());
            Err(Thrown)
        } else {
            type_error(
                "the promise is never settled: there are no timers and no input or output here",
            )
        }
    }
}

/// Errors of a job belong to nobody, as in `queueMicrotask`.
pub fn run_jobs() {
    let mut at = core::ptr::null_mut();
    // SAFETY: the context that ran the job is written into `at`.
    while unsafe { JS_ExecutePendingJob(runtime(), &mut at) } != 0 {
        interrupt::count_job();
        if interrupt::exhausted() {
            return;
        }
    }
}

/// Ends the jobs that an interrupted call has left: every call in them overflows at once.
fn drop_jobs() {
    let mut at = core::ptr::null_mut();
    // SAFETY: as above; the size is put back.
    unsafe {
        JS_SetMaxStackSize(runtime(), 1);
        let mut left = MOST_LEFT_OVER;
        while JS_ExecutePendingJob(runtime(), &mut at) != 0 {
            left -= 1;
            if left == 0 {
                core::arch::wasm32::unreachable()
            }
        }
        JS_SetMaxStackSize(runtime(), memory::stack_size() as _);
    }
}
