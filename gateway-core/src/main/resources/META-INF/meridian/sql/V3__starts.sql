-- How often a gateway has started on these books: who finds another number than its own has been
-- replaced, and writes no more.
create table gateway_starts (
  number bigint not null
);
insert into gateway_starts (number) values (0);
