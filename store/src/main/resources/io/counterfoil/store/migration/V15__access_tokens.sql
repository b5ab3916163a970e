-- What access tokens are signed with, sealed under the pepper, and which were taken back before
-- their time.

create table signing_key (
  id varchar(64) not null primary key,
  public_key text not null,
  sealed ${binary} not null,
  created_at bigint not null,
  signs_from bigint not null
);

create table revoked_token (
  id varchar(36) not null primary key,
  holder varchar(200) not null,
  until bigint not null
);
