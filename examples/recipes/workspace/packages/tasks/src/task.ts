import { On, parameter, Selector, StateView } from "evidentsource-functions";
import { TaskAdded, TaskCompleted } from "@acme/events";

/** One task. */
@StateView("task", { selector: Selector.subject(parameter("task")) })
export class Task {
  title = "";
  completed = false;

  @On(TaskAdded)
  added(event: TaskAdded): void {
    this.title = event.title;
  }

  @On(TaskCompleted)
  done(): void {
    this.completed = true;
  }
}
