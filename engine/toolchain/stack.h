/* Included before every C file.
 *
 * QuickJS ends a recursion when its stack in linear memory grows past a limit. Hosts run the same
 * recursion on a stack of their own, which WebAssembly cannot measure and which may be full first
 * (Wasmtime's is 512 KiB). Every function that can recurse asks for the position of the stack, by
 * __builtin_frame_address. What is asked here instead sets some bytes of the caller's frame aside, so
 * that a frame takes at least as much of the stack in linear memory as of any host's. */
#ifndef EVIDENTSOURCE_FUNCTIONS_STACK_H
#define EVIDENTSOURCE_FUNCTIONS_STACK_H

#define HOST_FRAME_BYTES 512

/* In a function whose frame takes more of the host's stack than of the one in linear memory. That the
 * address is given away keeps the compiler from cutting the array. */
#define SET_ASIDE(bytes)        \
    char set_aside[bytes];      \
    __asm__ volatile("" : : "r"(set_aside) : "memory")

static inline __attribute__((always_inline)) void *position_of_stack(void) {
    volatile char host_frame[HOST_FRAME_BYTES];
    host_frame[0] = 0;
    return (void *)host_frame;
}

#define __builtin_frame_address(level) position_of_stack()

/* For what one native function does without asking whether it should go on; see src/interrupt.rs. */
void count_steps(unsigned long long steps);

#endif
