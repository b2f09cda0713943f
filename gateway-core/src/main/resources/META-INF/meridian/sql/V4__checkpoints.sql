-- What the lines of a ledger come to up to one of them, so that a start reads only those after it.
-- The last two are kept. They can be deleted: a start then reads every line.
create table ledger_checkpoints (
  region text not null,
  number bigint not null,                 -- of the last line in it
  state bytea not null,                   -- compressed; see CheckpointBytes
  primary key (region, number)
);
