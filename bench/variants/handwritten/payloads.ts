/** What breaks a rule of the payload that is read. */
class InvalidPayload extends Error {
  constructor(member: string, value: unknown) {
    super(`${member} is invalid: ${JSON.stringify(value)}`);
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const EMAIL = /^[\w.+-]+@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
const CURRENCIES: readonly unknown[] = ["USD", "EUR", "GBP"];

/** A credit, a debit and a deposit have the same members. */
export class Movement {
  accountId!: string;
  amount!: number;
  reference?: string;

  static read(json: string): Movement {
    const { account_id, amount, reference } = membersOf(json);
    const movement = new Movement();
    movement.accountId = uuid("account_id", account_id);
    movement.amount = positive("amount", amount);
    if (reference !== undefined) movement.reference = text("reference", reference);
    return movement;
  }
}

export class PaymentReceived {
  accountId!: string;
  amount!: number;
  currency!: string;
  payer!: string;
  receivedAt!: string;
  settled!: boolean;
  reference?: string;

  static read(json: string): PaymentReceived {
    const members = membersOf(json);
    const { account_id, amount, currency, payer, received_at, settled, reference } = members;
    const payment = new PaymentReceived();
    payment.accountId = uuid("account_id", account_id);
    payment.amount = positive("amount", amount);
    if (!CURRENCIES.includes(currency)) throw new InvalidPayload("currency", currency);
    payment.currency = currency as string;
    payment.payer = matching("payer", payer, EMAIL);
    payment.receivedAt = matching("received_at", received_at, ISO_8601);
    if (typeof settled !== "boolean") throw new InvalidPayload("settled", settled);
    payment.settled = settled;
    if (reference !== undefined) payment.reference = text("reference", reference);
    return payment;
  }
}

function membersOf(json: string): Record<string, unknown> {
  const value: unknown = JSON.parse(json);
  if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  throw new InvalidPayload("the payload", value);
}

const uuid = (member: string, value: unknown): string => matching(member, value, UUID);

function matching(member: string, value: unknown, pattern: RegExp): string {
  if (typeof value === "string" && pattern.test(value)) return value;
  throw new InvalidPayload(member, value);
}

function positive(member: string, value: unknown): number {
  if (Number.isInteger(value) && (value as number) > 0) return value as number;
  throw new InvalidPayload(member, value);
}

function text(member: string, value: unknown): string {
  if (typeof value === "string" && value.length <= 140) return value;
  throw new InvalidPayload(member, value);
}
