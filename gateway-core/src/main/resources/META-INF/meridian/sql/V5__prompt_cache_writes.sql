-- Tokens that a provider wrote to its prompt cache: part of prompt_tokens, at prices of their own.
alter table ledger_lines add column cache_write_tokens bigint not null default 0;
alter table ledger_lines add column hour_cache_write_tokens bigint not null default 0;
alter table usage_logs add column cache_write_tokens bigint not null default 0;
alter table usage_logs add column hour_cache_write_tokens bigint not null default 0;
