-- What came to keys since their first shape: notes and terms, deletion with restore, and the links
-- that hand tokens over.

alter table api_key add column description text default '' not null;
alter table api_key add column rate_requests integer;
alter table api_key add column rate_seconds integer;
alter table api_key add column finish_after_days integer default 0 not null;

-- The state that restoring brings back; null unless the key was deleted and is not purged yet.
alter table api_key add column restorable varchar(20);

create table key_metadata (
  key_id varchar(36) not null references api_key (id),
  name varchar(64) not null,
  entry text not null,
  primary key (key_id, name)
);

create table key_address (
  key_id varchar(36) not null references api_key (id),
  position integer not null,
  address_range varchar(64) not null,
  primary key (key_id, position)
);

-- A token under a key that only the link's code can make; nothing once the link has ended.
create table access_link (
  id varchar(36) not null primary key,
  account varchar(50) not null references account (name) deferrable initially deferred,
  key_id varchar(36) not null references api_key (id) deferrable initially deferred,
  purpose varchar(20) not null,
  code ${binary} not null unique check (length(code) = 32),
  sealed ${binary} not null,
  passphrase integer not null check (passphrase in (0, 1)),
  wrong_tries integer not null,
  refusals integer not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint not null,
  ended varchar(20),
  ended_at bigint,
  ended_address text,
  ended_user_agent text
);

create index access_link_of_key on access_link (key_id);
