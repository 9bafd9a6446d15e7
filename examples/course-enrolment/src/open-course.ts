import { IsInt, IsNotEmpty, IsPositive, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { Course } from "./course.js";
import { CourseOpened } from "./events.js";

@Command("open-course", { description: "Open a course for enrolment" })
export class OpenCourse {
  @IsString() @IsNotEmpty() course!: string;
  @IsInt() @IsPositive() capacity!: number;

  @Decide()
  decide(db: Database) {
    const { course, capacity } = this;
    if (db.view(Course, { course }))
      throw StateChangeError.conflict(`course ${course} is open already`);
    return event(CourseOpened, { course, capacity });
  }
}
