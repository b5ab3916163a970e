-- What is to be told outside, by mail and to webhooks. Not part of the record: nothing is decided on
-- it, and it is forgotten after 30 days. It is queued in the transaction of the change that it tells
-- of.

create table message (
  id varchar(36) not null primary key,
  account varchar(50),
  kind varchar(5) not null check (kind in ('mail', 'event')),
  type varchar(60) not null,
  recipient varchar(254),
  language varchar(20),
  key_id varchar(36),
  app_key varchar(200),
  actor text,
  details text not null,
  sealed ${binary},
  at bigint not null,
  worth_until bigint not null
);

create index message_of_account on message (account, at, id);
create index message_by_time on message (at, id);
create index message_with_secret on message (worth_until) where sealed is not null;

-- To whom: a webhook endpoint's id, or nothing for a mail. A claimed delivery is due again only when
-- the claim is over.
create table delivery (
  message_id varchar(36) not null references message (id),
  endpoint_id varchar(36) not null,
  state varchar(20) not null,
  attempts integer not null,
  next_at bigint not null,
  last_at bigint,
  note text not null,
  primary key (message_id, endpoint_id)
);

create index delivery_due on delivery (next_at) where state = 'WAITING';

create table delivery_attempt (
  message_id varchar(36) not null references message (id),
  endpoint_id varchar(36) not null,
  at bigint not null,
  number integer not null,
  millis integer not null,
  status integer not null,
  outcome varchar(20) not null,
  note text not null,
  next_at bigint,
  primary key (message_id, endpoint_id, at, number)
);

-- What is told once, and was.
create table told_once (
  fact varchar(300) not null primary key,
  at bigint not null
);
