//! Databases, transactions, conditions and queries.

use chrono::{DateTime, Utc};
use evidentsource_client::prelude::*;
use evidentsource_core::domain::{ExtensionValue, Range};

use crate::{event, ids, order, orders, Client, Outcome};

pub async fn databases(client: Client) -> Outcome {
    let Client { source, name, .. } = &client;
    let created = source.create_database(name.clone()).await?;
    assert_eq!(created.name(), name);
    assert!((Utc::now() - created.created_at()).num_seconds().abs() < 10);
    let listed: Vec<DatabaseName> = source.list_databases().collect().await;
    assert!(listed.contains(name));
    let again = source.create_database(name.clone()).await;
    assert!(
        matches!(again, Err(DatabaseError::AlreadyExists(_))),
        "{again:?}"
    );
    let connection = source.connect(name).await?;
    let empty = connection.latest_database().await?;
    assert_eq!(empty.revision(), 0);
    assert_eq!(empty.revision_timestamp(), created.created_at());
    source.delete_database(name.clone()).await?;
    let latest = connection.latest_database().await;
    assert!(
        matches!(latest, Err(DatabaseError::NotFound(_))),
        "{latest:?}"
    );
    let again = source.delete_database(name.clone()).await;
    assert!(
        matches!(again, Err(DatabaseError::NotFound(_))),
        "{again:?}"
    );
    let nowhere = source.connect(&DatabaseName::new("nowhere")?).await;
    assert!(
        matches!(nowhere, Err(DatabaseError::NotFound(_))),
        "{nowhere:?}"
    );
    connection.close().await?;
    Ok(())
}

pub async fn round_trip(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let time = DateTime::from_timestamp(-1_700_000_000, 123_456_789).ok_or("a time")?;
    let mut sent = event("a1", "orders", "order.placed");
    sent.subject = Some("order-1".into());
    sent.data = Some(EventData::String("{\"ü\":\"𝄞\"}".into()));
    sent.time = Some(time);
    sent.datacontenttype = Some("application/json".into());
    sent.dataschema = Some("https://example.com/schema".into());
    sent.extensions = vec![
        ("flag".into(), ExtensionValue::Boolean(true)),
        ("count".into(), ExtensionValue::Integer(i64::from(i32::MIN))),
        ("note".into(), ExtensionValue::String("with space".into())),
    ];
    let mut binary = event("a2", "orders", "order.placed");
    binary.data = Some(EventData::Binary((0..=255).collect()));
    let mut transaction = NonEmpty::singleton(sent.clone());
    transaction.push(binary.clone());
    let database = connection.transact(transaction, vec![]).await?;
    assert_eq!(database.revision(), 2);
    let read: Vec<Event> = database.query_events(&orders()).collect().await;
    let [first, second] = &read[..] else {
        panic!("{read:?}")
    };
    assert_eq!(first.stream(), Some("orders"));
    assert!(
        first
            .source
            .ends_with(&format!("/db/{}/streams/orders", client.name)),
        "{}",
        first.source
    );
    assert_eq!(
        (&first.id, &first.event_type, &first.subject),
        (&sent.id, &sent.event_type, &sent.subject)
    );
    assert_eq!((first.time, &first.data), (Some(time), &sent.data));
    assert_eq!(
        (&first.datacontenttype, &first.dataschema),
        (&sent.datacontenttype, &sent.dataschema)
    );
    for (name, value) in &sent.extensions {
        assert_eq!(first.extension(name), Some(value), "{name}");
    }
    assert_eq!(second.data, binary.data);
    assert!(
        orders().matches(first),
        "the client's own matcher must find the stream"
    );
    Ok(())
}

pub async fn conditions(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let other = EventSelector::stream_equals("refunds")?;
    let either = orders().or(other.clone());
    connection.transact(order("a1"), vec![]).await?;
    connection
        .transact(NonEmpty::singleton(event("b1", "payments", "paid")), vec![])
        .await?;
    connection.transact(order("a2"), vec![]).await?;
    let holding = [
        AppendCondition::min(orders(), 3),
        AppendCondition::max(orders(), 3),
        AppendCondition::range(orders(), Range::new(2, 3)?),
        AppendCondition::must_exist(either.clone()),
        AppendCondition::must_not_exist(other.clone()),
        AppendCondition::fail_if_events_match(orders().and(other.clone())),
        AppendCondition::at_revision(orders(), 3)?,
        AppendCondition::unchanged_since(either.clone(), 3),
        AppendCondition::min(other.clone(), 0),
    ];
    for (number, condition) in holding.iter().enumerate() {
        let note = NonEmpty::singleton(event(&format!("n{number}"), "notes", "noted"));
        let database = connection.transact(note, vec![condition.clone()]).await?;
        assert_eq!(database.revision(), 4 + number as u64, "{condition:?}");
    }
    let violated = [
        AppendCondition::min(orders(), 4),
        AppendCondition::max(either.clone(), 2),
        AppendCondition::range(orders(), Range::new(1, 2)?),
        AppendCondition::must_exist(other),
        AppendCondition::must_not_exist(either),
        AppendCondition::at_revision(orders(), 2)?,
        AppendCondition::unchanged_since(orders(), 1),
    ];
    for condition in violated {
        let note = NonEmpty::singleton(event("never", "notes", "noted"));
        let refused = connection.transact(note, vec![condition.clone()]).await;
        let Err(DatabaseError::ServerError(message)) = refused else {
            panic!("{condition:?}: {refused:?}")
        };
        assert!(message.starts_with("FailedPrecondition: "), "{message}");
        assert!(
            message.contains("orders") || message.contains("refunds"),
            "{message}"
        );
    }
    assert_eq!(connection.latest_database().await?.revision(), 12);
    Ok(())
}

