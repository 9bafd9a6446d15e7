/** Where an event is; its effective time is known where events are asked for in the order of these. */
export interface Place {
  readonly revision: number;
  readonly effective: Uint8Array | undefined;
}

export function comparePlaces(a: Place, b: Place): number {
  const inTime =
    a.effective === undefined || b.effective === undefined
      ? 0
      : Buffer.compare(a.effective, b.effective);
  return inTime === 0 ? a.revision - b.revision : inTime;
}
