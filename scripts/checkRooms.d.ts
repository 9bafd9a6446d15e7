/** What a room of `src/` may import; see `rooms.js`. */
export interface Room {
  readonly rooms: readonly string[];
  readonly folders?: readonly string[];
  readonly lazy?: readonly string[];
  readonly packages: readonly string[] | "any";
  readonly computed?: readonly string[];
  readonly inComponents?: boolean;
}
/** An import that a rule refuses, or a file that no rule holds. */
export interface RoomProblem {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}
/** Problems of the sources under `src/`, with files in `planted` as if they were there. */
export function checkRooms(options?: {
  readonly root?: string;
  readonly rooms?: Readonly<Record<string, Room>>;
  readonly planted?: Readonly<Record<string, string>>;
}): RoomProblem[];
/** The room that a path of `src/` belongs to. */
export function roomOf(path: string, rooms: Readonly<Record<string, Room>>): string | undefined;
