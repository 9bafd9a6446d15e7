/**
 * Migrations by version: the file's `user_version` says how many were applied. None is ever changed;
 * a new layout is a new one.
 *
 * Streams, subjects and types are numbered, so that indexes are small: an absent subject is 0. Events
 * are kept as their protobuf bytes beside what is indexed of them. Revisions are the keys of rows.
 */
export const MIGRATIONS: readonly string[] = [
  `
create table database (name text not null, created_at blob not null) strict;
create table stream (id integer primary key, name text not null unique) strict;
create table subject (id integer primary key, name text not null unique) strict;
create table type (id integer primary key, name text not null unique) strict;
create table event (
  revision integer primary key,
  stream integer not null,
  subject integer not null,
  type integer not null,
  id text not null,
  effective blob not null,
  bytes blob not null
) strict;
create unique index event_id on event (stream, id);
create index event_subject on event (subject, type, revision);
create index event_stream on event (stream, type, revision);
create index event_type on event (type, revision);
create index event_effective on event (type, effective, revision);
create table committed (
  revision integer primary key,
  basis integer not null,
  id text not null unique,
  recorded blob not null,
  metadata text not null
) strict;
create index committed_recorded on committed (recorded, revision);
create table component (hash text primary key, bytes blob not null) strict;
create table definition (
  world text not null,
  name text not null,
  version integer not null,
  hash text not null,
  metadata text not null,
  model text,
  published blob not null,
  primary key (world, name, version)
) strict;
create table snapshot (
  view text not null,
  version integer not null,
  hash text not null,
  parameters text not null,
  last_revision integer not null,
  last_time blob not null,
  up_to integer not null,
  content blob,
  primary key (view, version, hash, parameters, last_revision)
) strict, without rowid;
`,
  // A subject or a stream of any type, and both in effective-time order. Each index ends with the revision.
  `
create index event_of_subject on event (subject);
create index event_of_stream on event (stream);
create index event_subject_effective on event (subject, effective);
create index event_stream_effective on event (stream, effective);
`, // Recorded times never go back, so an instant is found among the revisions by halves.
  `
drop index committed_recorded;
`,
  // Which subjects have events in which streams.
  `
create table subject_stream (
  subject integer not null,
  stream integer not null,
  primary key (subject, stream)
) strict, without rowid;
insert into subject_stream select distinct subject, stream from event;
`,
  // What else is asked of a subject's events is seen in the indexes, however many events it has.
  `
drop index event_subject;
drop index event_of_subject;
drop index event_subject_effective;
create index event_subject on event (subject, type, revision, stream);
create index event_of_subject on event (subject, revision, stream);
create index event_subject_effective on event (subject, effective, revision, type, stream);
`,
];
