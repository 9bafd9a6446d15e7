//! Where the host writes arguments and the engine writes results: blocks that all live until the
//! end of the call, which makes an allocation an addition.
use crate::single::Single;
use std::alloc::{alloc, dealloc, Layout};

const FIRST_CHUNK: usize = 64 * 1024;
const LARGEST_STEP: usize = 1024 * 1024;
const CHUNK_ALIGN: usize = 8;

struct Arena {
    chunks: Vec<(usize, usize)>,
    free: usize,
    end: usize,
    /// The newest block, which can grow in place.
    last: usize,
    next_chunk: usize,
}
static ARENA: Single<Arena> =
    Single::new(Arena { chunks: Vec::new(), free: 0, end: 0, last: 0, next_chunk: FIRST_CHUNK });

/// A block. It is followed by a zero byte, because QuickJS's JSON parser reads one byte too far.
#[inline(always)]
pub fn take(align: usize, size: usize) -> *mut u8 {
    let arena = ARENA.get();
    let start = (arena.free + align - 1) & !(align - 1);
    if arena.free == 0 || size >= arena.end.saturating_sub(start) {
        return take_from_new_chunk(align, size);
    }
    arena.last = start;
    arena.free = start + size + 1;
    // SAFETY: the byte behind the block lies within the chunk.
    unsafe { *((start + size) as *mut u8) = 0 };
    start as *mut u8
}

/// A block of zeros.
pub fn take_zeroed(align: usize, size: usize) -> *mut u8 {
    let start = take(align, size);
    // SAFETY: the block is ours and has that size.
    unsafe { core::ptr::write_bytes(start, 0, size) };
    start
}

#[cold]
fn take_from_new_chunk(align: usize, size: usize) -> *mut u8 {
    let arena = ARENA.get();
    let Some(needed) = size.checked_add(align + 1) else { core::arch::wasm32::unreachable() };
    let chunk = needed.max(arena.next_chunk);
    arena.next_chunk = (arena.next_chunk * 2).min(LARGEST_STEP);
    let Ok(layout) = Layout::from_size_align(chunk, CHUNK_ALIGN) else {
        core::arch::wasm32::unreachable()
    };
    // SAFETY: the size is not zero.
    let start = unsafe { alloc(layout) } as usize;
    // Nothing can be answered without memory.
    if start == 0 {
        core::arch::wasm32::unreachable()
    }
    arena.chunks.push((start, chunk));
    arena.free = start;
    arena.end = start + chunk;
    take(align, size)
}

/// Frees all chunks but the first, if it has the usual size. The caller makes sure that nothing points to them.
pub fn reset() {
    let arena = ARENA.get();
    let kept = arena.chunks.first().is_some_and(|&(_, size)| size == FIRST_CHUNK) as usize;
    for (start, size) in arena.chunks.drain(kept..) {
        // SAFETY: made by `alloc` with this layout.
        unsafe {
            dealloc(start as *mut u8, Layout::from_size_align_unchecked(size, CHUNK_ALIGN));
        }
    }
    let (start, size) = arena.chunks.first().copied().unwrap_or((0, 0));
    arena.free = start;
    arena.end = start + size;
    arena.next_chunk = FIRST_CHUNK;
    arena.last = 0;
}

/// Called by the host for everything that it passes.
#[no_mangle]
extern "C" fn cabi_realloc(old: usize, old_size: usize, align: usize, size: usize) -> usize {
    if old == 0 || old_size == 0 {
        return if size == 0 { align } else { take(align, size) as usize };
    }
    let arena = ARENA.get();
    if old == arena.last && size < arena.end - old {
        arena.free = old + size + 1;
        // SAFETY: within the chunk, see `take`.
        unsafe { *((old + size) as *mut u8) = 0 };
        return old;
    }
    if size <= old_size {
        return old;
    }
    let moved = take(align, size);
    // SAFETY: the host says that `old` has `old_size` bytes; blocks do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(old as *const u8, moved, old_size) };
    moved as usize
}
