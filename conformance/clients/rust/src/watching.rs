//! Many connections: what they hear of each other, and what they win.

use std::time::{Duration, Instant};

use evidentsource_client::prelude::*;
use evidentsource_client::{Credentials, DevModeCredentials};

use crate::{event, order, orders, Client, Outcome};

async fn until_local(connection: &Connection, revision: u64) -> Outcome {
    let began = Instant::now();
    let mut before = 0;
    while connection.local_database().revision() < revision {
        let now = connection.local_database().revision();
        assert!(now >= before, "it went back from {before} to {now}");
        before = now;
        if began.elapsed() > Duration::from_secs(10) {
            return Err(format!("after 10 s it is at {now}, not {revision}").into());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(())
}

pub async fn subscription(client: Client) -> Outcome {
    let writer = client.fresh().await?;
    let reader = client.source.connect(&client.name).await?;
    for number in 0..20 {
        writer.transact(order(&number.to_string()), vec![]).await?;
    }
    until_local(&reader, 20).await?;
    until_local(&writer, 20).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    writer.transact(order("late"), vec![]).await?;
    until_local(&reader, 21).await
}

pub async fn closing(client: Client) -> Outcome {
    let quiet = client.fresh().await?;
    let busy = client.source.connect(&client.name).await?;
    busy.transact(order("1"), vec![]).await?;
    for connection in [quiet, busy] {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let began = Instant::now();
        connection.close().await?;
        assert!(
            began.elapsed() < Duration::from_secs(2),
            "{:?}",
            began.elapsed()
        );
    }
    Ok(())
}

pub async fn writers(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    let tasks: Vec<_> = (0..8)
        .map(|writer| {
            let client = client.clone();
            tokio::spawn(async move {
                let source = EvidentSource::connect_to_server(&client.url).await?;
                let connection = source.connect(&client.name).await?;
                for number in 0..25 {
                    let id = format!("{writer}-{number}");
                    let database = connection.transact_with_id(&id, order(&id), vec![]).await?;
                    let seen = database.query_events(&orders()).count().await as u64;
                    assert_eq!(seen, database.revision());
                }
                connection.close().await?;
                Outcome::Ok(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    let revisions: Vec<u64> = connection.log().map(|entry| entry.revision).collect().await;
    assert_eq!(revisions, (1..=200).collect::<Vec<u64>>());
    Ok(())
}

pub async fn contenders(client: Client) -> Outcome {
    let connection = client.fresh().await?;
    for round in 0..20u64 {
        let attempts = (0..20).map(|writer| {
            let unchanged = AppendCondition::unchanged_since(orders(), round);
            connection.transact(order(&format!("{round}-{writer}")), vec![unchanged])
        });
        let outcomes = futures::future::join_all(attempts).await;
        assert_eq!(
            outcomes.iter().filter(|outcome| outcome.is_ok()).count(),
            1,
            "round {round}"
        );
    }
    assert_eq!(connection.latest_database().await?.revision(), 20);
    Ok(())
}

pub async fn credentials(client: Client) -> Outcome {
    let developer = DevModeCredentials::new("dev@example.com").with_display_name("Developer");
    let source =
        EvidentSource::connect_with_auth(&client.url, Credentials::DevMode(developer)).await?;
    source.create_database(client.name.clone()).await?;
    let connection = source.connect(&client.name).await?;
    let noted = NonEmpty::singleton(event("1", "notes", "noted"));
    assert_eq!(connection.transact(noted, vec![]).await?.revision(), 1);
    Ok(())
}
