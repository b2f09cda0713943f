-- What an origin region does, where several keep copies of each other; no row: it does what the configuration says.
create table region_duties (
  region text not null primary key,
  role text not null,                     -- active, standby, fenced
  epoch bigint not null,                  -- from 1, one more with each promotion
  predecessor text,                       -- whose ledger its own goes on with, when it took over
  predecessor_line bigint                 -- the last line of that ledger that it knew
);

-- How far a region has followed the ledger of another.
create table region_follows (
  region text not null,
  peer text not null,
  line bigint not null,                   -- number of the newest line
  primary key (region, peer)
);

-- Which regions these books are of, in words; other regions would share balances in another way.
create table books_regions (
  regions text not null
);

-- A request has one record, whichever region took it down.
create index usage_logs_by_request on usage_logs (request_id);
