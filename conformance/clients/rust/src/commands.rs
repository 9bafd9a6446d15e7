//! The example's state changes and state views.

use evidentsource_client::client::DatabaseConnectionAsync;
use evidentsource_client::prelude::*;
use serde_json::{json, Value};

use crate::{order, Client, Outcome};

fn command(value: Value) -> CommandRequest {
    CommandRequest::json(&value)
        .expect("JSON")
        .header("X-Twice", "1")
        .header("X-Twice", "2")
}

fn account() -> String {
    uuid::Uuid::new_v4().to_string()
}

async fn summary(
    database: &impl DatabaseAtRevision,
    account: &str,
) -> Result<StateView, StateViewError> {
    let subject = EventAttribute::Subject(Some(EventSubject::new(account)?));
    let parameters = [("account_id".to_string(), subject)];
    database
        .view_state_with_params(&StateViewName::new("account-summary")?, 1, &parameters)
        .await
}

fn json_of(view: &StateView) -> Option<Value> {
    view.content_bytes()
        .map(|bytes| serde_json::from_slice(bytes).expect("JSON"))
}

pub async fn example(client: Client) -> Outcome {
    let connection = client.example().await?;
    let account = account();
    let open = command(json!({"account_id": account, "owner": "Ada", "initial_deposit": 100}));
    let opened = connection
        .execute_state_change(&StateChangeName::new("open-account")?, 1, open)
        .await?;
    let deposit = command(json!({"account_id": account, "amount": 50}));
    let deposited = connection
        .execute_state_change(&StateChangeName::new("deposit")?, 1, deposit)
        .await?;
    let view = summary(&deposited, &account).await?;
    let expected =
        json!({"owner": "Ada", "status": "open", "balance": 150, "transaction_count": 2});
    assert_eq!(json_of(&view), Some(expected));
    assert_eq!(view.last_modified_revision, Some(deposited.revision()));
    assert_eq!(
        view.last_modified_timestamp,
        Some(deposited.revision_timestamp())
    );
    assert_eq!(view.content_type, "application/json");
    let earlier = json_of(&summary(&opened, &account).await?).ok_or("no state")?;
    assert_eq!(earlier["balance"], 100);
    let other = summary(&deposited, &uuid::Uuid::new_v4().to_string()).await?;
    assert_eq!((other.content, other.last_modified_revision), (None, None));
    let before = deposited.at_effective_timestamp(DateTime::from_timestamp(0, 0).ok_or("a time")?);
    assert_eq!(json_of(&summary(&before, &account).await?), None);
    let name = StateViewName::new("open-accounts")?;
    let overview: Value =
        evidentsource_client::client::DatabaseAtRevisionTyped::view_state_as(&deposited, &name, 1)
            .await?;
    let accounts = overview["accounts"].as_array().ok_or("no accounts")?;
    assert!(accounts
        .iter()
        .any(|one| one["account_id"] == account.as_str()));
    let changes: Vec<String> = connection
        .list_state_changes()
        .map(|change| change.name.to_string())
        .collect()
        .await;
    assert!(changes.contains(&"deposit".to_string()), "{changes:?}");
    Ok(())
}

pub async fn idempotency(client: Client) -> Outcome {
    let connection = client.example().await?;
    let (account, id) = (account(), account());
    let body = json!({"account_id": account, "owner": "Bob"});
    let mut revisions = Vec::new();
    for _ in 0..3 {
        let change = connection.state_change("open-account", 1).json(&body)?;
        revisions.push(
            change
                .with_transaction_id(&id)
                .with_correlation_id("c")
                .execute()
                .await?
                .revision(),
        );
    }
    assert!(
        revisions.iter().all(|revision| *revision == revisions[0]),
        "{revisions:?}"
    );
    Ok(())
}

pub async fn refusals(client: Client) -> Outcome {
    let connection = client.example().await?;
    let deposit = StateChangeName::new("deposit")?;
    let account = account();
    for (request, part) in [
        (
            command(json!({"account_id": account, "amount": 1})),
            account.as_str(),
        ),
        (
            command(json!({"account_id": account, "amount": -1})),
            "amount",
        ),
        (CommandRequest::with_body(b"{".to_vec()), "validation"),
        (CommandRequest::new(), "validation"),
    ] {
        let refused = connection.execute_state_change(&deposit, 1, request).await;
        let Err(StateChangeError::ExecutionError(message)) = refused else {
            panic!("{refused:?}")
        };
        assert!(message.contains(part), "{message}");
    }
    for (name, version) in [("unknown", 1), ("deposit", 9)] {
        let name = StateChangeName::new(name)?;
        let refused = connection
            .execute_state_change(&name, version, command(json!({})))
            .await;
        assert!(
            matches!(refused, Err(StateChangeError::NotFound { .. })),
            "{refused:?}"
        );
    }
    let database = connection.latest_database().await?;
    let unknown = database
        .view_state(&StateViewName::new("unknown")?, 1)
        .await;
    assert!(
        matches!(unknown, Err(StateViewError::NotFound { .. })),
        "{unknown:?}"
    );
    let wanting = database
        .view_state(&StateViewName::new("account-summary")?, 1)
        .await;
    let Err(StateViewError::ServerError(message)) = wanting else {
        panic!("{wanting:?}")
    };
    assert!(message.contains("account_id"), "{message}");
    Ok(())
}

pub async fn asynchronous(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let refused = connection.transact_async(order("1"), vec![]).await;
    let Err(DatabaseError::ServerError(message)) = refused else {
        panic!("{refused:?}")
    };
    assert!(
        message.starts_with("Unimplemented: ") && message.len() > 30,
        "{message}"
    );
    assert_eq!(connection.latest_database().await?.revision(), 0);
    Ok(())
}
