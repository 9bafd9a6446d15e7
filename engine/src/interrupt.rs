//! The limit of steps that one call may take. QuickJS asks here once in 10,000 calls, backward jumps
//! or steps of a regular expression; what takes long within one step is counted for itself.
use crate::instance::{context, runtime};
use crate::quickjs::*;
use crate::single::Single;
use core::ffi::{c_int, c_void};

/// Steps between two questions.
pub const STEPS_PER_UNIT: u64 = 10_000;
/// In units; some twenty seconds of a fast machine, depending on what a step does.
pub const DEFAULT_LIMIT: u32 = 30_000;
/// What a job of the microtask queue counts for beside the steps in it.
const STEPS_PER_JOB: u64 = 100;

#[derive(Clone, Copy)]
struct Budget {
    limit: u32,
    used: u32,
    exhausted: bool,
    /// Steps that QuickJS did not ask for, and that are no unit yet.
    further: u64,
}
static BUDGET: Single<Budget> =
    Single::new(Budget { limit: DEFAULT_LIMIT, used: 0, exhausted: false, further: 0 });

pub fn install(limit: u32) {
    BUDGET.with(|budget| budget.limit = if limit == 0 { DEFAULT_LIMIT } else { limit });
    // SAFETY: the handler lives as long as the runtime.
    unsafe { JS_SetInterruptHandler(runtime(), Some(ask), core::ptr::null_mut()) };
}

/// Each call has the whole budget.
pub fn restart() {
    BUDGET.with(|budget| {
        *budget = Budget { limit: budget.limit, used: 0, exhausted: false, further: 0 }
    });
    // SAFETY: sets a number.
    unsafe { plain_ask_after(context(), STEPS_PER_UNIT as c_int) };
}

/// Whether the call has been stopped.
pub fn exhausted() -> bool {
    BUDGET.get().exhausted
}

pub fn message() -> String {
    let steps = u64::from(BUDGET.get().limit) * STEPS_PER_UNIT;
    format!(
        "stopped after {steps} steps, the limit of one call; look for a loop, a recursion or a \
         regular expression without end, or raise it with esf build --step-limit"
    )
}

/// A job of the microtask queue has ended.
pub fn count_job() {
    count_steps(STEPS_PER_JOB);
}

/// What one native function does without asking. C calls it, too (toolchain/bounded.awk).
#[no_mangle]
pub extern "C" fn count_steps(steps: u64) {
    let further = BUDGET.get().further + steps;
    BUDGET.with(|budget| budget.further = further % STEPS_PER_UNIT);
    if further >= STEPS_PER_UNIT {
        count(further / STEPS_PER_UNIT);
    }
}

/// True stops the running code with an error that it cannot catch.
unsafe extern "C" fn ask(_runtime: *mut JSRuntime, _opaque: *mut c_void) -> c_int {
    count(1);
    exhausted() as c_int
}

/// Once the call has been stopped, QuickJS asks at every step: whatever has caught the error, or hides
/// it in a promise, ends at its next one.
fn count(units: u64) {
    let exhausted = BUDGET.with(|budget| {
        let units = u32::try_from(units).unwrap_or(u32::MAX);
        budget.used = budget.used.saturating_add(units);
        budget.exhausted |= budget.used > budget.limit;
        budget.exhausted
    });
    if exhausted && !context().is_null() {
        // SAFETY: sets a number.
        unsafe { plain_ask_after(context(), 0) };
    }
}
