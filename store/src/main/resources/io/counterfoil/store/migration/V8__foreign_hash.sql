-- What other systems kept of tokens that were not used here yet, sealed under the pepper.

create table foreign_hash (
  key_id varchar(36) not null primary key references api_key (id) deferrable initially deferred,
  sealed ${binary} not null
);
