//! Global state of an instance.
use core::cell::UnsafeCell;

/// A global that one thread uses. Components are never entered while they run, and hosts' functions
/// cannot call back, so a reference from `get` is the only one as long as it is not kept across
/// calls into JavaScript.
pub struct Single<T>(UnsafeCell<T>);

// SAFETY: an instance has one thread.
unsafe impl<T> Sync for Single<T> {}

impl<T> Single<T> {
    pub const fn new(value: T) -> Single<T> {
        Single(UnsafeCell::new(value))
    }
    #[inline(always)]
    pub fn get(&self) -> &mut T {
        // SAFETY: see the type.
        unsafe { &mut *self.0.get() }
    }
}
