import type { Room } from "./checkRooms.js";

/** The rules, by room, from the ground upwards. */
export const ROOMS: Readonly<Record<string, Room>>;
/** Rooms that are planned. */
export const TO_COME: readonly string[];
