/**
 * Migrations by version: the table `migration` says which were applied. None is ever changed; a new
 * layout is a new one.
 *
 * One schema holds all databases; every table begins with the number of its database. Streams,
 * subjects and types are numbered, so that indexes are small: an absent subject is 0. `first` is the
 * revision of the first event that has the value. Names are compared by their bytes. Events are kept
 * as their protobuf bytes beside what is indexed of them. Keys that can be long are kept by their hash.
 */
export const MIGRATIONS: readonly string[] = [
  `
create table database (
  id integer generated always as identity primary key,
  name text collate "C" not null unique,
  created_at bytea not null
);
create table stream (
  database integer not null, id integer not null, name text collate "C" not null, first bigint not null,
  primary key (database, id), unique (database, name)
);
create table subject (
  database integer not null, id integer not null, name text collate "C" not null, first bigint not null,
  primary key (database, id), unique (database, name)
);
create table type (
  database integer not null, id integer not null, name text collate "C" not null, first bigint not null,
  primary key (database, id), unique (database, name)
);
create table event (
  database integer not null,
  revision bigint not null,
  stream integer not null,
  subject integer not null,
  type integer not null,
  id text collate "C" not null,
  effective bytea not null,
  bytes bytea not null,
  primary key (database, revision)
);
create unique index event_id on event (database, stream, id);
create index event_subject on event (database, subject, type, revision);
create index event_stream on event (database, stream, type, revision);
create index event_type on event (database, type, revision);
create index event_effective on event (database, type, effective, revision);
create table committed (
  database integer not null,
  revision bigint not null,
  basis bigint not null,
  id_hash bytea not null,
  id text not null,
  recorded bytea not null,
  metadata text not null,
  primary key (database, revision)
);
create unique index committed_id on committed (database, id_hash);
create index committed_recorded on committed (database, recorded, revision);
create table component (
  database integer not null, hash text not null, bytes bytea not null,
  primary key (database, hash)
);
create table definition (
  database integer not null,
  world text collate "C" not null,
  name text collate "C" not null,
  version bigint not null,
  hash text not null,
  metadata text not null,
  model text,
  published bytea not null,
  primary key (database, world, name, version)
);
create table snapshot (
  database integer not null,
  key bytea not null,
  last_revision bigint not null,
  last_time bytea not null,
  up_to bigint not null,
  content bytea,
  primary key (database, key, last_revision)
);
`,
  // A subject or a stream of any type in effective-time order.
  `
create index event_subject_effective on event (database, subject, effective, revision);
create index event_stream_effective on event (database, stream, effective, revision);
`,
  // What else is asked of a subject's events is seen in the indexes, however many events it has.
  `
drop index event_subject;
drop index event_subject_effective;
create index event_subject on event (database, subject, type, revision) include (stream);
create index event_subject_effective on event (database, subject, effective, revision) include (type, stream);
`,
  // A subject's events in a stream, however few of its events these are.
  `
create index event_subject_stream on event (database, subject, stream, type, revision);
`,
];

/** The tables whose rows belong to a database. */
export const TABLES_OF_DATABASE: readonly string[] = [
  "snapshot",
  "definition",
  "component",
  "committed",
  "event",
  "type",
  "subject",
  "stream",
];
