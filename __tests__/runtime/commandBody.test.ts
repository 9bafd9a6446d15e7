import fc from "fast-check";
import { IsInt, IsOptional, Validate, ValidatorConstraint } from "class-validator";
import { Command, Decide, type Decision } from "evidentsource-functions";
import { Withdraw } from "../../examples/savings-account/src/withdraw.js";
import { stateChange, validDefinitions, type StateChange } from "../../src/runtime/index.js";
import { StateChangeError, type Class, type CommandMessage } from "../../src/domain/index.js";
import { commandMessage, commandMetadata, jsonCommand } from "../support/commandMessage.js";
import { fakeDatabase } from "../support/fakeDatabase.js";
import { refusalOf } from "../support/refusalOf.js";

let decided: object[] = [];

@Command("adjust")
class Adjust {
  @IsInt() amount!: number;
  @IsOptional() @IsInt() limit?: number;

  @Decide()
  decide(): Decision {
    decided.push(Object.assign({}, this));
    return [];
  }
}

@ValidatorConstraint({ name: "broken" })
class BrokenRule {
  validate(): boolean {
    throw new RangeError("the rule itself is broken");
  }
}

@Command("odd")
class Odd {
  @Validate(BrokenRule) value!: string;

  @Decide()
  decide(): Decision {
    return [];
  }
}

const definitions = validDefinitions();

function changeOf(target: Class): StateChange {
  const definition = definitions.stateChanges.find(({ command }) => command === target);
  if (definition === undefined) throw new Error(`${target.name} is not defined`);
  return stateChange(definition, definitions);
}

const decide = (target: Class, message: CommandMessage): unknown => {
  const change = changeOf(target);
  return change.decide(fakeDatabase().database, message, commandMetadata(change.definition.name));
};

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

beforeEach(() => {
  decided = [];
});

describe("a command is refused as invalid, and is not decided, when its body", () => {
  it.each<[what: string, message: CommandMessage, says: RegExp]>([
    ["is absent", commandMessage(undefined), /^command adjust: it has no body; expected a JSON/],
    ["is empty", commandMessage(new Uint8Array()), /^command adjust: it has no body/],
    [
      "is of another type",
      commandMessage(utf8("amount=1"), "text/plain"),
      /"text\/plain"; expected application\/json/,
    ],
    ["is of no type", commandMessage(utf8('{"amount":1}'), ""), /content type is ""/],
    ["is broken JSON", commandMessage(utf8('{"amount":')), /its body is no JSON/],
    [
      "is no UTF-8",
      commandMessage(new Uint8Array([0x22, 0xff, 0x22])),
      /its body is no UTF-8 text/,
    ],
    ["is an array", jsonCommand([{ amount: 1 }]), /expected a JSON object, got an array of 1/],
    ["is null", jsonCommand(null), /expected a JSON object, got null/],
    ["is a string", jsonCommand("amount"), /expected a JSON object, got "amount"/],
    ["is a number", jsonCommand(5), /expected a JSON object, got 5/],
    [
      "nests too deeply",
      commandMessage(utf8('{"amount":'.repeat(200) + "1" + "}".repeat(200))),
      /nested deeper than 64/,
    ],
    [
      "holds a number that would be rounded",
      commandMessage(utf8('{"amount":9007199254740993}')),
      /9007199254740993, which would be rounded/,
    ],
    ["lacks a member", jsonCommand({}), /amount must be an integer/],
    ["breaks a rule", jsonCommand({ amount: 1.5 }), /amount: amount must be an integer number/],
    [
      "holds what the command does not know",
      jsonCommand({ amount: 1, colour: "red" }),
      /colour: property colour should not exist/,
    ],
    [
      "touches the prototype",
      commandMessage(utf8('{"amount":1,"__proto__":{"amount":2}}')),
      /__proto__: property __proto__ should not exist/,
    ],
  ])("%s", (_what, message, says) => {
    const { kind, message: text } = refusalOf(() => decide(Adjust, message));
    expect(kind).toBe("validation");
    expect(text).toMatch(/^command adjust: /);
    expect(text).toMatch(says);
    expect(decided).toEqual([]);
  });

  it("breaks several rules, each of which is named", () => {
    const { kind, message } = refusalOf(() =>
      decide(Withdraw, jsonCommand({ account_id: "x", amount: -1.5 })),
    );
    expect(kind).toBe("validation");
    expect(message).toContain("account_id: ");
    expect(message).toContain("amount must be an integer");
    expect(message).toContain("amount must be a positive");
  });

  it("uses the name that a member has in the class instead of the one in JSON", () => {
    const accountId = "3f1c1a52-5c2e-4d0a-9a53-0d6f0d6d7a11";
    const { kind, message } = refusalOf(() =>
      decide(Withdraw, jsonCommand({ accountId, amount: 1 })),
    );
    expect(kind).toBe("validation");
    expect(message).toContain("accountId");
  });
});

describe("a command is decided when its body", () => {
  it.each(["application/json", "APPLICATION/JSON; charset=utf-8", "application/vnd.bank.v1+json"])(
    "is JSON by the content type %s",
    (contentType) => {
      decide(Adjust, commandMessage(utf8('{"amount":3}'), contentType));
      expect(decided).toEqual([{ amount: 3 }]);
    },
  );

  it("begins with a byte order mark", () => {
    decide(Adjust, commandMessage(utf8('\uFEFF{"amount":3}')));
    expect(decided).toEqual([{ amount: 3 }]);
  });
});

test("a command that names a member like the decision is refused, and its decision stays", () => {
  const refused = refusalOf(() => decide(Adjust, jsonCommand({ amount: 3, decide: "mine" })));
  expect(refused.kind).toBe("validation");
  expect(refused.message).toContain("property decide should not exist");
  expect(decided).toEqual([]);
});

describe("whatever the body", () => {
  it("a rule that throws is broken by what it was asked about", () => {
    const { kind, message } = refusalOf(() => decide(Odd, jsonCommand({ value: "x" })));
    expect(kind).toBe("validation");
    expect(message).toBe("command odd: value: value breaks a rule (the rule threw a RangeError)");
  });

  it("nothing but a StateChangeError is thrown", () => {
    const contentType = fc.constantFrom("application/json", "a/b+json", "text/plain", "", ";");
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 64 }),
      fc.json().map(utf8),
      fc.string({ unit: "binary" }).map(utf8),
      fc
        .dictionary(
          fc.constantFrom("amount", "limit", "decide", "constructor", "toString", "__proto__"),
          fc.jsonValue(),
        )
        .map((json) => utf8(JSON.stringify(json))),
    );
    let accepted = 0;
    fc.assert(
      fc.property(body, contentType, (bytes, type) => {
        try {
          decide(Adjust, commandMessage(bytes, type));
          accepted += 1;
        } catch (error) {
          expect(StateChangeError.is(error) && error.kind).toBe("validation");
        }
      }),
      { numRuns: 1000, examples: [[utf8('{"amount":1}'), "application/json"]] },
    );
    expect(accepted).toBeGreaterThan(0);
  });
});
