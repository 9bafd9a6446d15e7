import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { CourseOpened, SeatTaken } from "./events.js";

/** A course and who has its seats. */
@StateView("course", { selector: Selector.subject(parameter("course")) })
export class Course {
  capacity = 0;
  seats: string[] = [];

  @On(CourseOpened)
  opened({ capacity }: CourseOpened): void {
    this.capacity = capacity;
  }

  @On(SeatTaken)
  taken({ student }: SeatTaken): void {
    this.seats.push(student);
  }
}
