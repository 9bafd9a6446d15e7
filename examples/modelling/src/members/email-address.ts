import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { EmailClaimed, EmailReleased } from "./events.js";

/** Whose an e-mail address is. */
@StateView("email-address", { selector: Selector.subject(parameter("email")) })
export class EmailAddress {
  member: string | null = null;

  @On(EmailClaimed)
  claimed({ member }: EmailClaimed): void {
    this.member = member;
  }

  @On(EmailReleased)
  released(): void {
    this.member = null;
  }
}
