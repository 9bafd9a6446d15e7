//! Where the host writes arguments and answers and the engine writes results: blocks that end together,
//! which makes an allocation an addition.
use crate::memory::{self, Region};
use crate::single::Single;
use crate::value::{out_of_memory, Outcome};
use evidentsource_functions_plain::region::Mark;

const FIRST_CHUNK: usize = 64 * 1024;
/// Of what the host answers, which may be little and kept for long.
const FIRST_CHUNK_OF_ANSWER: usize = 1024;
/// What the host has for a text that nobody will read.
const FIRST_LOST_BLOCK: usize = 64 * 1024;

/// Where the host writes now: the call's own region, or that of an answer.
static CURRENT: Single<Region> = Single::new(Region::new(FIRST_CHUNK));

/// What the host writes when there is no memory left: it cannot be told so. All blocks are one, and
/// nobody reads them.
struct Lost {
    region: Region,
    block: usize,
    size: usize,
}
static LOST: Single<Lost> =
    Single::new(Lost { region: Region::new(FIRST_CHUNK_OF_ANSWER), block: 0, size: 0 });

/// A block that lives until the end of the call.
pub fn take(align: usize, size: usize) -> Outcome<*mut u8> {
    match CURRENT.with(|region| region.take(align, size)) {
        Some(block) => Ok(block),
        None => out_of_memory(),
    }
}

/// The same for an answer that must be given. Nothing can be answered without memory.
pub fn take_for_answer(align: usize, size: usize) -> *mut u8 {
    match CURRENT.with(|region| region.take_at_last(align, size)) {
        Some(block) => block,
        None => core::arch::wasm32::unreachable(),
    }
}

/// Frees what has been taken since, when it is dropped: arguments that the host has read.
pub struct Scope(Mark);

pub fn scope() -> Scope {
    Scope(CURRENT.with(|region| region.mark()))
}

impl Drop for Scope {
    fn drop(&mut self) {
        CURRENT.with(|region| region.free_since(&self.0));
    }
}

/// Runs `make`, whose blocks lie in a region of their own, which is the caller's from then on.
pub fn in_its_own<T>(make: impl FnOnce() -> T) -> (T, Region) {
    let call = CURRENT.replace(Region::new(FIRST_CHUNK_OF_ANSWER));
    let made = make();
    (made, CURRENT.replace(call))
}

/// Asks the host; what it answers lies in the region. If that does not fit, the host is asked again when
/// cycles have been collected: that cannot be done while it writes.
pub fn answered<T>(ask: impl Fn() -> T) -> Outcome<(T, Region)> {
    memory::collect_if_full();
    for last in [false, true] {
        let call = CURRENT.replace(Region::new(FIRST_CHUNK_OF_ANSWER));
        let answer = ask();
        let region = CURRENT.replace(call);
        if !is_lost() {
            return Ok((answer, region));
        }
        drop(region);
        forget_lost();
        if !last {
            memory::collect();
        }
    }
    out_of_memory()
}

/// Whether the host has written what did not fit.
pub fn is_lost() -> bool {
    LOST.with(|lost| lost.size > 0)
}

/// Whether the address is in what was lost.
pub fn holds_lost(address: usize) -> bool {
    LOST.with(|lost| lost.region.holds(address))
}

fn forget_lost() {
    LOST.set(Lost { region: Region::new(FIRST_CHUNK_OF_ANSWER), block: 0, size: 0 });
}

/// The end of the call. The caller makes sure that nothing points to it.
pub fn reset() {
    CURRENT.with(|region| region.reset());
    forget_lost();
}

fn lose(align: usize, size: usize) -> usize {
    let block = LOST.with(|lost| {
        if lost.size < size {
            let size = size.max(FIRST_LOST_BLOCK);
            lost.block = lost.region.take_at_last(8, size)? as usize;
            lost.size = size;
        }
        (lost.block % align == 0).then_some(lost.block)
    });
    match block {
        Some(block) => block,
        None => core::arch::wasm32::unreachable(),
    }
}

/// Called by the host for everything that it passes.
#[no_mangle]
extern "C" fn cabi_realloc(old: usize, old_size: usize, align: usize, size: usize) -> usize {
    if old == 0 || old_size == 0 {
        if size == 0 {
            return align;
        }
        let block = CURRENT.with(|region| region.take(align, size));
        return block.map_or_else(|| lose(align, size), |block| block as usize);
    }
    if size <= old_size || CURRENT.with(|region| region.grow_newest(old, size)) {
        return old;
    }
    let Some(moved) = CURRENT.with(|region| region.take(align, size)) else {
        return lose(align, size);
    };
    // SAFETY: the host says that `old` has `old_size` bytes; blocks do not overlap.
    unsafe { core::ptr::copy_nonoverlapping(old as *const u8, moved, old_size) };
    moved as usize
}
