import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { MemberEmailChanged, MemberRegistered } from "./events.js";

@StateView("member", { selector: Selector.subject(parameter("member")) })
export class Member {
  name = "";
  email = "";

  @On(MemberRegistered)
  registered({ name, email }: MemberRegistered): void {
    this.name = name;
    this.email = email;
  }

  @On(MemberEmailChanged)
  moved({ email }: MemberEmailChanged): void {
    this.email = email;
  }
}
