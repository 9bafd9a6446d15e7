import { DatabaseError } from "../database/index.js";

/**
 * Answers a request once more that failed because its database was deleted: another process may have
 * created one of the same name since, which only asking by the name can tell. The first attempt
 * changed nothing.
 */
export async function onceMore<T>(
  answer: () => Promise<T> | T,
  mayRepeat: () => boolean = () => true,
): Promise<T> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof DatabaseError) || !error.isGone || !mayRepeat()) throw error;
    return answer();
  }
}
