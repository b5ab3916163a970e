-- Verifiers that may read the feed, by the digest of what they show; and for how long they may go on
-- deciding for an account once they have lost contact.

create table node (
  name varchar(63) not null primary key,
  credential ${binary} not null,
  created_at bigint not null,
  created_by text not null
);

create table account_staleness (
  account varchar(50) not null primary key references account (name) deferrable initially deferred,
  minutes integer not null
);
