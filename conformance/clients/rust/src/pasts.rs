//! Databases as they were: by revision, by time, by effective time; what was logged; what would be.

use chrono::{DateTime, Duration, Utc};
use evidentsource_client::prelude::*;
use evidentsource_core::SpeculativeDatabase;

use crate::{event, ids, order, orders, Client, Outcome};

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("a time")
}

fn numbered(range: std::ops::RangeInclusive<u32>) -> NonEmpty<ProspectiveEvent> {
    let events = range
        .map(|number| event(&number.to_string(), "orders", "order.placed"))
        .collect();
    NonEmpty::from_vec(events).expect("events")
}

pub async fn pasts(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let empty = connection.local_database();
    let one = connection.transact(order("1"), vec![]).await?;
    let three = connection.transact(numbered(2..=3), vec![]).await?;
    connection.transact(order("4"), vec![]).await?;
    assert_eq!(
        ids(empty.query_events(&orders())).await,
        Vec::<String>::new()
    );
    assert_eq!(ids(one.query_events(&orders())).await, ["1"]);
    assert_eq!(ids(three.query_events(&orders())).await, ["1", "2", "3"]);
    let within = connection.database_at_revision(2).await?;
    assert_eq!(
        (within.revision(), within.revision_timestamp()),
        (2, three.revision_timestamp())
    );
    assert_eq!(ids(within.query_events(&orders())).await, ["1", "2"]);
    assert_eq!(connection.database_at_revision(0).await?.revision(), 0);
    assert_eq!(
        one.at_revision(3).await.revision_timestamp(),
        three.revision_timestamp()
    );
    let by_time = connection
        .database_at_timestamp(three.revision_timestamp())
        .await?;
    assert!(by_time.revision() >= 3, "{}", by_time.revision());
    let later = connection
        .database_at_timestamp(Utc::now() + Duration::hours(1))
        .await?;
    assert_eq!(later.revision(), 4);
    let before = connection.database_at_timestamp(at(0)).await;
    assert!(
        matches!(before, Err(DatabaseError::NotFound(_))),
        "{before:?}"
    );
    Ok(())
}

pub async fn awaiting(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let waiter = connection.clone();
    let waiting = tokio::spawn(async move { waiter.database_at_revision(2).await });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(!waiting.is_finished());
    connection.transact(numbered(1..=3), vec![]).await?;
    assert_eq!(waiting.await??.revision(), 2);
    let waiter = connection.clone();
    let abandoned = tokio::spawn(async move { waiter.database_at_revision(99).await });
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    abandoned.abort();
    assert_eq!(connection.latest_database().await?.revision(), 3);
    Ok(())
}

pub async fn effective_time(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let times = [
        ("late", 3_000),
        ("early", 1_000),
        ("middle", 2_000),
        ("old", -1_000),
        ("far", 32_503_680_000),
    ];
    let events = times.map(|(id, seconds)| ProspectiveEvent {
        time: Some(at(seconds)),
        ..event(id, "orders", "order.placed")
    });
    let database = connection
        .transact(NonEmpty::from_vec(events.to_vec()).ok_or("events")?, vec![])
        .await?;
    let view = database.at_effective_timestamp(at(2_000));
    assert_eq!(
        ids(view.query_events(&orders())).await,
        ["old", "early", "middle"]
    );
    let last = QueryOptions::new().reverse().limit(1);
    assert_eq!(
        ids(view.query_events_with_options(&orders(), last)).await,
        ["middle"]
    );
    let earlier = view.at_revision_with_effective_timestamp(2).await?;
    assert_eq!(ids(earlier.query_events(&orders())).await, ["early"]);
    Ok(())
}

