import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Course } from "./course.js";
import { SeatTaken, StudentEnrolled } from "./events.js";
import { Student } from "./student.js";

const MOST_COURSES = 5;

/**
 * Enrols a student in a course. The rules span two entities and there is no aggregate of both: what the
 * decision reads, the course and the student, is what must be unchanged when its events are appended
 * (the standard example of dcb.events).
 */
@Command("enrol", { description: "Enrol a student in a course" })
export class Enrol {
  @IsString() @IsNotEmpty() course!: string;
  @IsString() @IsNotEmpty() student!: string;

  @Decide()
  decide(db: Database) {
    const { course, student } = this;
    const found = db.view(Course, { course });
    if (!found) throw StateChangeError.notFound(`course ${course}`);
    const { seats, capacity } = found;
    if (seats.includes(student))
      throw StateChangeError.conflict(`${student} is enrolled in ${course} already`);
    if (seats.length >= capacity) throw StateChangeError.conflict(`course ${course} is full`);
    const courses = db.view(Student, { student })?.courses ?? [];
    if (courses.length >= MOST_COURSES)
      throw StateChangeError.conflict(`${student} has ${String(MOST_COURSES)} courses already`);
    return [event(SeatTaken, { course, student }), event(StudentEnrolled, { student, course })];
  }
}
