-- What keys and people are used for, counted. Rows are added to, never once a call.

-- What is told apart, each once: `id` is a digest of the rest, so that servers need not agree on it.
-- No token: 0. What is not known: empty. A call that passed has no code.
create table usage_line (
  id bigint not null primary key,
  account varchar(50) not null,
  kind varchar(4) not null,
  holder varchar(36) not null,
  token bigint not null,
  method varchar(20) not null,
  path varchar(2000) not null,
  address varchar(45) not null,
  code varchar(40) not null,
  first_at bigint not null,
  last_at bigint not null,
  calls bigint not null
);

create index usage_line_of_account on usage_line (account);
create index usage_line_of_holder on usage_line (holder);
create index usage_line_by_first on usage_line (first_at);

-- How often in each hour, for a month.
create table usage_hour (
  line bigint not null,
  begins bigint not null,
  calls bigint not null,
  last_at bigint not null,
  primary key (line, begins)
);

create index usage_hour_by_time on usage_hour (begins);

-- The same in each day (UTC), for more than a year.
create table usage_day (
  line bigint not null,
  begins bigint not null,
  calls bigint not null,
  last_at bigint not null,
  primary key (line, begins)
);

create index usage_day_by_time on usage_day (begins);

-- Requests that there was no room to tell apart, by the hour in which that was written down.
create table usage_gap (
  begins bigint not null primary key,
  calls bigint not null
);

-- One row: since when use is counted.
create table usage_began (
  id integer not null primary key,
  began_at bigint not null
);
