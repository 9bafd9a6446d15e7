import { event } from "evidentsource-functions";
import { given, unchanged } from "evidentsource-functions/testing";
import { Course } from "../src/course.js";
import { Enrol } from "../src/enrol.js";
import { CourseOpened, SeatTaken, StudentEnrolled } from "../src/events.js";
import { OpenCourse } from "../src/open-course.js";
import { Student } from "../src/student.js";

const opened = (course: string, capacity: number) => event(CourseOpened, { course, capacity });
const enrolled = (student: string, course: string) => [
  event(SeatTaken, { course, student }),
  event(StudentEnrolled, { student, course }),
];

describe("a course", () => {
  test("is opened once", async () => {
    await given().when(OpenCourse, { course: "logic", capacity: 2 }).then(opened("logic", 2));
    await given(opened("logic", 2))
      .when(OpenCourse, { course: "logic", capacity: 3 })
      .rejects("conflict", "open already");
  });

  test("has as many seats as its capacity", async () => {
    const one = [opened("logic", 2), ...enrolled("ada", "logic")];
    await given(...one)
      .when(Enrol, { course: "logic", student: "grace" })
      .then(...enrolled("grace", "logic"));
    await given(...one, ...enrolled("grace", "logic"))
      .when(Enrol, { course: "logic", student: "edsger" })
      .rejects("conflict", "course logic is full");
  });

  test("is needed to enrol in it", () =>
    given().when(Enrol, { course: "logic", student: "ada" }).rejects("not-found", "logic"));

  test("knows who has its seats", () =>
    given(opened("logic", 2), ...enrolled("ada", "logic"))
      .view(Course, { course: "logic" })
      .equals({ capacity: 2, seats: ["ada"] }));
});

describe("a student", () => {
  const courses = ["a1", "b2", "c3", "d4", "e5"];
  const busy = courses.flatMap((course) => [opened(course, 9), ...enrolled("ada", course)]);

  test("has at most five courses", async () => {
    await given(...busy, opened("logic", 2))
      .when(Enrol, { course: "logic", student: "ada" })
      .rejects("conflict", "ada has 5 courses already");
    await given(...busy)
      .view(Student, { student: "ada" })
      .equals({ courses });
  });

  test("enrols in a course once", () =>
    given(opened("logic", 2), ...enrolled("ada", "logic"))
      .when(Enrol, { course: "logic", student: "ada" })
      .rejects("conflict", "already"));
});

test("an enrolment holds only if neither the course nor the student has changed", () =>
  given(opened("logic", 2))
    .when(Enrol, { course: "logic", student: "ada" })
    .then(...enrolled("ada", "logic"))
    .conditions(unchanged(Course, { course: "logic" }), unchanged(Student, { student: "ada" })));
