-- How people prove who they are: what they hold, as digests alone, and how each signs in.

create table pass (
  id varchar(36) not null primary key,
  kind varchar(20) not null,
  user_id varchar(36),
  account varchar(50),
  code ${binary} not null unique check (length(code) = 32),
  made_by text not null,
  created_at bigint not null,
  used_at bigint not null,
  expires_at bigint not null,
  wrong_tries integer not null,
  second_factor integer not null check (second_factor in (0, 1)),
  address text,
  user_agent text not null
);

-- The seed of an authenticator app is sealed under a key that lies outside the database.
create table sign_in (
  user_id varchar(36) not null primary key,
  last_at bigint,
  valid_from bigint,
  seed ${binary},
  factor_since bigint,
  last_step bigint not null
);

create table recovery_code (
  user_id varchar(36) not null references sign_in (user_id),
  position integer not null,
  code ${binary} not null check (length(code) = 32),
  primary key (user_id, position)
);
