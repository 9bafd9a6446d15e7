//! The limit of steps that one call may take. QuickJS asks here once in 10,000 calls, backward jumps
//! or steps of a regular expression.
use crate::engine::runtime;
use crate::quickjs::*;
use crate::single::Single;
use core::ffi::{c_int, c_void};

/// Steps between two questions.
pub const STEPS_PER_UNIT: u64 = 10_000;
/// In units; some twenty seconds of a fast machine, depending on what a step does.
pub const DEFAULT_LIMIT: u32 = 30_000;
/// What a job of the microtask queue counts for beside the steps in it.
const STEPS_PER_JOB: u64 = 100;

struct Budget {
    limit: u32,
    used: u32,
    exhausted: bool,
    /// Jobs since they were last counted.
    jobs: u64,
}
static BUDGET: Single<Budget> =
    Single::new(Budget { limit: DEFAULT_LIMIT, used: 0, exhausted: false, jobs: 0 });

pub fn install(limit: u32) {
    BUDGET.get().limit = if limit == 0 { DEFAULT_LIMIT } else { limit };
    // SAFETY: the handler lives as long as the runtime.
    unsafe { JS_SetInterruptHandler(runtime(), Some(ask), core::ptr::null_mut()) };
}

/// Each call has the whole budget.
pub fn restart() {
    let budget = BUDGET.get();
    budget.used = 0;
    budget.jobs = 0;
    budget.exhausted = false;
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
    let budget = BUDGET.get();
    budget.jobs += 1;
    if budget.jobs >= STEPS_PER_UNIT / STEPS_PER_JOB {
        budget.jobs = 0;
        count_unit();
    }
}

/// True stops the running code with an error that it cannot catch.
unsafe extern "C" fn ask(_runtime: *mut JSRuntime, _opaque: *mut c_void) -> c_int {
    count_unit();
    exhausted() as c_int
}

fn count_unit() {
    let budget = BUDGET.get();
    budget.used = budget.used.saturating_add(1);
    budget.exhausted |= budget.used > budget.limit;
}
