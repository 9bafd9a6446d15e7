//! One heap for JavaScript and Rust: wasi-libc's, which grows through `sbrk` below. That is where the
//! limit is kept, so it bounds all of linear memory and not only what is in use.
use crate::engine;
use crate::quickjs::{size_t, JSMallocFunctions, JS_GetGCThreshold, JS_SetGCThreshold};
use crate::single::Single;
use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32;
use core::ffi::c_void;

/// A little less than the 100,000,000 bytes of the platform.
pub const DEFAULT_LIMIT: usize = 98_304_000;
/// What JavaScript cannot take, so that a refused allocation can still be answered.
const RESERVE: usize = 2 * 1024 * 1024;
/// What is set free for the error, once JavaScript has been refused.
const FOR_THE_ERROR: usize = 64 * 1024;
/// Growth after which unreachable cycles are collected, in the upper half of the memory.
const COLLECTION_STEP: usize = 6 * 1024 * 1024;
const PAGE: usize = 65_536;

struct Heap {
    limit: usize,
    /// Whether the engine itself allocates.
    reserve_open: bool,
    /// Whether JavaScript has been refused memory in this call.
    refused: bool,
    next_collection: usize,
    for_the_error: *mut c_void,
    /// Whether freed memory is cleared, so that the snapshot of it is small.
    clear: bool,
}
static HEAP: Single<Heap> = Single::new(Heap {
    limit: DEFAULT_LIMIT,
    reserve_open: false,
    refused: false,
    next_collection: 0,
    for_the_error: core::ptr::null_mut(),
    clear: true,
});

pub fn set_limit(bytes: usize) {
    HEAP.get().limit = if bytes == 0 { DEFAULT_LIMIT } else { bytes };
}
pub fn limit() -> usize {
    HEAP.get().limit
}
/// Each call is refused anew.
pub fn forget_refusal() {
    let heap = HEAP.get();
    heap.refused = false;
    if heap.for_the_error.is_null() {
        heap.reserve_open = true;
        // SAFETY: plain call.
        heap.for_the_error = unsafe { malloc(FOR_THE_ERROR) };
        heap.reserve_open = false;
    }
}

fn refuse() {
    let heap = HEAP.get();
    heap.refused = true;
    // SAFETY: made by malloc, or null.
    unsafe { free(core::mem::replace(&mut heap.for_the_error, core::ptr::null_mut())) };
    collect_soon();
}

pub fn refused() -> bool {
    HEAP.get().refused
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
    let heap = HEAP.get();
    let grown = end.saturating_add(increment as usize);
    let kept_back = if heap.reserve_open { 0 } else { RESERVE };
    if grown > heap.limit.saturating_sub(kept_back) {
        return REFUSED;
    }
    if grown > heap.next_collection.max(heap.limit / 2) {
        heap.next_collection = grown + COLLECTION_STEP;
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
    if engine::is_started() {
        // SAFETY: sets a number.
        unsafe { JS_SetGCThreshold(engine::runtime(), 1) };
    }
}

/// Takes back what a call that needed much memory has made of the threshold.
pub fn collect_in_time() {
    let latest = (limit() / 4 * 3) as size_t;
    // SAFETY: reads and sets a number.
    unsafe {
        if JS_GetGCThreshold(engine::runtime()) > latest {
            JS_SetGCThreshold(engine::runtime(), latest);
        }
    }
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
    HEAP.get().clear = false;
    let here = 0u8;
    let end = core::hint::black_box(&here) as *const u8 as usize - 1024;
    let start = end.saturating_sub(STACK_TO_CLEAR).max(1024);
    // SAFETY: the stack grows downwards, and nothing is called from here that could use it.
    unsafe { core::ptr::write_bytes(start as *mut u8, 0, end - start) };
}

/// Clears what is about to be freed.
unsafe fn clear(start: *mut c_void) {
    if HEAP.get().clear && !start.is_null() {
        core::ptr::write_bytes(start as *mut u8, 0, malloc_usable_size(start));
    }
}

/// `realloc`, which clears what it frees.
unsafe fn resized(start: *mut c_void, size: usize) -> *mut c_void {
    if !HEAP.get().clear || start.is_null() {
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
        refused_if_null(calloc(count as usize, size as usize))
    }
    unsafe extern "C" fn js_malloc(_: *mut c_void, size: size_t) -> *mut c_void {
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
        refused_if_null(resized(start, size as usize))
    }
    unsafe extern "C" fn js_usable_size(start: *const c_void) -> size_t {
        malloc_usable_size(start) as size_t
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

// SAFETY: the functions of libc keep what GlobalAlloc asks for; all go to one heap.
unsafe impl GlobalAlloc for Libc {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HEAP.get().reserve_open = true;
        let start = if layout.align() <= NATURAL {
            malloc(layout.size())
        } else {
            aligned_alloc(layout.align(), layout.size().next_multiple_of(layout.align()))
        };
        HEAP.get().reserve_open = false;
        start as *mut u8
    }
    unsafe fn dealloc(&self, start: *mut u8, _layout: Layout) {
        clear(start as *mut c_void);
        free(start as *mut c_void);
    }
    unsafe fn realloc(&self, start: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if layout.align() > NATURAL {
            let moved = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !moved.is_null() {
                core::ptr::copy_nonoverlapping(start, moved, layout.size().min(size));
                self.dealloc(start, layout);
            }
            return moved;
        }
        HEAP.get().reserve_open = true;
        let moved = resized(start as *mut c_void, size);
        HEAP.get().reserve_open = false;
        moved as *mut u8
    }
}

#[global_allocator]
static ALLOCATOR: Libc = Libc;

/// Of JavaScript; see toolchain/stack.h.
pub const DEFAULT_STACK: usize = 320 * 1024;
static STACK: Single<usize> = Single::new(DEFAULT_STACK);

pub fn set_stack_size(bytes: usize) {
    *STACK.get() = if bytes == 0 { DEFAULT_STACK } else { bytes };
}
pub fn stack_size() -> usize {
    *STACK.get()
}
