import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { CompleteTask } from "../src/complete-task.js";
import { TaskAdded, TaskCompleted } from "../src/events.js";
import { Task } from "../src/task.js";

const added = event(TaskAdded, { task: "t1", title: "Read the README" });
const completed = event(TaskCompleted, { task: "t1" });

test("a task is completed once", async () => {
  await given(added)
    .when(CompleteTask, { task: "t1" })
    .then(completed)
    .conditions(unchanged(Task, { task: "t1" }));
  await given(added, completed).when(CompleteTask, { task: "t1" }).rejects("conflict", "already");
});

test("a completed task says so", () =>
  given(added, completed)
    .view(Task, { task: "t1" })
    .equals({ title: "Read the README", completed: true }));