pub async fn idempotency(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let unless_there = vec![AppendCondition::must_not_exist(orders())];
    let first = connection
        .transact_with_id("t-1", order("a1"), unless_there.clone())
        .await?;
    connection.transact(order("a2"), vec![]).await?;
    let again = connection
        .transact_with_id("t-1", order("a1"), unless_there)
        .await?;
    assert_eq!((first.revision(), again.revision()), (1, 1));
    assert_eq!(first.revision_timestamp(), again.revision_timestamp());
    assert_eq!(connection.latest_database().await?.revision(), 2);
    for _ in 0..2 {
        let database = connection
            .transaction()
            .event(event("a3", "orders", "order.placed"))
            .require_exists(orders())
            .with_transaction_id("t-3")
            .with_correlation_id("correlation")
            .with_causation_id("causation")
            .commit()
            .await?;
        assert_eq!(database.revision(), 3);
    }
    let found = connection.fetch_transaction_by_id("t-3").await?;
    assert_eq!(found.events.len(), 1);
    assert_eq!(found.summary.transaction_id.as_deref(), Some("t-3"));
    let unknown = connection.fetch_transaction_by_id("t-9").await;
    assert!(
        matches!(unknown, Err(DatabaseError::NotFound(_))),
        "{unknown:?}"
    );
    Ok(())
}

pub async fn invalid(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    connection.transact(order("taken"), vec![]).await?;
    let twice = NonEmpty::from(("a".into(), vec!["a".into()]))
        .map(|id: String| event(&id, "orders", "placed"));
    let mut long = event("a", "orders", "placed");
    long.subject = Some("ü".repeat(128));
    for events in [
        twice,
        order("taken"),
        NonEmpty::singleton(event("a", "orders/2024-03-15", "placed")),
        NonEmpty::singleton(event("", "orders", "placed")),
        NonEmpty::singleton(event("a", "orders", " ")),
        NonEmpty::singleton(long),
    ] {
        let refused = connection.transact(events.clone(), vec![]).await;
        let Err(DatabaseError::ServerError(message)) = refused else {
            panic!("{events:?}: {refused:?}")
        };
        assert!(
            message.starts_with("InvalidArgument: ") && message.len() > 30,
            "{message}"
        );
    }
    assert_eq!(connection.latest_database().await?.revision(), 1);
    Ok(())
}

pub async fn queries(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let sent = [
        ("1", "orders", "order.placed", Some("alice")),
        ("2", "orders", "order.paid", Some("alice")),
        ("3", "orders-old", "order.placed", Some("alina")),
        ("4", "payments", "payment.made", None),
        ("5", "Orders", "Order.placed", Some("Alice")),
    ];
    let events: Vec<ProspectiveEvent> = sent
        .iter()
        .map(|(id, stream, event_type, subject)| ProspectiveEvent {
            subject: subject.map(str::to_string),
            ..event(id, stream, event_type)
        })
        .collect();
    let database = connection
        .transact(NonEmpty::from_vec(events).ok_or("events")?, vec![])
        .await?;
    let (stream, subject) = (EventSelector::stream_equals, EventSelector::subject_equals);
    let event_type = EventSelector::event_type_equals;
    for (selector, expected) in [
        (stream("orders")?, "12"),
        (subject("alice")?, "12"),
        (EventSelector::no_subject(), "4"),
        (event_type("order.placed")?, "13"),
        (EventSelector::stream_starts_with("orders")?, "123"),
        (EventSelector::subject_starts_with("ali")?, "123"),
        (EventSelector::event_type_starts_with("order.p")?, "123"),
        (stream("orders")?.and(event_type("order.paid")?), "2"),
        (stream("orders")?.or(EventSelector::no_subject()), "124"),
        (
            stream("orders")?
                .or(subject("alice")?)
                .or(event_type("order.placed")?),
            "123",
        ),
        (
            stream("orders")?
                .or(stream("payments")?)
                .and(subject("alice")?.or(EventSelector::no_subject())),
            "124",
        ),
        (stream("nothing")?, ""),
    ] {
        let expected: Vec<String> = expected.chars().map(String::from).collect();
        assert_eq!(
            ids(database.query_events(&selector)).await,
            expected,
            "{selector:?}"
        );
        let mut reversed = expected.clone();
        reversed.reverse();
        let options = QueryOptions::new().reverse();
        assert_eq!(
            ids(database.query_events_with_options(&selector, options)).await,
            reversed,
            "{selector:?}"
        );
        reversed.truncate(2);
        let found = database
            .events(selector.clone())
            .reverse()
            .limit(2)
            .collect()
            .await;
        assert_eq!(
            found.into_iter().map(|e| e.id).collect::<Vec<_>>(),
            reversed,
            "{selector:?}"
        );
        let first = database
            .events(selector.clone())
            .first()
            .await
            .map(|e| e.id);
        assert_eq!(first.as_ref(), expected.first(), "{selector:?}");
    }
    Ok(())
}
