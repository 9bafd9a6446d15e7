import "reflect-metadata";
import { StateChangeError } from "evidentsource-functions";
import { connect } from "evidentsource-functions/client/rest";
import {
  AccountSummary,
  Deposit,
  OpenAccountCommand,
  Withdraw,
} from "../../savings-account/src/index.js";

/** Where the server is: `?server=http://localhost:3000`. */
const server = new URL(location.href).searchParams.get("server") ?? "http://localhost:3000";
const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};
const show = (id: string, text: string): void => {
  element(id).textContent = text;
};

const bank = await connect(server).connect("bank");
const accountId = crypto.randomUUID();
await bank.execute(OpenAccountCommand, { accountId, owner: "Ann", initialDeposit: 100 });
show("account", accountId);

const amount = (): number => Number((element("amount") as HTMLInputElement).value);
const send = async (command: typeof Deposit | typeof Withdraw): Promise<void> => {
  try {
    await bank.execute(command, { accountId, amount: amount() });
    show("problem", "");
  } catch (error) {
    if (!StateChangeError.is(error)) throw error;
    show("problem", `${error.kind}: ${error.message}`);
  }
};
element("deposit").addEventListener("click", () => void send(Deposit));
element("withdraw").addEventListener("click", () => void send(Withdraw));

for await (const { state, revision } of bank.watch(AccountSummary, { account_id: accountId })) {
  show("balance", String(state?.balance ?? 0));
  show("revision", String(revision));
}
