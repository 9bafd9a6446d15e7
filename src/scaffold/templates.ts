/** The names of what a project can start from: the examples of this package, which are tested with it. */
export const TEMPLATE_NAMES = ["first-steps", "savings-account", "course-enrolment"] as const;

export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** A command that an empty database accepts. */
export interface FirstCommand {
  readonly name: string;
  readonly body: Readonly<Record<string, string | number>>;
}

/** What each template's first command is. */
export const FIRST_COMMANDS: Readonly<Record<TemplateName, FirstCommand>> = {
  "first-steps": { name: "add-task", body: { task: "t1", title: "Read the README" } },
  "savings-account": {
    name: "open-account",
    body: { account_id: "11111111-1111-4111-8111-111111111111", owner: "Ann" },
  },
  "course-enrolment": { name: "open-course", body: { course: "logic", capacity: 2 } },
};
