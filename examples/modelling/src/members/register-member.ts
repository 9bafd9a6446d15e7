import { IsEmail, IsNotEmpty, IsString, IsUUID } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { claimEmail, normalised } from "./claim-email.js";
import { MemberRegistered } from "./events.js";
import { Member } from "./member.js";

@Command("register-member")
export class RegisterMember {
  @IsUUID() member!: string;
  @IsString() @IsNotEmpty() name!: string;
  @IsEmail() email!: string;

  @Decide()
  decide(db: Database) {
    const { member, name } = this;
    const email = normalised(this.email);
    if (db.view(Member, { member })) throw StateChangeError.conflict(`${member} is registered`);
    return [event(MemberRegistered, { member, name, email }), claimEmail(db, email, member)];
  }
}
