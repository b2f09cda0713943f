-- Where a request's time went: {"edge_auth":12,"edge_kv":1500}, stage by name, whole microseconds,
-- as the node that made the record knew it; {} for records from before.
alter table usage_logs add column stages text not null default '{}';
