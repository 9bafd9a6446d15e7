import { describeSelector } from "../../src/domain/index.js";
import { parameter, Selector } from "../../src/domain/index.js";

const opened = Selector.eventType("account.opened");
const closed = Selector.eventType("account.closed");
const ofAccount = Selector.subject(parameter("account_id"));

describe("a selector in words", () => {
  it.each([
    [Selector.stream("accounts"), 'stream = "accounts"'],
    [ofAccount, "subject = {account_id}"],
    [Selector.noSubject(), "subject is absent"],
    [Selector.subject('say "hi"'), 'subject = "say \\"hi\\""'],
    [Selector.eventTypeStartsWith("account."), 'type starts with "account."'],
    [ofAccount.and(opened), 'subject = {account_id} and type = "account.opened"'],
    [
      ofAccount.and(opened.or(closed)),
      'subject = {account_id} and (type = "account.opened" or type = "account.closed")',
    ],
    [
      ofAccount.and(opened).or(closed),
      '(subject = {account_id} and type = "account.opened") or type = "account.closed"',
    ],
    [
      opened.or(closed).or(ofAccount),
      'type = "account.opened" or type = "account.closed" or subject = {account_id}',
    ],
  ])("is as one would say it", (selector, text) => {
    expect(describeSelector(selector)).toBe(text);
  });
});
