import { event, StateChangeError, type Database } from "evidentsource-functions";
import { EmailAddress } from "./email-address.js";
import { EmailClaimed } from "./events.js";

/** Subjects are compared to the letter, so what people take for one address must be one text. */
export const normalised = (email: string): string => email.trim().toLowerCase();

/**
 * The claim of an address that is free. That it was read makes it a condition: whoever claims the same
 * address at the same moment is decided again, and refused.
 */
export function claimEmail(db: Database, email: string, member: string) {
  const owner = db.view(EmailAddress, { email })?.member ?? null;
  if (owner !== null) throw StateChangeError.conflict(`${email} is taken`);
  return event(EmailClaimed, { email, member });
}
