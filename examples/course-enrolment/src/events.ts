import { IsInt, IsNotEmpty, IsPositive, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("course.opened", { stream: "courses" })
export class CourseOpened {
  @Subject() @IsString() @IsNotEmpty() course!: string;
  @IsInt() @IsPositive() capacity!: number;
}

/** A student has a seat, told as an event of the course. */
@DomainEvent("course.seat-taken", { stream: "courses" })
export class SeatTaken {
  @Subject() @IsString() @IsNotEmpty() course!: string;
  @IsString() @IsNotEmpty() student!: string;
}

/** The same as an event of the student: an event has one subject. */
@DomainEvent("student.enrolled", { stream: "students" })
export class StudentEnrolled {
  @Subject() @IsString() @IsNotEmpty() student!: string;
  @IsString() @IsNotEmpty() course!: string;
}
