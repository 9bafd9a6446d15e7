/**
 * What each connection is told first. A process that stands still in a transaction must not keep the
 * others from writing, nor one that waits for it for ever. Nobody's settings may make a commit
 * answer before it is on disk.
 *
 * A plan is made once for each statement, and kept: it must be good however large tables become
 * after that. What is asked is always found by b-trees, one after the other in the order in which it is
 * written; the other plans are cheaper on tables that are small as yet.
 */
export const sessionSettings = (schema: string): string => `
set search_path to "${schema}";
set idle_in_transaction_session_timeout = '10s';
set lock_timeout = '30s';
set plan_cache_mode = force_generic_plan;
set enable_seqscan = off;
set enable_bitmapscan = off;
set enable_hashjoin = off;
set enable_mergejoin = off;
set join_collapse_limit = 1;
set from_collapse_limit = 1;
set max_parallel_workers_per_gather = 0;
set jit = off;
select set_config(name, 'off', false) from pg_settings where name in ('enable_incremental_sort', 'enable_memoize');
select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`;
