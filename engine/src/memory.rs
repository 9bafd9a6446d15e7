//! One heap for JavaScript and Rust: wasi-libc's, which grows through `sbrk` below. That is where the
//! limit is kept, so it bounds all of linear memory and not only what is in use.
use crate::instance;
use crate::interrupt::count_steps;
use crate::quickjs::{
    plain_allocated, size_t, JSMallocFunctions, JS_GetGCThreshold, JS_RunGC, JS_SetGCThreshold,
};
use crate::reserve;
use crate::single::Single;
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32;
use core::ffi::c_void;
use core::ptr::null_mut;
use evidentsource_functions_plain::region::{self, Blocks};

/// A little less than the 100,000,000 bytes of the platform.
pub const DEFAULT_LIMIT: usize = 98_304_000;
/// Rust's allocations up to this may take of the [`reserve`]. Greater ones depend on what a call is about:
/// those who make them are ready to be refused.
const SMALL: usize = 256 * 1024;
/// What is set free for the error, once JavaScript has been refused.
const FOR_THE_ERROR: usize = 64 * 1024;
/// Growth after which unreachable cycles are collected, in the upper half of the memory.
const COLLECTION_STEP: usize = 6 * 1024 * 1024;
const PAGE: usize = 65_536;
/// Allocations from this size on count as steps: they are filled, too.
const LARGE: usize = 4096;
const BYTES_PER_STEP: usize = 16;
/// So do collections that a refused allocation brings about.
const COLLECTED_BYTES_PER_STEP: usize = 128;

static LIMIT: Single<usize> = Single::new(DEFAULT_LIMIT);
/// Whether JavaScript has been refused memory in this call.
static REFUSED: Single<bool> = Single::new(false);
static NEXT_COLLECTION: Single<usize> = Single::new(0);
static KEPT_FOR_THE_ERROR: Single<*mut c_void> = Single::new(null_mut());
/// Whether freed memory is cleared, so that the snapshot of it is small.
static CLEAR: Single<bool> = Single::new(true);
/// Bytes that the host has filled, and what was in use when cycles were collected last.
static HOSTS: Single<usize> = Single::new(0);
static AFTER_COLLECTION: Single<usize> = Single::new(0);

pub fn set_limit(bytes: usize) {
    LIMIT.set(if bytes == 0 { DEFAULT_LIMIT } else { bytes });
}
pub fn limit() -> usize {
    LIMIT.get()
}
/// Each call is refused anew.
pub fn forget_refusal() {
    REFUSED.set(false);
    if KEPT_FOR_THE_ERROR.get().is_null() {
        // SAFETY: plain call.
        KEPT_FOR_THE_ERROR.set(unsafe { malloc(FOR_THE_ERROR) });
    }
}

fn refuse() {
    REFUSED.set(true);
    // SAFETY: made by malloc, or null.
    unsafe { free(KEPT_FOR_THE_ERROR.replace(null_mut())) };
    collect_soon();
    // Code that is refused again and again makes everything be looked at as often.
    if instance::is_started() {
        count_steps((in_use() / COLLECTED_BYTES_PER_STEP) as u64);
    }
}

pub fn refused() -> bool {
    REFUSED.get()
}

/// Memory for what the host passes and what it is answered.
pub type Region = region::Region<Heap>;

pub struct Heap;

impl Blocks for Heap {
    fn block(size: usize, at_last: bool) -> *mut u8 {
        // SAFETY: plain call.
        let mut start = unsafe { malloc(size) } as *mut u8;
        if start.is_null() && at_last {
            start = reserve::take(size);
        }
        if !start.is_null() {
            HOSTS.set(HOSTS.get() + size);
        }
        start
    }
    unsafe fn give_back(block: *mut u8, size: usize) {
        HOSTS.set(HOSTS.get() - size);
        release(block);
    }
}

fn size() -> usize {
    wasm32::memory_size(0) * PAGE
}

/// Replaces wasi-libc's: memory grows by whole pages, from its end.
#[no_mangle]
extern "C" fn sbrk(increment: isize) -> *mut c_void {
    const REFUSED: *mut c_void = usize::MAX as *mut c_void;
    let end = size();
    if increment <= 0 || !(increment as usize).is_multiple_of(PAGE) {
        return if increment == 0 { end as *mut c_void } else { REFUSED };
    }
    let grown = end.saturating_add(increment as usize);
    if grown > limit() {
        return REFUSED;
    }
    if grown > NEXT_COLLECTION.get().max(limit() / 2) {
        NEXT_COLLECTION.set(grown + COLLECTION_STEP);
        collect_soon();
    }
    match wasm32::memory_grow(0, increment as usize / PAGE) {
        usize::MAX => REFUSED,
        pages => (pages * PAGE) as *mut c_void,
    }
}

/// QuickJS collects cycles when the heap has grown by half since the last time, which near the limit
/// may be too late. It compares with this number at each new object.
fn collect_soon() {
    if instance::is_started() {
        // SAFETY: sets a number.
        unsafe { JS_SetGCThreshold(instance::runtime(), 1) };
    }
}

/// Takes back what a call that needed much memory has made of the threshold.
pub fn collect_in_time() {
    let latest = (limit() / 4 * 3) as size_t;
    let runtime = instance::runtime();
    // SAFETY: reads and sets a number.
    unsafe {
        if JS_GetGCThreshold(runtime) > latest {
            JS_SetGCThreshold(runtime, latest);
        }
    }
}

/// Collects cycles when much is in use, more than after the last time. What the host is about to write
/// cannot wait for it: collecting may give handles back, which must not happen meanwhile.
pub fn collect_if_full() {
    let step = COLLECTION_STEP.min(limit() / 8);
    let least = (limit() / 2).max(AFTER_COLLECTION.get() + step);
    if in_use() > least {
        collect();
    }
}

