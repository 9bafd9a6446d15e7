import { IsEmail, IsNotEmpty, IsString, IsUUID } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("member.registered", { stream: "members" })
export class MemberRegistered {
  @Subject() @IsUUID() member!: string;
  @IsString() @IsNotEmpty() name!: string;
  @IsEmail() email!: string;
}

@DomainEvent("member.email-changed", { stream: "members" })
export class MemberEmailChanged {
  @Subject() @IsUUID() member!: string;
  @IsEmail() email!: string;
}

/** An address belongs to a member from now on. Its subject is the address: what must be unique. */
@DomainEvent("email.claimed", { stream: "emails" })
export class EmailClaimed {
  @Subject() @IsEmail() email!: string;
  @IsUUID() member!: string;
}

@DomainEvent("email.released", { stream: "emails" })
export class EmailReleased {
  @Subject() @IsEmail() email!: string;
  @IsUUID() member!: string;
}
