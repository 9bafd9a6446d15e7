//! The decision of the benchmark, with the Rust SDK's macros.

use evidentsource_functions::prelude::{
    state_change, AppendCondition, EventData, EventSelector, NonEmpty, ProspectiveEvent, Uuid,
};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Deposit {
    account_id: Uuid,
    amount: i64,
    reference: Option<String>,
}

impl TryFrom<Command> for Deposit {
    type Error = CommandParseError;

    fn try_from(command: Command) -> Result<Self, CommandParseError> {
        let body = command.body.ok_or(CommandParseError::NoBody)?;
        serde_json::from_slice(&body)
            .map_err(|error| CommandParseError::DeserializationFailed(error.to_string()))
    }
}

#[derive(Deserialize)]
struct AccountSummary {
    balance: i64,
}

#[derive(Serialize)]
struct Credited {
    account_id: Uuid,
    amount: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

impl From<Credited> for ProspectiveEvent {
    fn from(credited: Credited) -> Self {
        ProspectiveEvent {
            id: Uuid::new_v4().to_string(),
            stream: "accounts".to_string(),
            event_type: "account.credited".to_string(),
            subject: Some(credited.account_id.to_string()),
            data: serde_json::to_vec(&credited).ok().map(EventData::Binary),
            time: None,
            datacontenttype: Some("application/json".to_string()),
            dataschema: None,
            extensions: vec![],
        }
    }
}

#[state_change(name = "deposit", wit_path = "../../../../wit")]
fn decide(
    db: &Database,
    command: Deposit,
    metadata: &StateChangeMetadata,
) -> Result<(NonEmpty<ProspectiveEvent>, Vec<AppendCondition>), StateChangeError> {
    let Deposit {
        account_id,
        amount,
        reference,
    } = command;
    if amount <= 0 {
        return Err(StateChangeError::Validation(
            "amount must be positive".into(),
        ));
    }
    if reference
        .as_ref()
        .is_some_and(|text| text.chars().count() > 140)
    {
        return Err(StateChangeError::Validation("reference is too long".into()));
    }
    let subject = account_id.to_string();
    let parameter = (
        "account_id".to_string(),
        EventAttribute::Subject(Some(subject.clone())),
    );
    let account = db
        .view_state("account-summary", 1, &[parameter])?
        .and_then(|view| view.content)
        .ok_or_else(|| StateChangeError::NotFound(format!("account {subject}")))?;
    let account: AccountSummary = serde_json::from_slice(&account)
        .map_err(|error| StateChangeError::Internal(error.to_string()))?;
    account
        .balance
        .checked_add(amount)
        .ok_or_else(|| StateChangeError::Conflict("the balance is too large".into()))?;
    let selector = EventSelector::subject_equals(&subject)
        .map_err(|error| StateChangeError::Internal(error.to_string()))?;
    let received = metadata.command_received_at;
    let mut event = ProspectiveEvent::from(Credited {
        account_id,
        amount,
        reference,
    });
    event.time = chrono::DateTime::from_timestamp(received.seconds, received.nanoseconds);
    Ok((
        NonEmpty::new(event),
        vec![AppendCondition::unchanged_since(selector, db.revision())],
    ))
}