pub fn collect() {
    // SAFETY: plain call; values that the engine holds are counted.
    unsafe { JS_RunGC(instance::runtime()) };
    AFTER_COLLECTION.set(in_use());
}

fn in_use() -> usize {
    // SAFETY: reads a number.
    HOSTS.get() + unsafe { plain_allocated(instance::context()) } as usize
}

extern "C" {
    fn malloc(size: usize) -> *mut c_void;
    fn calloc(count: usize, size: usize) -> *mut c_void;
    fn malloc_usable_size(start: *const c_void) -> usize;
    fn realloc(start: *mut c_void, size: usize) -> *mut c_void;
    fn aligned_alloc(align: usize, size: usize) -> *mut c_void;
    fn free(start: *mut c_void);
}

/// How much of the stack the evaluation may have used.
const STACK_TO_CLEAR: usize = 512 * 1024;

/// The module has been evaluated: what it has left on the stack is cleared, too.
#[inline(never)]
pub fn end_evaluation() {
    CLEAR.set(false);
    let here = 0u8;
    let end = core::hint::black_box(&here) as *const u8 as usize - 1024;
    let start = end.saturating_sub(STACK_TO_CLEAR).max(1024);
    // SAFETY: the stack grows downwards, and nothing is called from here that could use it.
    unsafe { core::ptr::write_bytes(start as *mut u8, 0, end - start) };
}

/// Clears what is about to be freed. A compiler that sees it freed next would leave that out.
unsafe fn clear(start: *mut c_void) {
    if CLEAR.get() && !start.is_null() {
        core::ptr::write_bytes(start as *mut u8, 0, malloc_usable_size(start));
        core::hint::black_box(start);
    }
}

/// `realloc`, which clears what it frees.
unsafe fn resized(start: *mut c_void, size: usize) -> *mut c_void {
    if !CLEAR.get() || start.is_null() {
        return realloc(start, size);
    }
    let moved = malloc(size);
    if !moved.is_null() {
        let kept = malloc_usable_size(start).min(size);
        core::ptr::copy_nonoverlapping(start as *const u8, moved as *mut u8, kept);
        clear(start);
        free(start);
    }
    moved
}

/// How QuickJS allocates: the first time that there is no memory, some is set free for the error.
pub static FOR_JAVASCRIPT: JSMallocFunctions = {
    unsafe extern "C" fn js_calloc(_: *mut c_void, count: size_t, size: size_t) -> *mut c_void {
        count_large((count as usize).saturating_mul(size as usize));
        refused_if_null(calloc(count as usize, size as usize))
    }
    unsafe extern "C" fn js_malloc(_: *mut c_void, size: size_t) -> *mut c_void {
        count_large(size as usize);
        refused_if_null(malloc(size as usize))
    }
    unsafe extern "C" fn js_free(_: *mut c_void, start: *mut c_void) {
        clear(start);
        free(start);
    }
    unsafe extern "C" fn js_realloc(
        _: *mut c_void,
        start: *mut c_void,
        size: size_t,
    ) -> *mut c_void {
        count_large(size as usize);
        refused_if_null(resized(start, size as usize))
    }
    unsafe extern "C" fn js_usable_size(start: *const c_void) -> size_t {
        malloc_usable_size(start) as size_t
    }
    fn count_large(size: usize) {
        if size >= LARGE {
            count_steps((size / BYTES_PER_STEP) as u64);
        }
    }
    fn refused_if_null(start: *mut c_void) -> *mut c_void {
        if start.is_null() {
            refuse();
        }
        start
    }
    JSMallocFunctions {
        js_calloc: Some(js_calloc),
        js_malloc: Some(js_malloc),
        js_free: Some(js_free),
        js_realloc: Some(js_realloc),
        js_malloc_usable_size: Some(js_usable_size),
    }
};

/// What wasi-libc aligns every allocation to.
const NATURAL: usize = 16;

struct Libc;

/// Frees what is of the heap or of the reserve.
unsafe fn release(start: *mut u8) {
    if reserve::holds(start) {
        reserve::give_back(start);
    } else {
        clear(start as *mut c_void);
        free(start as *mut c_void);
    }
}

// SAFETY: the functions of libc keep what GlobalAlloc asks for, and so does the reserve; what is of it
// goes back to it.
unsafe impl GlobalAlloc for Libc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = layout.size();
        if layout.align() > NATURAL {
            let size = size.next_multiple_of(layout.align());
            return aligned_alloc(layout.align(), size) as *mut u8;
        }
        let start = malloc(size) as *mut u8;
        if start.is_null() && size <= SMALL {
            return reserve::take(size);
        }
        start
    }
    unsafe fn dealloc(&self, start: *mut u8, _layout: Layout) {
        release(start);
    }
    unsafe fn realloc(&self, start: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if layout.align() <= NATURAL && !reserve::holds(start) {
            let moved = resized(start as *mut c_void, size) as *mut u8;
            if !moved.is_null() {
                return moved;
            }
        }
        let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
        if !moved.is_null() {
            core::ptr::copy_nonoverlapping(start, moved, layout.size().min(size));
            release(start);
        }
        moved
    }
}

#[global_allocator]
static ALLOCATOR: Libc = Libc;

/// Of JavaScript; see toolchain/stack.h.
pub const DEFAULT_STACK: usize = 320 * 1024;
static STACK: Single<usize> = Single::new(DEFAULT_STACK);

pub fn set_stack_size(bytes: usize) {
    STACK.set(if bytes == 0 { DEFAULT_STACK } else { bytes });
}
pub fn stack_size() -> usize {
    STACK.get()
}
