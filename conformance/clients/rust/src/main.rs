//! What the official client of Rust must find at a server: `official-client <url> <database>`, where
//! the database is one that the example is published into.

mod commands;
mod events;
mod pasts;
mod sequence;
mod watching;

use std::error::Error;
use std::time::{Duration, Instant};

use evidentsource_client::prelude::*;

pub type Outcome = Result<(), Box<dyn Error + Send + Sync>>;

/// What a case is given: a server, and a name that no other case uses.
#[derive(Clone)]
pub struct Client {
    pub source: EvidentSource,
    pub url: String,
    pub name: DatabaseName,
    pub bank: DatabaseName,
}

impl Client {
    /// A connection to a database without events.
    pub async fn fresh(&self) -> Result<Connection, DatabaseError> {
        self.source.create_database(self.name.clone()).await?;
        self.source.connect(&self.name).await
    }

    /// A connection to the database that the example is published into.
    pub async fn example(&self) -> Result<Connection, DatabaseError> {
        self.source.connect(&self.bank).await
    }
}

/// An event with nothing but what each event has.
pub fn event(id: &str, stream: &str, event_type: &str) -> ProspectiveEvent {
    ProspectiveEvent {
        id: id.to_string(),
        stream: stream.to_string(),
        event_type: event_type.to_string(),
        subject: None,
        data: None,
        time: None,
        datacontenttype: None,
        dataschema: None,
        extensions: Vec::new(),
    }
}

/// An order, for cases that do not care.
pub fn order(id: &str) -> NonEmpty<ProspectiveEvent> {
    NonEmpty::singleton(event(id, "orders", "order.placed"))
}

pub fn orders() -> EventSelector {
    EventSelector::stream_equals("orders").expect("a name")
}

/// The ids of the events that a database shows.
pub async fn ids(events: impl Stream<Item = Event>) -> Vec<String> {
    events.map(|event| event.id).collect().await
}

/// Runs one case, and says what became of it.
macro_rules! case {
    ($results:ident, $client:expr, $sentence:literal, $function:path) => {{
        let number = $results.len();
        let mut client: Client = $client.clone();
        client.name = DatabaseName::new(format!("rust-{number}"))?;
        let began = Instant::now();
        // A case of its own task: what panics there is told as a failure here.
        let task = tokio::spawn(async move { $function(client).await });
        let failure = match tokio::time::timeout(Duration::from_secs(60), task).await {
            Err(_) => Some("it took more than 60 s".to_string()),
            Ok(Err(panic)) => Some(panic.to_string()),
            Ok(Ok(Err(error))) => Some(error.to_string()),
            Ok(Ok(Ok(()))) => None,
        };
        match &failure {
            None => println!("  ok   {} ({} ms)", $sentence, began.elapsed().as_millis()),
            Some(reason) => println!("  FAIL {}: {reason}", $sentence),
        }
        $results.push(failure.is_none());
    }};
}

#[tokio::main]
async fn main() -> Outcome {
    let mut arguments = std::env::args().skip(1);
    let url = arguments
        .next()
        .ok_or("the first argument is the server's URL")?;
    let bank = arguments
        .next()
        .ok_or("the second argument is the example's database")?;
    let client = Client {
        source: EvidentSource::connect_to_server(&url).await?,
        url,
        name: DatabaseName::new("unnamed")?,
        bank: DatabaseName::new(bank)?,
    };
    if let Some(name) = arguments.next() {
        let name = DatabaseName::new(name)?;
        return sequence::sequence(Client { name, ..client }).await;
    }
    let mut results: Vec<bool> = Vec::new();
    case!(
        results,
        client,
        "creates, lists, finds and deletes databases",
        events::databases
    );
    case!(
        results,
        client,
        "appends events and reads them back with all that the client keeps",
        events::round_trip
    );
    case!(
        results,
        client,
        "checks conditions of every kind against the last event that matches",
        events::conditions
    );
    case!(
        results,
        client,
        "answers a transaction that is sent again with its first result, before its conditions",
        events::idempotency
    );
    case!(
        results,
        client,
        "refuses transactions that are none, and writes nothing of them",
        events::invalid
    );
    case!(
        results,
        client,
        "queries by every selector, in both directions, with limits",
        events::queries
    );
    case!(
        results,
        client,
        "keeps showing a past, whatever is committed later",
        pasts::pasts
    );
    case!(
        results,
        client,
        "waits for a revision that does not exist yet, and answers with exactly that one",
        pasts::awaiting
    );
    case!(
        results,
        client,
        "sees by effective time what had taken effect, in that order",
        pasts::effective_time
    );
    case!(
        results,
        client,
        "reads the log, in whole and from a revision, short and in detail",
        pasts::log
    );
    case!(
        results,
        client,
        "lists streams, subjects and types as of a revision",
        pasts::keys
    );
    case!(
        results,
        client,
        "speculates over what is committed",
        pasts::speculation
    );
    case!(
        results,
        client,
        "finds single events by id and by revision",
        pasts::single_events
    );
    case!(
        results,
        client,
        "follows what others commit, never backwards",
        watching::subscription
    );
    case!(
        results,
        client,
        "closes a connection at once, with and without commits",
        watching::closing
    );
    case!(
        results,
        client,
        "loses nothing between many connections that write at once",
        watching::writers
    );
    case!(
        results,
        client,
        "lets one of many writers with the same expectation win each round",
        watching::contenders
    );
    case!(
        results,
        client,
        "lets development credentials in on this machine",
        watching::credentials
    );
    case!(
        results,
        client,
        "executes state changes and shows state views, at each revision",
        commands::example
    );
    case!(
        results,
        client,
        "executes a state change once, however often it is sent with one id",
        commands::idempotency
    );
    case!(
        results,
        client,
        "answers refused commands with their messages, and unknown names as not found",
        commands::refusals
    );
    case!(
        results,
        client,
        "says why asynchronous calls are not served",
        commands::asynchronous
    );
    let passed = results.iter().filter(|passed| **passed).count();
    println!("rust client: {passed} of {} cases passed", results.len());
    if passed < results.len() {
        std::process::exit(1);
    }
    Ok(())
}
