import { IsString } from "class-validator";
import { DomainEvent, On, OnAny, StateView, Subject } from "../../src/decorators/index.js";
import { parameter, Selector, type Event, type EventSelector } from "../../src/domain/index.js";
import { checkSelectors } from "../../src/model/checkSelectors.js";
import { definitionsOf } from "../support/isolatedRegistry.js";

class Undeclared {
  @IsString() what!: string;
}

const opened = { type: "account.opened", stream: "accounts", subject: true };

/** A project with one event class and one view of it, and what is said of its selectors. */
function told(
  selector: EventSelector | undefined,
  {
    type,
    stream,
    subject,
  }: { type: string; stream?: string | undefined; subject: boolean } = opened,
  handled: "class" | "other" | "any" = "class",
): string[] {
  const definitions = definitionsOf(() => {
    class Opened {
      @IsString() account!: string;
    }
    if (subject) Subject()(Opened.prototype, "account");
    DomainEvent(type, stream === undefined ? {} : { stream })(Opened);
    class View {
      handles(event: Event): void {
        Object.assign(this, { last: event.id });
      }
    }
    const descriptor = Object.getOwnPropertyDescriptor(View.prototype, "handles") ?? {};
    const decorator =
      handled === "class"
        ? On(Opened)
        : handled === "any"
          ? OnAny()
          : On("of.others", () => Undeclared);
    (decorator as MethodDecorator)(View.prototype, "handles", descriptor);
    StateView("view", selector === undefined ? {} : { selector })(View);
  });
  return [...definitions.diagnostics, ...checkSelectors(definitions)].map(
    ({ severity, code, className, cause }) => `${severity} ${code} ${className ?? ""}: ${cause}`,
  );
}

describe("a selector that names what no event of the project has is warned of", () => {
  test.each([
    [Selector.stream("acounts"), `stream "acounts"`],
    [Selector.streamStartsWith("bank"), `beginning of a stream "bank"`],
  ])("in a view: %#", (selector, what) => {
    expect(told(selector)).toEqual([
      `warning ESF223 View: No event of the project has the ${what}.`,
    ]);
  });

  test("also by type, where another one joins it", () => {
    const selector = Selector.eventType("account.openend").or(Selector.eventType("account.opened"));
    expect(told(selector)).toEqual([
      `warning ESF223 View: No event of the project has the type "account.openend".`,
    ]);
  });

  test("but not what an event has, or may be given when it is made", () => {
    expect(told(Selector.stream("accounts").and(Selector.eventTypeStartsWith("account.")))).toEqual(
      [],
    );
    expect(told(Selector.stream("elsewhere"), { ...opened, stream: undefined })).toEqual([]);
    expect(told(Selector.stream("elsewhere"), opened, "other")).toEqual([]);
    expect(told(Selector.stream("elsewhere"), opened, "any")).toEqual([]);
  });

  test("in the sources, once where a view's selector stands there", () => {
    const definitions = definitionsOf(() => {
      @DomainEvent("account.opened", { stream: "accounts" })
      class Opened {
        @IsString() account!: string;
      }
      @StateView("view", { selector: Selector.stream("acounts") })
      class View {
        @On(Opened) opened(): void {
          // Handles.
        }
      }
      return View;
    });
    const text = { kind: "stream", value: "acounts", isPrefix: false } as const;
    const where = { file: "src/view.ts", line: 4, column: 30 };
    const other = { ...where, line: 12 };
    expect(
      checkSelectors(definitions, [
        { ...text, where },
        { ...text, where: other },
      ]).map((diagnostic) => diagnostic.where),
    ).toEqual([where, other]);
  });
});

describe("an event without subject under a view that selects by subject is warned of", () => {
  const subjectless = { ...opened, subject: false };

  test.each([
    Selector.subject(parameter("account")),
    Selector.subjectStartsWith("eu-"),
    Selector.stream("accounts").and(Selector.subject("a1")),
    Selector.allOf(
      Selector.anyOf(Selector.subject("a1"), Selector.eventType("account.opened")),
      Selector.subject("a2"),
    ),
  ])("%#", (selector) => {
    expect(told(selector, subjectless)).toContain(
      "warning ESF222 Opened: The event has no subject unless it is given one when it is made, and without one the view view does not select it.",
    );
  });

  test.each([
    undefined,
    Selector.noSubject(),
    Selector.stream("accounts"),
    Selector.subject(parameter("account")).or(Selector.noSubject()),
  ])("but not where it is selected without: %#", (selector) => {
    expect(told(selector, subjectless)).toEqual([]);
  });

  test("nor where it has one", () => {
    expect(told(Selector.subject(parameter("account")))).toEqual([]);
  });
});

describe("a handler that is never called is an error", () => {
  test("where the selector excludes its type", () => {
    expect(told(Selector.stream("accounts").and(Selector.eventTypeStartsWith("order.")))).toContain(
      `error ESF221 View: The handler is never called: no event of the type "account.opened" is selected by stream = "accounts" and type starts with "order.".`,
    );
  });

  test("but not where a parameter may stand for it, or another branch has it", () => {
    const selector = Selector.eventType(parameter("type"));
    expect(told(selector)).toEqual([]);
    expect(told(Selector.eventType("account.opened").or(selector))).toEqual([]);
  });

  test("and one of any event takes whatever is selected", () => {
    expect(told(Selector.eventType("account.opened"), opened, "any")).toEqual([]);
  });
});
