//! `Date.now()` is the instant that the call is about; zero while the module is evaluated.
use crate::layout::datetime;
use crate::record::Record;
use crate::single::Single;

static NOW: Single<f64> = Single::new(0.0);

pub fn set(at: Record) {
    let seconds = at.u64(datetime::SECONDS) as i64 as f64;
    let microseconds = at.u32(datetime::NANOSECONDS) / 1000;
    NOW.set(seconds * 1e6 + f64::from(microseconds));
}

/// Microseconds since 1970; asked for by the C library's clock.
#[no_mangle]
extern "C" fn __rquickjs_host_now_us() -> f64 {
    NOW.get()
}
