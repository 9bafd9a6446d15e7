import { IsNotEmpty, IsString } from "class-validator";
import { DomainEvent, Subject } from "evidentsource-functions";

@DomainEvent("task.added", { stream: "tasks" })
export class TaskAdded {
  @Subject() @IsString() @IsNotEmpty() task!: string;
  @IsString() @IsNotEmpty() title!: string;
}

@DomainEvent("task.completed", { stream: "tasks" })
export class TaskCompleted {
  @Subject() @IsString() @IsNotEmpty() task!: string;
}
