-- Where accounts' events are sent to. Secrets are sealed under a key derived from the pepper.

create table webhook (
  id varchar(36) not null primary key,
  account varchar(50) not null references account (name) deferrable initially deferred,
  url text not null,
  description text not null,
  types text not null,
  secret ${binary} not null,
  former_secret ${binary},
  former_until bigint,
  disabled text,
  created_at bigint not null,
  created_by text not null
);
