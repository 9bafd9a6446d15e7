//! Memory for blocks that are freed together.
#![allow(unsafe_code)]
use core::marker::PhantomData;
use core::mem::size_of;
use core::ptr::null_mut;

/// Where chunks come from.
pub trait Blocks {
    /// Null when there is no memory; aligned for everything. `at_last` asks for the last that there is.
    fn block(size: usize, at_last: bool) -> *mut u8;
    /// # Safety
    /// `block` has given it, for this size, and nothing refers to it.
    unsafe fn give_back(block: *mut u8, size: usize);
}

const LARGEST_STEP: usize = 1024 * 1024;

/// Stands at the beginning of a chunk.
struct Chunk {
    before: *mut Chunk,
    /// All of it, this included.
    size: usize,
}

pub struct Region<B: Blocks> {
    /// The newest.
    chunk: *mut Chunk,
    free: usize,
    end: usize,
    /// The newest block, which can grow in place.
    newest: usize,
    first_size: usize,
    next_size: usize,
    blocks: PhantomData<B>,
}

/// How far a region was filled.
pub struct Mark {
    chunk: *mut Chunk,
    free: usize,
}

impl<B: Blocks> Region<B> {
    pub const fn new(first_size: usize) -> Region<B> {
        Region {
            chunk: null_mut(),
            free: 0,
            end: 0,
            newest: 0,
            first_size,
            next_size: first_size,
            blocks: PhantomData,
        }
    }

    /// A block, or `None` when there is no memory for it. It is followed by a zero byte, so that a text's
    /// reader may look one byte too far.
    #[inline(always)]
    pub fn take(&mut self, align: usize, size: usize) -> Option<*mut u8> {
        let start = (self.free + align - 1) & !(align - 1);
        if size >= self.end.saturating_sub(start) {
            return self.take_of_new_chunk(align, size, false);
        }
        Some(self.begin(start, size))
    }

    /// The same with the last memory that there is.
    pub fn take_at_last(&mut self, align: usize, size: usize) -> Option<*mut u8> {
        self.take(align, size).or_else(|| self.take_of_new_chunk(align, size, true))
    }

    fn begin(&mut self, start: usize, size: usize) -> *mut u8 {
        self.newest = start;
        self.free = start + size + 1;
        // SAFETY: the byte behind the block lies within the chunk.
        unsafe { *((start + size) as *mut u8) = 0 };
        start as *mut u8
    }

    #[cold]
    fn take_of_new_chunk(&mut self, align: usize, size: usize, at_last: bool) -> Option<*mut u8> {
        let needed = size.checked_add(align + 1 + size_of::<Chunk>())?;
        let usual = needed.max(self.next_size);
        let mut size_of_chunk = usual;
        let mut chunk = B::block(usual, false);
        if chunk.is_null() {
            size_of_chunk = needed;
            chunk = B::block(needed, at_last);
        }
        let chunk = chunk as *mut Chunk;
        if chunk.is_null() {
            return None;
        }
        // SAFETY: the block is new, aligned for everything, and has room for it.
        unsafe { chunk.write(Chunk { before: self.chunk, size: size_of_chunk }) };
        self.next_size = (self.next_size * 2).min(LARGEST_STEP);
        self.chunk = chunk;
        self.end = chunk as usize + size_of_chunk;
        let first = chunk as usize + size_of::<Chunk>();
        Some(self.begin((first + align - 1) & !(align - 1), size))
    }

    /// Whether the block was the newest, and has that size now.
    pub fn grow_newest(&mut self, block: usize, size: usize) -> bool {
        let fits = block != 0 && block == self.newest && size < self.end - block;
        if fits {
            self.begin(block, size);
        }
        fits
    }

    pub fn mark(&self) -> Mark {
        Mark { chunk: self.chunk, free: self.free }
    }

    /// Frees the blocks since then.
    pub fn free_since(&mut self, mark: &Mark) {
        self.free_chunks_after(mark.chunk);
        self.free = mark.free;
        self.newest = 0;
    }

    /// Frees everything, but keeps the first chunk if it has the usual size.
    pub fn reset(&mut self) {
        // SAFETY: chunks are whole as long as they are in the list.
        unsafe {
            let mut first = self.chunk;
            while !first.is_null() && !(*first).before.is_null() {
                first = (*first).before;
            }
            if !first.is_null() && (*first).size != self.first_size {
                first = null_mut();
            }
            self.free_chunks_after(first);
        }
        self.free = if self.chunk.is_null() { 0 } else { self.chunk as usize + size_of::<Chunk>() };
        self.newest = 0;
        self.next_size = self.first_size;
    }

    fn free_chunks_after(&mut self, last: *mut Chunk) {
        while self.chunk != last && !self.chunk.is_null() {
            // SAFETY: made by `block` with this size, and no longer in the list.
            unsafe {
                let Chunk { before, size } = self.chunk.read();
                B::give_back(self.chunk as *mut u8, size);
                self.chunk = before;
            }
        }
        // SAFETY: the chunk is in the list.
        self.end =
            unsafe { self.chunk.as_ref() }.map_or(0, |chunk| self.chunk as usize + chunk.size);
    }

    pub fn holds(&self, address: usize) -> bool {
        let mut chunk = self.chunk;
        // SAFETY: as above.
        while let Some(Chunk { before, size }) = unsafe { chunk.as_ref() } {
            if (chunk as usize..chunk as usize + size).contains(&address) {
                return true;
            }
            chunk = *before;
        }
        false
    }
}

impl<B: Blocks> Drop for Region<B> {
    fn drop(&mut self) {
        self.free_chunks_after(null_mut());
    }
}
