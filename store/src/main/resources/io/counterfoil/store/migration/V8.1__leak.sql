-- Tokens that were found in the open, without the tokens, and what accounts want done about it.

create table on_leak (
  account varchar(50) not null primary key references account (name) deferrable initially deferred,
  rule varchar(20) not null
);

create table leak (
  id varchar(36) not null primary key,
  account varchar(50) not null references account (name) deferrable initially deferred,
  key_id varchar(36) not null references api_key (id) deferrable initially deferred,
  source text not null,
  url text not null,
  reported_at bigint not null,
  reported_by text not null,
  quarantined integer not null
);
