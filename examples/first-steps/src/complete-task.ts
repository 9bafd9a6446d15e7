import { IsNotEmpty, IsString } from "class-validator";
import {
  AppendCondition,
  Command,
  Decide,
  event,
  Selector,
  StateChangeError,
  type Database,
} from "evidentsource-functions";
import { TaskCompleted } from "./events.js";
import { Task } from "./task.js";

@Command("complete-task")
export class CompleteTask {
  @IsString() @IsNotEmpty() task!: string;

  @Decide()
  decide(db: Database) {
    const { task } = this;
    const found = db.view(Task, { task });
    if (!found) throw StateChangeError.notFound(`task ${task}`);
    if (found.completed) throw StateChangeError.conflict(`task ${task} is completed already`);
    return {
      events: event(TaskCompleted, { task }),
      // Nothing may have happened to the task since it was read.
      conditions: [AppendCondition.unchangedSince(Selector.subject(task), db.revision)],
    };
  }
}
