//! What every call of an export begins and ends with, so that no call sees another.
use crate::instance::{context, runtime};
use crate::quickjs::*;
use crate::record::Record;
use crate::single::Single;
use crate::value::{caught, out_of_memory, type_error, Outcome, Thrown, Value};
use crate::{arena, clock, events, interrupt, lift, memory};

/// Whether a call has begun and not ended.
static INSIDE: Single<bool> = Single::new(false);

pub fn begin(at: Record) {
    // A trap, or an error of the host's, has ended the call before in its midst. Hosts do not enter
    // such an instance again.
    if INSIDE.replace(true) {
        core::arch::wasm32::unreachable()
    }
    interrupt::restart();
    memory::forget_refusal();
    memory::collect_in_time();
    clock::set(at);
    // SAFETY: plain call.
    unsafe { JS_UpdateStackTop(runtime()) };
}

/// Results in linear memory stay until [`free`]. None of the author's code runs here: jobs that wait
/// belong to this call, whose answer has been given.
pub fn end() {
    // SAFETY: plain call; frees what the jobs hold.
    unsafe { plain_drop_jobs(context()) };
    drop(caught());
    #[cfg(feature = "change")]
    crate::handles::close_all();
    events::release();
    lift::forget_repeated();
    if memory::refused() || arena::is_lost() {
        memory::collect();
    } else {
        memory::collect_if_full();
    }
    // Collecting may have left some.
    // SAFETY: as above.
    unsafe { plain_drop_jobs(context()) };
    INSIDE.set(false);
}

/// After the host has read the results.
pub fn free() {
    arena::reset();
}

/// Refuses the call if the host had more to pass than fits.
pub fn check_arguments() -> Outcome<()> {
    if arena::is_lost() {
        return out_of_memory();
    }
    Ok(())
}

/// Refuses the call if it was stopped, whatever has become of the error that said so.
pub fn check_steps() -> Outcome<()> {
    if interrupt::exhausted() {
        return type_error("interrupted");
    }
    Ok(())
}

/// Waits for a promise, which only microtasks can keep.
pub fn settle(result: Value) -> Outcome<Value> {
    run_jobs();
    check_steps()?;
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
        } else if memory::refused() {
            // QuickJS may have lost the job that would have settled it.
            out_of_memory()
        } else {
            type_error(
                "the promise is never settled: there are no timers and no input or output here",
            )
        }
    }
}

/// Errors of a job belong to nobody, as in `queueMicrotask`.
fn run_jobs() {
    // SAFETY: plain call.
    while !interrupt::exhausted() && unsafe { plain_run_job(context()) } {
        drop(caught());
        interrupt::count_job();
    }
}
