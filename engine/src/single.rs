//! Global state of an instance.
use core::cell::{Cell, UnsafeCell};
use core::mem::replace;

/// A global that one thread uses. Nobody gets a reference to what is in it but for the time of one
/// `with`, and a second one within it ends the instance.
pub struct Single<T> {
    value: UnsafeCell<T>,
    lent: Cell<bool>,
}

// SAFETY: an instance has one thread.
unsafe impl<T> Sync for Single<T> {}

impl<T> Single<T> {
    pub const fn new(value: T) -> Single<T> {
        Single { value: UnsafeCell::new(value), lent: Cell::new(false) }
    }
    /// Lends the value. JavaScript, and functions of the host, must not be called meanwhile.
    #[inline(always)]
    pub fn with<R>(&self, use_it: impl FnOnce(&mut T) -> R) -> R {
        if self.lent.replace(true) {
            core::arch::wasm32::unreachable()
        }
        // SAFETY: the value is not lent otherwise.
        let result = use_it(unsafe { &mut *self.value.get() });
        self.lent.set(false);
        result
    }
    #[inline(always)]
    pub fn replace(&self, value: T) -> T {
        self.with(|held| replace(held, value))
    }
    #[inline(always)]
    pub fn set(&self, value: T) {
        // What was there is dropped when the value is lent no more: that may run the engine's code.
        drop(self.replace(value));
    }
    #[inline(always)]
    pub fn take(&self) -> T
    where
        T: Default,
    {
        self.replace(T::default())
    }
    #[inline(always)]
    pub fn get(&self) -> T
    where
        T: Copy,
    {
        self.with(|held| *held)
    }
}

/// A global that is set once, before anybody reads it.
pub struct Once<T>(UnsafeCell<Option<T>>);

// SAFETY: an instance has one thread.
unsafe impl<T> Sync for Once<T> {}

impl<T> Once<T> {
    pub const fn new() -> Once<T> {
        Once(UnsafeCell::new(None))
    }
    pub fn set(&self, value: T) {
        if self.is_set() {
            core::arch::wasm32::unreachable()
        }
        // SAFETY: nobody has a reference, because there was nothing to refer to.
        unsafe { *self.0.get() = Some(value) }
    }
    #[inline(always)]
    pub fn get(&self) -> &T {
        // SAFETY: only `set` writes, and not once there is a value.
        match unsafe { &*self.0.get() } {
            Some(value) => value,
            None => core::arch::wasm32::unreachable(),
        }
    }
    #[inline(always)]
    pub fn is_set(&self) -> bool {
        // SAFETY: as above.
        unsafe { (*self.0.get()).is_some() }
    }
}
