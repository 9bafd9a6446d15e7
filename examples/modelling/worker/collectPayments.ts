/** The payment provider. A key that it knows already stands for the payment of the first time. */
export interface Provider {
  charge(amount: bigint, key: string): Promise<string>;
  refund(payment: string): Promise<void>;
}

/**
 * Works off the to-do list once. It may be ended at any line and started again, and several may run at
 * once: what is not recorded is still on the list, and the key makes a second charge the first one.
 * @param api where the database is, such as `http://localhost:3000/api/v1/db/shop`
 */
export async function collectPayments(api: string, provider: Provider): Promise<void> {
  const list = await view<{ purchases: { purchase: string; amount: string }[] }>(
    `${api}/state-views/purchases-to-pay/versions/1`,
  );
  for (const { purchase, amount } of list?.purchases ?? []) {
    const payment = await provider.charge(BigInt(amount), purchase);
    const answer = await fetch(`${api}/state-changes/record-payment/versions/1`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ purchase, payment }),
    });
    if (answer.ok) continue;
    const { type, detail } = (await answer.json()) as { type: string; detail: string };
    if (!type.endsWith("refused-conflict")) throw new Error(`${purchase}: ${detail}`);
    // Recorded by another worker, or cancelled in the meantime: then the money goes back.
    const now = await view<{ payment: string | null }>(
      `${api}/state-views/purchase/versions/1?subject.purchase=${encodeURIComponent(purchase)}`,
    );
    if (now?.payment !== payment) await provider.refund(payment);
  }
}

async function view<State>(url: string): Promise<State | undefined> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${await answer.text()}`);
  return answer.status === 204 ? undefined : ((await answer.json()) as State);
}
