//! A fixed sequence of calls. `sameLog.js` makes the same ones with this project's own client, and
//! compares the logs.

use chrono::DateTime;
use evidentsource_client::prelude::*;
use evidentsource_core::domain::ExtensionValue;
use serde_json::{json, Value};

use crate::{event, order, orders, Client, Outcome};

const ACCOUNT: &str = "22222222-2222-4222-8222-222222222222";
const OTHER: &str = "22222222-2222-4222-8222-222222222223";

pub async fn sequence(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    events(&connection).await?;
    conditions(&connection).await?;
    connection.close().await?;
    let bank = client.example().await?;
    commands(&bank).await?;
    bank.close().await?;
    Ok(())
}

async fn events(connection: &Connection) -> Outcome {
    let mut first = event("a1", "orders", "order.placed");
    first.subject = Some("order-1".into());
    first.data = Some(EventData::String("{\"ü\":\"𝄞\", \"n\": 1.0}".into()));
    first.time = Some(DateTime::from_timestamp(1_700_000_000, 123_456_789).ok_or("a time")?);
    first.datacontenttype = Some("application/json".into());
    first.dataschema = Some("https://example.com/schema".into());
    first.extensions = vec![
        ("flag".into(), ExtensionValue::Boolean(true)),
        ("count".into(), ExtensionValue::Integer(i64::from(i32::MIN))),
        ("note".into(), ExtensionValue::String("with space".into())),
    ];
    let mut binary = event("a2", "orders", "order.placed");
    binary.data = Some(EventData::Binary((0..=255).collect()));
    binary.time = Some(DateTime::from_timestamp(-2, 999_999_999).ok_or("a time")?);
    let mut both = NonEmpty::singleton(first);
    both.push(binary);
    connection.transact(both, vec![]).await?;
    assert!(connection.transact(order("a2"), vec![]).await.is_err());
    let mut text = event("a3", "notes", "noted");
    text.data = Some(EventData::String("no JSON".into()));
    text.datacontenttype = Some("text/plain".into());
    for _ in 0..2 {
        connection
            .transaction()
            .event(text.clone())
            .require_not_exists(EventSelector::stream_equals("notes")?)
            .with_transaction_id("sent twice")
            .with_correlation_id("correlation")
            .with_causation_id("causation")
            .commit()
            .await?;
    }
    Ok(())
}

/// After three events, of which two are orders.
async fn conditions(connection: &Connection) -> Outcome {
    let none = EventSelector::stream_equals("refunds")?;
    let either = orders().or(none.clone());
    let placed = orders().and(EventSelector::event_type_starts_with("order")?);
    let holding = [
        AppendCondition::must_exist(orders()),
        AppendCondition::unchanged_since(either.clone(), 2),
        AppendCondition::at_revision(placed.clone(), 2)?,
        AppendCondition::must_not_exist(none.clone()),
    ];
    let violated = [
        AppendCondition::must_not_exist(orders()),
        AppendCondition::unchanged_since(either, 1),
        AppendCondition::at_revision(placed, 1)?,
        AppendCondition::must_exist(none),
    ];
    for (number, condition) in violated.into_iter().enumerate() {
        let never = NonEmpty::singleton(event(&format!("v{number}"), "never", "never"));
        assert!(connection.transact(never, vec![condition]).await.is_err());
    }
    for (number, condition) in holding.into_iter().enumerate() {
        let note = NonEmpty::singleton(event(&format!("h{number}"), "held", "held"));
        connection.transact(note, vec![condition]).await?;
    }
    Ok(())
}

async fn commands(bank: &Connection) -> Outcome {
    let open = |account: &str| json!({"account_id": account, "owner": "Ada"});
    for _ in 0..2 {
        bank.state_change("open-account", 1)
            .json(&open(ACCOUNT))?
            .with_transaction_id(ACCOUNT)
            .with_correlation_id("a correlation")
            .with_causation_id("a causation")
            .execute()
            .await?;
    }
    execute(bank, "open-account", open(OTHER)).await?;
    execute(
        bank,
        "deposit",
        json!({"account_id": ACCOUNT, "amount": 50}),
    )
    .await?;
    let too_much = json!({"account_id": ACCOUNT, "amount": 1000});
    assert!(execute(bank, "withdraw", too_much).await.is_err());
    let wrong = json!({"account_id": ACCOUNT, "amount": "1"});
    assert!(execute(bank, "withdraw", wrong).await.is_err());
    execute(
        bank,
        "withdraw",
        json!({"account_id": ACCOUNT, "amount": 20}),
    )
    .await?;
    let transfer = json!({"from_account_id": ACCOUNT, "to_account_id": OTHER, "amount": 30});
    execute(bank, "transfer", transfer).await?;
    execute(bank, "close-account", json!({"account_id": ACCOUNT})).await
}

async fn execute(connection: &Connection, name: &str, command: Value) -> Outcome {
    let request = CommandRequest::json(&command)?;
    connection
        .execute_state_change(&StateChangeName::new(name)?, 1, request)
        .await?;
    Ok(())
}
