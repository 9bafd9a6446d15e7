import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { TaskCompleted } from "@acme/events";
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
    // Appended only if nothing has happened to the task since it was read.
    return event(TaskCompleted, { task });
  }
}
