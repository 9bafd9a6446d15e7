import { TaskAdded } from "../src/events.js";
import { Task } from "../src/task.js";

test("a task that was added is not completed", () => {
  const task = new Task();
  task.added(Object.assign(new TaskAdded(), { task: "t1", title: "Read the README" }));
  expect(task).toEqual({ title: "Read the README", completed: false });
});

test("a task can be completed", () => {
  const task = new Task();
  task.done();
  expect(task.completed).toBe(true);
});
