-- The record: what is so, how it became so, and who made it so.
--
-- One text for both databases; ${binary} is `blob` or `bytea`. Users and keys are identified by
-- UUIDs in their text form, accounts by name; times are epoch milliseconds. Limits of length stand
-- where the domain's types set them; free text is `text`. Which states there are, the domain knows.

create table account (
  name varchar(50) not null primary key,
  number integer not null unique check (number >= 1),
  state varchar(20) not null,
  sponsor_id varchar(36) not null,
  key_creation varchar(20) not null,
  created_at bigint not null
);

create table account_host (
  account varchar(50) not null references account (name),
  position integer not null,
  host text not null,
  primary key (account, position)
);

create table app_user (
  id varchar(36) not null primary key,
  email varchar(254) not null unique,
  name text not null,
  password_hash text,
  created_at bigint not null
);

-- Custom roles; the predefined ones are part of the catalogue.
create table role (
  id integer not null primary key,
  account varchar(50) not null references account (name) deferrable initially deferred,
  name text not null,
  unique (account, name)
);

create table role_resource (
  role_id integer not null references role (id),
  resource varchar(120) not null,
  primary key (role_id, resource)
);

create table api_key (
  id varchar(36) not null primary key,
  account varchar(50) not null references account (name) deferrable initially deferred,
  app_key varchar(200) not null unique,
  label text not null,
  state varchar(20) not null,
  created_at bigint not null,
  created_by text not null,
  expires_at bigint,
  changed_at bigint not null
);

-- The two slots are the rule: at most two tokens of a key are live. Digests alone, never a token.
create table api_token (
  key_id varchar(36) not null references api_key (id),
  slot integer not null check (slot in (1, 2)),
  pair ${binary} not null check (length(pair) = 32),
  folded ${binary} check (length(folded) = 32),
  alone ${binary} not null check (length(alone) = 32),
  pepper_version integer not null,
  created_at bigint not null,
  primary key (key_id, slot)
);

-- Explains, never admits.
create table retired_token (
  key_id varchar(36) not null references api_key (id),
  position integer not null,
  pair ${binary} not null check (length(pair) = 32),
  folded ${binary} check (length(folded) = 32),
  alone ${binary} not null check (length(alone) = 32),
  pepper_version integer not null,
  created_at bigint not null,
  retired_at bigint not null,
  retired_by text not null,
  primary key (key_id, position)
);

-- Who belongs to an account. A person of it, or a key of another account that was added here; also
-- whoever has no role (yet).
create table member (
  account varchar(50) not null references account (name) deferrable initially deferred,
  holder_kind varchar(4) not null check (holder_kind in ('key', 'user')),
  holder_id varchar(36) not null,
  primary key (account, holder_kind, holder_id)
);

create table role_grant (
  account varchar(50) not null,
  holder_kind varchar(4) not null,
  holder_id varchar(36) not null,
  role_id integer not null,
  primary key (account, holder_kind, holder_id, role_id),
  foreign key (account, holder_kind, holder_id)
    references member (account, holder_kind, holder_id)
);

-- The one catalogue in force, as the change that put it there.
create table catalogue (
  id integer not null primary key check (id = 1),
  name text not null,
  version text not null,
  encoded ${binary} not null
);

-- Orders every commit: bumped as its last statement, so numbers are dense and in commit order.
create table stream_head (
  cell integer not null primary key,
  rev bigint not null,
  hash varchar(64) not null
);

insert into stream_head (cell, rev, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- What each commit changed, in the bytes that feeds carry and the chain hashes.
create table change_log (
  cell integer not null,
  rev bigint not null,
  payload ${binary} not null,
  at bigint not null,
  primary key (cell, rev)
);

-- Who did it. Only ever added to: triggers refuse anything else.
create table audit_log (
  cell integer not null,
  rev bigint not null,
  account varchar(50),
  actor text not null,
  action text not null,
  target text not null,
  fields_before text not null,
  fields_after text not null,
  request_id text not null,
  address text,
  at bigint not null,
  prev_hash varchar(64) not null,
  hash varchar(64) not null,
  primary key (cell, rev)
);

create index audit_log_of_account on audit_log (account, cell, rev);
