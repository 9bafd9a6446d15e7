//! The view of the benchmark, with the Rust SDK's macros: what its quick start shows, made to compile.

use evidentsource_functions::evidentsource_core;
use evidentsource_functions::prelude::{state_view, Deserialize, JsonStateView, Serialize};

#[derive(Default, Serialize, Deserialize, JsonStateView)]
#[serde(default)]
struct AccountSummary {
    balance: i64,
    transaction_count: u64,
    last_reference: String,
}

/// The members are checked by their types, as serde does it; `account_id` is not read, but must be one.
#[derive(Deserialize)]
struct Movement {
    #[serde(rename = "account_id")]
    _account_id: uuid::Uuid,
    amount: i64,
}

enum AccountEvent {
    Credited(Movement),
    Debited(Movement),
}

impl TryFrom<&Event> for AccountEvent {
    type Error = String;

    fn try_from(event: &Event) -> Result<Self, String> {
        let read = || -> Result<Movement, String> {
            let data = event.data.as_ref().ok_or("no data")?;
            let movement: Movement =
                serde_json::from_slice(data.as_bytes()).map_err(|error| error.to_string())?;
            if movement.amount > 0 {
                Ok(movement)
            } else {
                Err("amount must be positive".into())
            }
        };
        match event.event_type.as_str() {
            "account.credited" => Ok(AccountEvent::Credited(read()?)),
            "account.debited" => Ok(AccountEvent::Debited(read()?)),
            other => Err(format!("no event of this view: {other}")),
        }
    }
}

#[state_view(name = "account-summary", wit_path = "../../../../wit")]
fn evolve(mut state: AccountSummary, event: AccountEvent) -> AccountSummary {
    match event {
        AccountEvent::Credited(movement) => state.balance += movement.amount,
        AccountEvent::Debited(movement) => state.balance -= movement.amount,
    }
    state.transaction_count += 1;
    state
}
