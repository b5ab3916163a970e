-- What happened, apart from the record: on SQLite a file of its own, so that it never lengthens the
-- record's log; on PostgreSQL tables beside the record's. Nothing is decided on it, and it is
-- forgotten by the day.

-- One row a refusal, never with a presented value. `place` is its time in microseconds; `body` holds
-- its fields, numbered, each with its length.
create table refusal (
  id varchar(29) not null primary key,
  place bigint not null,
  account varchar(50),
  app_key varchar(200),
  code varchar(40) not null,
  same_value varchar(16),
  body ${binary} not null
);

create index refusal_by_place on refusal (place);
create index refusal_of_account on refusal (account, place);
create index refusal_same_value on refusal (same_value, place) where same_value is not null;

-- All refusals by the hour, those of which no record was kept among them. No account: empty.
create table refusal_hour (
  hour bigint not null,
  account varchar(50) not null,
  code varchar(40) not null,
  kept bigint not null,
  dropped bigint not null,
  primary key (account, hour, code)
);

-- What the tags of a day take, beside the pepper: destroyed after two days.
create table day_salt (
  day varchar(10) not null primary key,
  salt ${binary} not null
);
