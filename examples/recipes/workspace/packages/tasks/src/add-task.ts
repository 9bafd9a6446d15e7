import { IsNotEmpty, IsString } from "class-validator";
import { Command, Decide, event, StateChangeError, type Database } from "evidentsource-functions";
import { TaskAdded } from "@acme/events";
import { Task } from "./task.js";

@Command("add-task")
export class AddTask {
  @IsString() @IsNotEmpty() task!: string;
  @IsString() @IsNotEmpty() title!: string;

  @Decide()
  decide(db: Database) {
    const { task, title } = this;
    if (db.view(Task, { task })) throw StateChangeError.conflict(`task ${task} exists already`);
    return event(TaskAdded, { task, title });
  }
}
