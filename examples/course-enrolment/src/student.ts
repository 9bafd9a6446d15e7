import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { StudentEnrolled } from "./events.js";

/** The courses of a student. */
@StateView("student", { selector: Selector.subject(parameter("student")) })
export class Student {
  courses: string[] = [];

  @On(StudentEnrolled)
  enrolled({ course }: StudentEnrolled): void {
    this.courses.push(course);
  }
}