pub async fn log(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    connection
        .transact_with_id("one", numbered(1..=1), vec![])
        .await?;
    connection
        .transact_with_id("two", numbered(2..=3), vec![])
        .await?;
    connection
        .transact_with_id("three", numbered(4..=4), vec![])
        .await?;
    let entries: Vec<TransactionSummary> = connection.log().collect().await;
    let entries: Vec<_> = entries
        .iter()
        .map(|e| (e.transaction_id.as_deref(), e.revision))
        .collect();
    assert_eq!(
        entries,
        [(Some("one"), 1), (Some("two"), 3), (Some("three"), 4)]
    );
    let details: Vec<Transaction> = connection.log_detail().collect().await;
    let counts: Vec<_> = details.iter().map(|detail| detail.events.len()).collect();
    assert_eq!(counts, [1, 2, 1]);
    // This client takes a transaction's basis for its revision; what it is sent is the basis.
    let bases: Vec<_> = details
        .iter()
        .map(|detail| detail.summary.revision)
        .collect();
    assert_eq!(bases, [0, 1, 3]);
    for (from, expected) in [(0, 3), (1, 3), (2, 2), (3, 2), (4, 1), (5, 0)] {
        assert_eq!(
            connection.log_from(from).count().await,
            expected,
            "from {from}"
        );
        assert_eq!(
            connection.log_detail_from(from).count().await,
            expected,
            "from {from}"
        );
    }
    Ok(())
}

pub async fn keys(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let one = connection
        .transact(NonEmpty::singleton(event("1", "zebras", "born")), vec![])
        .await?;
    let mut second = event("2", "apes", "Born");
    second.subject = Some("koko".into());
    let two = connection
        .transact(NonEmpty::singleton(second), vec![])
        .await?;
    let streams: Vec<String> = two
        .list_streams()
        .map(|key| key.to_string())
        .collect()
        .await;
    assert_eq!(streams, ["apes", "zebras"]);
    let subjects: Vec<String> = two
        .list_subjects()
        .map(|key| key.to_string())
        .collect()
        .await;
    assert_eq!(subjects, ["koko"]);
    let types: Vec<String> = two
        .list_event_types()
        .map(|key| key.to_string())
        .collect()
        .await;
    assert_eq!(types, ["Born", "born"]);
    let streams: Vec<String> = one
        .list_streams()
        .map(|key| key.to_string())
        .collect()
        .await;
    assert_eq!(streams, ["zebras"]);
    assert_eq!(one.list_subjects().count().await, 0);
    Ok(())
}

pub async fn speculation(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let basis = connection.transact(order("1"), vec![]).await?;
    let speculative = basis
        .speculate_with_transaction(numbered(2..=3))
        .speculate_with_transaction(order("4"));
    assert_eq!(
        (speculative.revision(), speculative.basis().revision()),
        (4, 1)
    );
    assert_eq!(
        ids(speculative.query_events(&orders())).await,
        ["2", "3", "4"]
    );
    assert_eq!(
        ids(speculative.basis().query_events(&orders())).await,
        ["1"]
    );
    assert_eq!(connection.latest_database().await?.revision(), 1);
    Ok(())
}

pub async fn single_events(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    connection.transact(numbered(1..=3), vec![]).await?;
    let mut low_level = connection.client().clone();
    let name = client.name.to_string();
    let found = low_level
        .event_by_id(name.clone(), 3, "orders".into(), "2".into())
        .await?;
    assert!(found.event.is_some());
    for (revision, id) in [(1, "2"), (3, "nothing")] {
        let missing = low_level
            .event_by_id(name.clone(), revision, "orders".into(), id.into())
            .await;
        let Err(evidentsource_client::Error::GrpcStatus(status)) = missing else {
            panic!("{missing:?}")
        };
        assert_eq!(status.code(), tonic::Code::NotFound, "{status:?}");
    }
    let reply = low_level
        .fetch_events_by_revisions(name, vec![3, 1, 3])
        .await?;
    let found: Vec<_> = reply.events.iter().map(|event| event.id.as_str()).collect();
    assert_eq!(found, ["3", "1", "3"]);
    Ok(())
}
