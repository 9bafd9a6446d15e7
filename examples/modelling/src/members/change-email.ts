import { IsEmail, IsUUID } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { claimEmail, normalised } from "./claim-email.js";
import { EmailReleased, MemberEmailChanged } from "./events.js";
import { Member } from "./member.js";

@Command("change-email")
export class ChangeEmail {
  @IsUUID() member!: string;
  @IsEmail() email!: string;

  @Decide()
  decide(db: Database) {
    const { member } = this;
    const email = normalised(this.email);
    const found = db.view(Member, { member });
    if (!found) throw StateChangeError.notFound(`member ${member}`);
    if (found.email === email) throw StateChangeError.conflict(`${email} is the address already`);
    return [
      event(EmailReleased, { email: found.email, member }),
      claimEmail(db, email, member),
      event(MemberEmailChanged, { member, email }),
    ];
  }
}
