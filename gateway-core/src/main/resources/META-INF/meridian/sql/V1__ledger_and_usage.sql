-- Lines of the ledgers: only ever added. Everything a ledger knows follows from its lines in order.
create table ledger_lines (
  region text not null,
  number bigint not null,                 -- from 1, without gaps, in each region
  kind text not null,                     -- fund, unlimit, move, reserve, settle, release, expire, refund
  project text not null,
  bill text not null,
  subject text not null,
  request_id text,
  amount_micro_usd bigint not null,
  uncovered_micro_usd bigint not null,
  prompt_tokens bigint not null,
  cached_prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cost_micro_usd bigint,                  -- null: the price is unknown, which is never 0
  is_estimated smallint not null,
  until_nanos bigint not null,
  at_nanos bigint not null,               -- since the epoch
  primary key (region, number)
);

-- One row for each request that was answered or billed.
create table usage_logs (
  number bigint not null primary key,     -- in the order they came
  region text not null,
  request_id text not null,
  pop text not null,
  project text not null,
  key_id text not null,
  model text not null,                    -- as asked for
  cache text not null,                    -- hit, miss, stale, collapsed, bypass, refresh, semantic_hit
  layer text not null,                    -- edge, origin, semantic, provider, none
  prompt_tokens bigint not null,
  cached_prompt_tokens bigint not null,
  completion_tokens bigint not null,
  cost_micro_usd bigint,                  -- null: the price is unknown
  saved_micro_usd bigint,                 -- null: not a hit, or the price is unknown
  is_estimated smallint not null,
  source text not null,                   -- measured: a provider was asked; modelled: in no bill
  at_nanos bigint not null,               -- when it was served, since the epoch
  unique (region, request_id)
);

create index usage_logs_by_project on usage_logs (project, at_nanos);
